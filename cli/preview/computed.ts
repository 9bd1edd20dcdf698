import type { Registration } from "./types";
import { asSecret, isProperties, isSecret, type Properties, unknown } from "./wire";

/**
 * Outputs that only a deployment knows, by type: dotted paths. In a preview Pulumi makes each declared output that is
 * not among the inputs unknown to the program by itself. This table is for what that leaves out: members inside an
 * input object (`vpcConfig.vpcId`), and names that policies read of the resources of a whole stack.
 */
const computed: Record<string, readonly string[]> = {
  "aws:cloudwatch/logGroup:LogGroup": ["arn", "name"],
  "aws:ec2/flowLog:FlowLog": ["arn"],
  "aws:ec2/launchTemplate:LaunchTemplate": ["arn", "latestVersion", "name"],
  "aws:ec2/securityGroup:SecurityGroup": ["arn", "name"],
  "aws:ec2/subnet:Subnet": ["arn"],
  "aws:ec2/vpc:Vpc": ["arn", "defaultSecurityGroupId", "mainRouteTableId"],
  "aws:eks/accessEntry:AccessEntry": ["accessEntryArn"],
  "aws:eks/addon:Addon": ["arn", "addonVersion"],
  "aws:eks/cluster:Cluster": [
    "arn",
    "certificateAuthority",
    "endpoint",
    "identities",
    "name",
    "platformVersion",
    "status",
    "version",
    "vpcConfig.clusterSecurityGroupId",
    "vpcConfig.vpcId",
  ],
  "aws:eks/nodeGroup:NodeGroup": ["arn", "nodeGroupName", "resources", "status", "version"],
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": ["associationArn", "associationId"],
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": ["arn"],
  "aws:iam/policy:Policy": ["arn", "name", "policyId"],
  "aws:iam/role:Role": ["arn", "name", "uniqueId"],
  "aws:kms/alias:Alias": ["arn", "name", "targetKeyArn"],
  "aws:kms/key:Key": ["arn", "keyId", "policy"],
  "aws:s3/bucket:Bucket": ["arn", "bucket"],
};

/** The provider makes up a name where an object has none. */
const kubernetesComputed = ["metadata.name"] as const;
const kubernetesObject = /^kubernetes:(?!helm\.sh|yaml|kustomize)[a-z0-9.]+\/v[a-z0-9]+:/;

/** The inputs echoed, with computed outputs as unknowns beside them, and secrets where the program asked for them. */
export function previewOutputs(
  resource: Pick<Registration, "type" | "custom" | "remote" | "inputs"> & { secretOutputs: readonly string[] },
): Properties {
  const outputs = structuredClone(resource.inputs);
  if (resource.custom) outputs["id"] = unknown;
  for (const path of computedPaths(resource.type)) setUnknown(outputs, path.split("."));
  for (const name of resource.secretOutputs) outputs[name] = asSecret(outputs[name] ?? unknown);
  return outputs;
}

function computedPaths(type: string): readonly string[] {
  return computed[type] ?? (kubernetesObject.test(type) ? kubernetesComputed : []);
}

/** Leaves what is there; a member of an object that is absent or unknown itself is not invented, except at the top. */
function setUnknown(target: Properties, [head, ...rest]: string[]): void {
  if (head === undefined) return;
  const value = target[head];
  if (rest.length === 0) {
    if (value === undefined || value === null) target[head] = unknown;
  } else if (isProperties(value) && !isSecret(value)) {
    setUnknown(value, rest);
  }
}
