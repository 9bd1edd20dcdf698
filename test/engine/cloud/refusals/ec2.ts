import { type Properties, shown, text, valuesAt } from "../values";
import { isNetwork, overlap, range, within } from "./cidr";
import { statementsOf, trusts } from "./policies";
import type { Refusals, Refuse, World } from "./refusal";

const subnetType = "aws:ec2/subnet:Subnet";
const endpointType = "aws:ec2/vpcEndpoint:VpcEndpoint";

const refuseVpc: Refuse = ({ cidrBlock }) => {
  const bits = range(cidrBlock)?.bits ?? 0;
  return isNetwork(cidrBlock) && bits >= 16 && bits <= 28
    ? undefined
    : `InvalidVpc.Range: The CIDR '${shown(cidrBlock)}' is invalid.`;
};

const refuseSubnet: Refuse = ({ vpcId, cidrBlock, availabilityZone }, world) => {
  if (cidrBlock === undefined) return undefined;
  const bits = range(cidrBlock)?.bits ?? 0;
  const block = world.find("aws:ec2/vpc:Vpc", vpcId)?.outputs["cidrBlock"];
  if (!isNetwork(cidrBlock) || bits < 16 || bits > 28 || (block !== undefined && !within(cidrBlock, block))) {
    return `InvalidSubnet.Range: The CIDR '${shown(cidrBlock)}' is invalid.`;
  }
  const zone = text(availabilityZone);
  return zone === undefined || zone.startsWith(world.region)
    ? undefined
    : `InvalidParameterValue: Value (${zone}) for parameter availabilityZone is invalid.`;
};

/** At a create only: an update meets the subnet itself. */
const refuseOverlap: Refuse = ({ vpcId, cidrBlock }, world) =>
  world.of(subnetType).some(({ outputs }) => outputs["vpcId"] === vpcId && overlap(outputs["cidrBlock"], cidrBlock))
    ? `InvalidSubnet.Conflict: The CIDR '${shown(cidrBlock)}' conflicts with another subnet`
    : undefined;

/** Characters that EC2 takes in what describes a group or a rule. */
const plainText = /^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]*$/;

const refuseGroup: Refuse = ({ name, description }) => {
  if (shown(name).startsWith("sg-")) return "InvalidParameterValue: Group names may not be in the format sg-*";
  return plainText.test(text(description) ?? "")
    ? undefined
    : `InvalidParameterValue: Value (${shown(description)}) for parameter GroupDescription is invalid. Character sets beyond ASCII are not supported.`;
};

const partners = ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"];

const refuseRule: Refuse = (inputs) => {
  if (!plainText.test(text(inputs["description"]) ?? ""))
    return `InvalidParameterValue: Invalid rule description: ${shown(inputs["description"])}`;
  if (partners.filter((each) => inputs[each] !== undefined).length !== 1)
    return `Invalid Attribute Combination: exactly one of ${partners.join(", ")}`;
  const cidr = inputs["cidrIpv4"];
  if (cidr !== undefined && !isNetwork(cidr)) return `InvalidParameterValue: CIDR block ${shown(cidr)} is malformed`;
  const ports = [inputs["fromPort"], inputs["toPort"]];
  if (inputs["ipProtocol"] === "-1") return undefined;
  return ports.some((each) => each === undefined) || Number(ports[0]) > Number(ports[1])
    ? "InvalidParameterValue: Invalid value for portRange. Must specify both from and to ports with TCP/UDP."
    : undefined;
};

const refuseEndpoint: Refuse = (inputs, world) => {
  const { policy, vpcId, privateDnsEnabled, serviceName } = inputs;
  if (policy !== undefined) {
    const statements = statementsOf(policy);
    if (typeof statements === "string") return `InvalidPolicyDocument: The policy document is malformed: ${statements}`;
  }
  const zones = valuesAt(inputs, "subnetIds").map((id) => world.find(subnetType, id)?.outputs["availabilityZone"]);
  if (new Set(zones).size < zones.length)
    return "DuplicateSubnetsInSameZone: Found another VPC endpoint subnet in the zone";
  const vpc = world.find("aws:ec2/vpc:Vpc", vpcId)?.outputs;
  if (privateDnsEnabled === true && !(vpc?.["enableDnsSupport"] === true && vpc["enableDnsHostnames"] === true)) {
    return `InvalidParameter: Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for ${shown(vpcId)}`;
  }
  return shown(serviceName).includes(`.${world.region}.`)
    ? undefined
    : `InvalidServiceName: The Vpc Endpoint Service '${shown(serviceName)}' does not exist`;
};

/** At a create only: an update meets the endpoint itself. */
const refuseSecondEndpoint: Refuse = (inputs, world) => {
  const { vpcId, serviceName, privateDnsEnabled } = inputs;
  const same = world
    .of(endpointType)
    .filter(({ outputs }) => outputs["vpcId"] === vpcId && outputs["serviceName"] === serviceName);
  if (privateDnsEnabled === true && same.some(({ outputs }) => outputs["privateDnsEnabled"] === true)) {
    return `InvalidParameter: private-dns-enabled cannot be set because there is already a conflicting DNS domain for ${shown(serviceName)} in the VPC ${shown(vpcId)}`;
  }
  const tables = (each: Properties) => valuesAt(each, "routeTableIds");
  const taken = tables(inputs).find((id) => same.some(({ outputs }) => tables(outputs).includes(id)));
  return taken === undefined
    ? undefined
    : `RouteAlreadyExists: route table ${shown(taken)} already has a route with destination-prefix-list-id`;
};

const refuseFlowLog: Refuse = ({ logDestinationType = "cloud-watch-logs", iamRoleArn }, world: World) =>
  logDestinationType === "cloud-watch-logs" && !trusts(world, iamRoleArn, "vpc-flow-logs.amazonaws.com")
    ? `InvalidParameterValue: Unable to assume given IAM role ${shown(iamRoleArn)}`
    : undefined;

export const ec2: Refusals = {
  "aws:ec2/flowLog:FlowLog": [refuseFlowLog],
  "aws:ec2/securityGroup:SecurityGroup": [refuseGroup],
  [subnetType]: [refuseSubnet],
  "aws:ec2/vpc:Vpc": [refuseVpc],
  [endpointType]: [refuseEndpoint],
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": [refuseRule],
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": [refuseRule],
};

/** Refusals of what would stand beside another. */
export const ec2Seconds: Refusals = { [subnetType]: [refuseOverlap], [endpointType]: [refuseSecondEndpoint] };
