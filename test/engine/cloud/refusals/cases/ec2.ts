import { network, roleOf, subnet } from "./bases";
import type { Before, Case } from "./case";

const groupType = "aws:ec2/securityGroup:SecurityGroup";
const ingress = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const egress = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const endpointType = "aws:ec2/vpcEndpoint:VpcEndpoint";
const flowLogType = "aws:ec2/flowLog:FlowLog";

const group: Before = {
  ...network,
  group: [groupType, ({ vpc }) => ({ name: "g", description: "a group", vpcId: vpc!["id"] })],
};
const rule = { ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "10.0.0.0/8" };

const rules: [name: string, wrong: Record<string, unknown>, says: string][] = [
  ["described with an apostrophe", { description: "node's" }, "Invalid rule description"],
  ["for nobody", { cidrIpv4: undefined }, "exactly one of"],
  ["for two", { prefixListId: "pl-1" }, "exactly one of"],
  ["from an address that begins no network", { cidrIpv4: "10.0.0.1/8" }, "is malformed"],
  ["without ports", { fromPort: undefined }, "Invalid value for portRange"],
  ["whose ports go down", { fromPort: 500 }, "Invalid value for portRange"],
];

const endpoint = {
  serviceName: "com.amazonaws.eu-central-1.sts",
  vpcEndpointType: "Interface",
  privateDnsEnabled: true,
};
const gateway = { serviceName: "com.amazonaws.eu-central-1.s3", vpcEndpointType: "Gateway" };

const ranges: [name: string, cidrBlock: string][] = [
  ["larger than /16", "10.0.0.0/8"],
  ["smaller than /28", "10.0.0.0/30"],
  ["that begins no network", "10.0.0.1/16"],
];

export const ec2: Case[] = [
  ...ranges.map(([name, cidrBlock]): Case => ({
    name: `a VPC ${name}`,
    type: "aws:ec2/vpc:Vpc",
    inputs: () => ({ cidrBlock }),
    says: "InvalidVpc.Range",
    but: () => ({ cidrBlock: "10.0.0.0/16" }),
  })),
  {
    name: "a subnet outside of its VPC",
    before: network,
    type: "aws:ec2/subnet:Subnet",
    inputs: ({ vpc }) => ({ vpcId: vpc!["id"], cidrBlock: "10.1.0.0/24" }),
    says: "InvalidSubnet.Range",
    but: () => ({ cidrBlock: "10.0.2.0/24" }),
  },
  {
    name: "a subnet over half of another",
    before: network,
    type: "aws:ec2/subnet:Subnet",
    inputs: ({ vpc }) => ({ vpcId: vpc!["id"], cidrBlock: "10.0.0.0/23" }),
    says: "InvalidSubnet.Conflict",
    but: () => ({ cidrBlock: "10.0.2.0/23" }),
  },
  {
    name: "a subnet in a zone of another region",
    before: network,
    type: "aws:ec2/subnet:Subnet",
    inputs: ({ vpc }) => ({ vpcId: vpc!["id"], cidrBlock: "10.0.2.0/24", availabilityZone: "eu-west-1a" }),
    says: "parameter availabilityZone is invalid",
    but: () => ({ availabilityZone: "eu-central-1c" }),
  },
  {
    name: "a group described in other letters",
    before: network,
    type: groupType,
    inputs: ({ vpc }) => ({ name: "g", description: "Kubernetes’ nodes", vpcId: vpc!["id"] }),
    says: "parameter GroupDescription is invalid",
    but: () => ({ description: "nodes of Kubernetes" }),
  },
  {
    name: "a group called like an id",
    before: network,
    type: groupType,
    inputs: ({ vpc }) => ({ name: "sg-nodes", description: "d", vpcId: vpc!["id"] }),
    says: "may not be in the format sg-*",
    but: () => ({ name: "nodes" }),
  },
  ...rules.flatMap(([name, wrong, says]) =>
    [ingress, egress].map((type): Case => ({
      name: `a rule ${name}, ${type.includes("Ingress") ? "in" : "out"}`,
      before: group,
      type,
      inputs: ({ group: it }) => ({ securityGroupId: it!["id"], ...rule, ...wrong }),
      says,
      but: ({ group: it }) => ({ securityGroupId: it!["id"], ...rule, description: "fine", prefixListId: undefined }),
    })),
  ),
  {
    name: "the same rule twice",
    before: { ...group, rule: [ingress, ({ group: it }) => ({ securityGroupId: it!["id"], ...rule })] },
    type: ingress,
    inputs: ({ group: it }) => ({ securityGroupId: it!["id"], ...rule, description: "again" }),
    says: "InvalidPermission.Duplicate",
    but: () => ({ toPort: 444 }),
  },
  {
    name: "an endpoint with two subnets in a zone",
    before: { ...network, three: subnet("10.0.2.0/24", "eu-central-1a") },
    type: endpointType,
    inputs: ({ vpc, one, three }) => ({ ...endpoint, vpcId: vpc!["id"], subnetIds: [one!["id"], three!["id"]] }),
    says: "DuplicateSubnetsInSameZone",
    but: ({ one, two }) => ({ subnetIds: [one!["id"], two!["id"]] }),
  },
  {
    name: "an endpoint with a name in a VPC without names",
    before: { vpc: ["aws:ec2/vpc:Vpc", () => ({ cidrBlock: "10.0.0.0/16", enableDnsSupport: true })] },
    type: endpointType,
    inputs: ({ vpc }) => ({ ...endpoint, vpcId: vpc!["id"] }),
    says: "requires both enableDnsSupport and enableDnsHostnames",
    but: () => ({ privateDnsEnabled: false }),
  },
  {
    name: "an endpoint of a service of another region",
    before: network,
    type: endpointType,
    inputs: ({ vpc }) => ({ ...endpoint, serviceName: "com.amazonaws.eu-west-1.sts", vpcId: vpc!["id"] }),
    says: "InvalidServiceName",
    but: () => endpoint,
  },
  {
    name: "an endpoint's policy that is no JSON",
    before: network,
    type: endpointType,
    inputs: ({ vpc }) => ({ ...endpoint, policy: "{", vpcId: vpc!["id"] }),
    says: "InvalidPolicyDocument",
    but: () => ({ policy: undefined }),
  },
  {
    name: "a second endpoint of the same name",
    before: { ...network, first: [endpointType, ({ vpc }) => ({ ...endpoint, vpcId: vpc!["id"] })] },
    type: endpointType,
    inputs: ({ vpc }) => ({ ...endpoint, vpcId: vpc!["id"] }),
    says: "already a conflicting DNS domain",
    but: () => ({ serviceName: "com.amazonaws.eu-central-1.kms" }),
  },
  {
    name: "a second gateway in a route table",
    before: {
      ...network,
      table: ["aws:ec2/routeTable:RouteTable", ({ vpc }) => ({ vpcId: vpc!["id"] })],
      first: [endpointType, ({ vpc, table }) => ({ ...gateway, vpcId: vpc!["id"], routeTableIds: [table!["id"]] })],
    },
    type: endpointType,
    inputs: ({ vpc, table }) => ({ ...gateway, vpcId: vpc!["id"], routeTableIds: [table!["id"]] }),
    says: "RouteAlreadyExists",
    but: () => ({ routeTableIds: [] }),
  },
  {
    name: "a flow log whose role trusts another service",
    before: {
      ...network,
      wrong: roleOf("wrong", "ec2"),
      right: roleOf("right", "vpc-flow-logs"),
      log: ["aws:cloudwatch/logGroup:LogGroup", () => ({ name: "/flow" })],
    },
    type: flowLogType,
    inputs: ({ vpc, wrong, log }) => ({
      trafficType: "ALL",
      vpcId: vpc!["id"],
      iamRoleArn: wrong!["arn"],
      logDestination: log!["arn"],
    }),
    says: "Unable to assume given IAM role",
    but: ({ right }) => ({ iamRoleArn: right!["arn"] }),
  },
];
