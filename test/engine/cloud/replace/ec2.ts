/** The network, and what EC2 keeps for it. */
export const ec2: Record<string, string[]> = {
  // internal/service/ec2/vpc_default_security_group.go
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": ["vpcId"],
  // internal/service/ec2/ec2_eip.go
  "aws:ec2/eip:Eip": ["domain", "address", "ipamPoolId", "networkBorderGroup", "publicIpv4Pool"],
  // internal/service/ec2/vpc_internet_gateway.go: a gateway is detached from one VPC and attached to another
  "aws:ec2/internetGateway:InternetGateway": [],
  // internal/service/ec2/ec2_launch_template.go
  "aws:ec2/launchTemplate:LaunchTemplate": ["name", "namePrefix"],
  // internal/service/ec2/vpc_nat_gateway.go
  "aws:ec2/natGateway:NatGateway": [
    "allocationId",
    "availabilityMode",
    "connectivityType",
    "privateIp",
    "secondaryPrivateIpAddressCount",
    "subnetId",
    "vpcId",
  ],
  // internal/service/ec2/vpc_route.go: targets are replaced in place
  "aws:ec2/route:Route": [
    "routeTableId",
    "destinationCidrBlock",
    "destinationIpv6CidrBlock",
    "destinationPrefixListId",
  ],
  // internal/service/ec2/vpc_route_table.go
  "aws:ec2/routeTable:RouteTable": ["vpcId"],
  // internal/service/ec2/vpc_route_table_association.go
  "aws:ec2/routeTableAssociation:RouteTableAssociation": ["subnetId", "gatewayId"],
  // internal/service/ec2/vpc_subnet.go
  "aws:ec2/subnet:Subnet": [
    "availabilityZone",
    "availabilityZoneId",
    "cidrBlock",
    "ipv4IpamPoolId",
    "ipv4NetmaskLength",
    "ipv6IpamPoolId",
    "ipv6Native",
    "ipv6NetmaskLength",
    "outpostArn",
    "vpcId",
  ],
  // internal/service/ec2/vpc_.go: only from `dedicated` to `default` the tenancy changes in place
  "aws:ec2/vpc:Vpc": ["cidrBlock", "instanceTenancy", "ipv4IpamPoolId", "ipv4NetmaskLength"],
  // internal/service/ec2/vpc_flow_log.go: everything but the tags
  "aws:ec2/flowLog:FlowLog": [
    "deliverCrossAccountRole",
    "destinationOptions",
    "eniId",
    "iamRoleArn",
    "logDestination",
    "logDestinationType",
    "logFormat",
    "maxAggregationInterval",
    "regionalNatGatewayId",
    "subnetId",
    "trafficType",
    "transitGatewayAttachmentId",
    "transitGatewayId",
    "vpcId",
  ],
  // internal/service/ec2/vpc_security_group.go
  "aws:ec2/securityGroup:SecurityGroup": ["description", "name", "namePrefix", "vpcId"],
  // internal/service/ec2/vpc_endpoint.go
  "aws:ec2/vpcEndpoint:VpcEndpoint": [
    "dnsOptions.privateDnsPreference",
    "dnsOptions.privateDnsSpecifiedDomains",
    "resourceConfigurationArn",
    "serviceName",
    "serviceNetworkArn",
    "serviceRegion",
    "vpcEndpointType",
    "vpcId",
  ],
  // internal/service/ec2/vpc_security_group_egress_rule.go, and the ingress rule beside it
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": ["securityGroupId"],
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": ["securityGroupId"],
  // internal/service/ec2/ebs_default_kms_key.go
  "aws:ebs/defaultKmsKey:DefaultKmsKey": ["keyArn"],
  // internal/service/ec2/ebs_volume.go: it grows in place
  "aws:ebs/volume:Volume": [
    "availabilityZone",
    "encrypted",
    "kmsKeyId",
    "multiAttachEnabled",
    "outpostArn",
    "snapshotId",
    "volumeInitializationRate",
  ],
  // internal/service/ec2/ebs_encryption_by_default.go
  "aws:ebs/encryptionByDefault:EncryptionByDefault": [],
};
