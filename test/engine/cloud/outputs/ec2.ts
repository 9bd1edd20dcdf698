import type { Outputs } from "./outputs";

/** The network, and what EC2 keeps for it. */
export const ec2: Outputs = {
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": {
    arn: "arn:{partition}:ec2:{region}:{account}:security-group/{id}",
    name: "default",
    description: "default VPC security group",
  },
  "aws:ec2/eip:Eip": {
    allocationId: "{id}",
    arn: "arn:{partition}:ec2:{region}:{account}:elastic-ip/{id}",
    publicIp: "203.0.113.{octet}",
  },
  "aws:ec2/internetGateway:InternetGateway": { arn: "arn:{partition}:ec2:{region}:{account}:internet-gateway/{id}" },
  "aws:ec2/launchTemplate:LaunchTemplate": {
    arn: "arn:{partition}:ec2:{region}:{account}:launch-template/{id}",
    latestVersion: 1,
    defaultVersion: 1,
  },
  "aws:ec2/natGateway:NatGateway": {
    connectivityType: "public",
    networkInterfaceId: "eni-{hex17}",
    privateIp: "10.0.0.{octet}",
    publicIp: "203.0.113.{octet}",
  },
  "aws:ec2/route:Route": { origin: "CreateRoute", state: "active" },
  "aws:ec2/routeTable:RouteTable": { arn: "arn:{partition}:ec2:{region}:{account}:route-table/{id}" },
  "aws:ec2/subnet:Subnet": {
    arn: "arn:{partition}:ec2:{region}:{account}:subnet/{id}",
    availabilityZone: "{region}a",
  },
  "aws:ec2/vpc:Vpc": {
    arn: "arn:{partition}:ec2:{region}:{account}:vpc/{id}",
    defaultNetworkAclId: "acl-{hex17}",
    defaultRouteTableId: "rtb-{hex17}",
    defaultSecurityGroupId: "sg-{hex17}",
    mainRouteTableId: "rtb-{hex17}",
  },
  "aws:ebs/volume:Volume": { arn: "arn:{partition}:ec2:{region}:{account}:volume/{id}" },
  "aws:ec2/flowLog:FlowLog": { arn: "arn:{partition}:ec2:{region}:{account}:vpc-flow-log/{id}" },
  "aws:ec2/securityGroup:SecurityGroup": {
    arn: "arn:{partition}:ec2:{region}:{account}:security-group/{id}",
    description: "Managed by Pulumi",
  },
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    arn: "arn:{partition}:ec2:{region}:{account}:vpc-endpoint/{id}",
    dnsEntries: [{ dnsName: "{id}.{inputs.serviceName}", hostedZoneId: "Z{HEX13}" }],
    ipAddressType: "ipv4",
    networkInterfaceIds: ["eni-{hex17}"],
    prefixListId: "pl-{hex8}",
    state: "available",
  },
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": {
    arn: "arn:{partition}:ec2:{region}:{account}:security-group-rule/{id}",
    securityGroupRuleId: "{id}",
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": {
    arn: "arn:{partition}:ec2:{region}:{account}:security-group-rule/{id}",
    securityGroupRuleId: "{id}",
  },
};
