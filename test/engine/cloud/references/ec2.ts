import type { Reference } from "./reference";
import { logGroup, noSecurityGroup, noVpc, role, routeTable, securityGroup, securityGroupInUse, subnet } from "./words";
import { subnetInUse, vpc, vpcInUse } from "./words";

const noSubnet = "InvalidSubnetID.NotFound: The subnet ID '{value}' does not exist";
const noRouteTable = "InvalidRouteTableID.NotFound: The routeTable ID '{value}' does not exist";

const natGateway = "aws:ec2/natGateway:NatGateway";
const route = "aws:ec2/route:Route";
const association = "aws:ec2/routeTableAssociation:RouteTableAssociation";
const endpoint = "aws:ec2/vpcEndpoint:VpcEndpoint";
const flowLog = "aws:ec2/flowLog:FlowLog";

/** What lies in a VPC and has to be gone before it. */
const inVpc = [subnet, "aws:ec2/internetGateway:InternetGateway", routeTable, securityGroup, endpoint].map(
  (from): Reference => ({ from, at: "vpcId", to: vpc, by: "id", missing: noVpc, blocks: vpcInUse }),
);

/** A rule goes with its group, and keeps the group that it names. */
const rules = ["Egress", "Ingress"].flatMap((direction): Reference[] => {
  const from = `aws:vpc/securityGroup${direction}Rule:SecurityGroup${direction}Rule`;
  const group = { from, to: securityGroup, by: "id", missing: noSecurityGroup } as const;
  return [
    { ...group, at: "securityGroupId", dies: true },
    { ...group, at: "referencedSecurityGroupId", blocks: securityGroupInUse },
  ];
});

/** Codes are those of internal/service/ec2/errors.go of github.com/hashicorp/terraform-provider-aws. */
export const ec2: Reference[] = [
  ...inVpc,
  ...rules,
  {
    from: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    at: "vpcId",
    to: vpc,
    by: "id",
    missing: noVpc,
    dies: true,
  },
  { from: natGateway, at: "subnetId", to: subnet, by: "id", missing: noSubnet, blocks: subnetInUse },
  {
    from: natGateway,
    at: "allocationId",
    to: "aws:ec2/eip:Eip",
    by: "id",
    missing: "InvalidAllocationID.NotFound: The allocation ID '{value}' does not exist",
    blocks: "InvalidIPAddress.InUse: The allocation '{id}' is in use.",
  },
  { from: route, at: "routeTableId", to: routeTable, by: "id", missing: noRouteTable, dies: true },
  {
    from: route,
    at: "gatewayId",
    to: "aws:ec2/internetGateway:InternetGateway",
    by: "id",
    missing: "InvalidGatewayID.NotFound: The gateway ID '{value}' does not exist",
  },
  {
    from: route,
    at: "natGatewayId",
    to: natGateway,
    by: "id",
    missing: "InvalidNatGatewayID.NotFound: The natGateway ID '{value}' does not exist",
  },
  // EC2 refuses, but the provider takes all associations of a table away before: internal/service/ec2/vpc_route_table.go
  { from: association, at: "routeTableId", to: routeTable, by: "id", missing: noRouteTable, dies: true },
  { from: association, at: "subnetId", to: subnet, by: "id", missing: noSubnet, dies: true },
  { from: endpoint, at: "subnetIds", to: subnet, by: "id", missing: noSubnet, blocks: subnetInUse },
  {
    from: endpoint,
    at: "securityGroupIds",
    to: securityGroup,
    by: "id",
    missing: noSecurityGroup,
    blocks: securityGroupInUse,
  },
  { from: endpoint, at: "routeTableIds", to: routeTable, by: "id", missing: noRouteTable },
  { from: flowLog, at: "vpcId", to: vpc, by: "id", missing: noVpc, dies: true },
  {
    from: flowLog,
    at: "iamRoleArn",
    to: role,
    by: "arn",
    missing: "InvalidParameterValue: Unable to assume given IAM role {value}",
  },
  {
    from: flowLog,
    at: "logDestination",
    to: logGroup,
    by: "arn",
    // EC2 would make the group itself, kept for ever and with none of our keys.
    missing: "LogDestinationNotFoundException: LogDestination: {value} does not exist.",
  },
];
