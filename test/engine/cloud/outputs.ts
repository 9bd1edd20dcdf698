import { type Facts, filled } from "./templates";
import type { SdkType } from "./sdk-types";
import { type Properties, text, valueAt, withValueAt } from "./values";

/** What programs read of a resource, by path. A type that is absent, and a path that is absent, gets a value by its declared type. */
const awsOutputs: Record<string, Record<string, unknown>> = {
  "aws:cloudwatch/logGroup:LogGroup": { arn: "arn:{partition}:logs:{region}:{account}:log-group:{inputs.name}" },
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
  "aws:eks/accessEntry:AccessEntry": {
    accessEntryArn: "arn:{partition}:eks:{region}:{account}:access-entry/{inputs.clusterName}/role/{hex12}",
    userName: "{inputs.principalArn}",
  },
  "aws:eks/addon:Addon": {
    arn: "arn:{partition}:eks:{region}:{account}:addon/{inputs.clusterName}/{inputs.addonName}/{uuid}",
  },
  "aws:eks/cluster:Cluster": {
    arn: "arn:{partition}:eks:{region}:{account}:cluster/{inputs.name}",
    certificateAuthority: { data: "{certificate}" },
    endpoint: "https://{HEX32}.gr7.{region}.eks.amazonaws.com",
    identities: [{ oidcs: [{ issuer: "https://oidc.eks.{region}.amazonaws.com/id/{HEX32}" }] }],
    platformVersion: "eks.1",
    status: "ACTIVE",
    "vpcConfig.clusterSecurityGroupId": "sg-{hex17}",
    "vpcConfig.vpcId": "{subnet.vpcId}",
  },
  "aws:eks/nodeGroup:NodeGroup": {
    arn: "arn:{partition}:eks:{region}:{account}:nodegroup/{inputs.clusterName}/{inputs.nodeGroupName}/{uuid}",
    resources: [{ autoscalingGroups: [{ name: "eks-{inputs.nodeGroupName}-{uuid}" }] }],
    status: "ACTIVE",
  },
  "aws:iam/role:Role": { arn: "arn:{partition}:iam::{account}:role/{inputs.name}", uniqueId: "AROA{HEX17}" },
  "aws:kms/alias:Alias": {
    arn: "arn:{partition}:kms:{region}:{account}:{inputs.name}",
    targetKeyArn: "arn:{partition}:kms:{region}:{account}:key/{inputs.targetKeyId}",
  },
  "aws:kms/key:Key": { arn: "arn:{partition}:kms:{region}:{account}:key/{id}", keyId: "{id}" },
};

const kubernetesMetadata = {
  "metadata.creationTimestamp": "{now}",
  "metadata.generation": 1,
  "metadata.resourceVersion": "{octet}",
  "metadata.uid": "{uuid}",
};

/** Objects that say of themselves when they are ready; whoever waits for them reads it. */
const kubernetesOutputs: Record<string, Record<string, unknown>> = {
  "kubernetes:core/v1:Namespace": { status: { phase: "Active" } },
  "kubernetes:helm.sh/v3:Release": {
    resourceNames: {},
    status: {
      appVersion: "{inputs.version}",
      chart: "{inputs.chart}",
      name: "{inputs.name}",
      namespace: "{inputs.namespace}",
      revision: 1,
      status: "deployed",
      version: "{inputs.version}",
    },
  },
  "kubernetes:templates.gatekeeper.sh/v1:ConstraintTemplate": { status: { created: true } },
};

/** Paths that the cloud fills in by this table: no change of them is a change of inputs. */
export function tabledPaths(type: string): string[] {
  return Object.keys(tableOf(type));
}

function tableOf(type: string): Record<string, unknown> {
  if (type.startsWith("aws:")) return awsOutputs[type] ?? {};
  const own = kubernetesOutputs[type] ?? {};
  return type === "kubernetes:helm.sh/v3:Release" ? own : { ...kubernetesMetadata, ...own };
}

/** All that a resource is, once it exists: what was asked for, and what the cloud adds. What it was before stays. */
export function outputsOf(
  type: string,
  sdk: SdkType | undefined,
  inputs: Properties,
  facts: Facts,
  before: Properties,
): Properties {
  const table = tableOf(type);
  const declared = new Map([...(sdk?.computed ?? []), ...(sdk?.filledIn ?? [])]);
  const paths = new Set([...declared.keys(), ...Object.keys(table)]);
  let outputs: Properties = { ...inputs };
  for (const path of paths) {
    if (valueAt(inputs, path) !== undefined) continue;
    const value =
      valueAt(before, path) ??
      (path in table ? filled(table[path], facts) : plausible(path, declared.get(path), facts));
    outputs = withValueAt(outputs, path, value);
  }
  return sdk?.computed.has("tagsAll") === true ? { ...outputs, tagsAll: inputs["tags"] ?? {} } : outputs;
}

/** Something of the declared type. An empty text is what AWS answers for what does not apply. */
function plausible(name: string, declared: string | undefined, facts: Facts): unknown {
  const type = declared ?? "string";
  if (type.endsWith("[]")) return [];
  if (type === "boolean") return false;
  if (type === "number") return 0;
  if (type !== "string" && !type.startsWith("enums.")) return {};
  if (name === "ownerId") return facts["account"];
  if (name === "region") return text(facts["region"]) ?? "";
  return /(At|Date)$/.test(name) ? filled("{now}", facts) : "";
}

/** Outputs that follow from an update of anything but the named properties. */
export interface Versioned {
  output: string;
  except: string[];
  /** Follows the output where the program asks for it. */
  follower?: { output: string; when: string };
}

export const versioned: Record<string, Versioned> = {
  "aws:ec2/launchTemplate:LaunchTemplate": {
    output: "latestVersion",
    except: ["tags", "defaultVersion", "updateDefaultVersion"],
    follower: { output: "defaultVersion", when: "updateDefaultVersion" },
  },
  "kubernetes:helm.sh/v3:Release": { output: "status.revision", except: [] },
};
