import type { Identity } from "./identity";

/** A rule is what it lets through; another description makes no other rule. */
const rule: Identity = {
  id: "sgr-{hex17}",
  unique:
    "{inputs.securityGroupId} {inputs.ipProtocol} {inputs.fromPort} {inputs.toPort} {inputs.cidrIpv4} {inputs.cidrIpv6} {inputs.prefixListId} {inputs.referencedSecurityGroupId}",
  exists: "InvalidPermission.Duplicate: the specified rule already exists in {inputs.securityGroupId}",
};

/** The network, and what EC2 keeps for it. */
export const ec2: Record<string, Identity> = {
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": {
    id: "{vpc.defaultSecurityGroupId|inputs.vpcId}",
    upsert: true,
  },
  "aws:ec2/eip:Eip": { id: "eipalloc-{hex17}" },
  "aws:ec2/internetGateway:InternetGateway": { id: "igw-{hex17}" },
  "aws:ec2/launchTemplate:LaunchTemplate": {
    id: "lt-{hex17}",
    unique: "{inputs.name}",
    exists: "InvalidLaunchTemplateName.AlreadyExistsException: Launch template name already in use.",
  },
  "aws:ec2/natGateway:NatGateway": { id: "nat-{hex17}" },
  "aws:ec2/route:Route": {
    id: "r-{inputs.routeTableId}{crc:inputs.destinationCidrBlock|inputs.destinationIpv6CidrBlock|inputs.destinationPrefixListId}",
    exists:
      "RouteAlreadyExists: Route in Route Table ({inputs.routeTableId}) with destination ({inputs.destinationCidrBlock|inputs.destinationIpv6CidrBlock|inputs.destinationPrefixListId}) already exists",
  },
  "aws:ec2/routeTable:RouteTable": { id: "rtb-{hex17}" },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": {
    id: "rtbassoc-{hex17}",
    unique: "{inputs.subnetId|inputs.gatewayId}",
    exists:
      "Resource.AlreadyAssociated: the specified association for route table {inputs.routeTableId} conflicts with an existing association",
  },
  "aws:ec2/subnet:Subnet": {
    id: "subnet-{hex17}",
    unique: "{inputs.vpcId} {inputs.cidrBlock}",
    exists: "InvalidSubnet.Conflict: The CIDR '{inputs.cidrBlock}' conflicts with another subnet",
  },
  "aws:ec2/vpc:Vpc": { id: "vpc-{hex17}" },
  "aws:ec2/flowLog:FlowLog": {
    id: "fl-{hex17}",
    unique: "{inputs.vpcId} {inputs.trafficType} {inputs.logDestination} {inputs.maxAggregationInterval}",
    exists: "FlowLogAlreadyExists: There is an existing Flow Log with the same configuration and log destination.",
  },
  "aws:ec2/securityGroup:SecurityGroup": {
    id: "sg-{hex17}",
    unique: "{inputs.vpcId} {inputs.name}",
    exists: "InvalidGroup.Duplicate: The security group '{inputs.name}' already exists for VPC '{inputs.vpcId}'",
  },
  "aws:ec2/vpcEndpoint:VpcEndpoint": { id: "vpce-{hex17}" },
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": rule,
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": rule,
  "aws:ebs/volume:Volume": { id: "vol-{hex17}" },
  // Of the account and region: there is one, and whoever sets it sets it for all.
  "aws:ebs/defaultKmsKey:DefaultKmsKey": { id: "{inputs.keyArn}", upsert: true },
  "aws:ebs/encryptionByDefault:EncryptionByDefault": { id: "terraform-{crc:region}", upsert: true },
};
