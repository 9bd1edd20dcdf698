import type { Identity } from "./identity";

/** The cluster and what belongs to it. */
export const eks: Record<string, Identity> = {
  "aws:eks/accessEntry:AccessEntry": {
    id: "{inputs.clusterName}:{inputs.principalArn}",
    exists: "ResourceInUseException: The specified access entry resource is already in use on this cluster.",
  },
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": {
    id: "{inputs.clusterName}#{inputs.principalArn}#{inputs.policyArn}",
    upsert: true,
  },
  "aws:eks/addon:Addon": {
    id: "{inputs.clusterName}:{inputs.addonName}",
    exists: "ResourceInUseException: Addon already exists.",
  },
  "aws:eks/cluster:Cluster": {
    id: "{inputs.name}",
    exists: "ResourceInUseException: Cluster already exists with name: {inputs.name}",
  },
  "aws:eks/nodeGroup:NodeGroup": {
    id: "{inputs.clusterName}:{inputs.nodeGroupName}",
    exists:
      "ResourceInUseException: NodeGroup already exists with name {inputs.nodeGroupName} and cluster name {inputs.clusterName}",
  },
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": {
    id: "a-{hex17}",
    unique: "{inputs.clusterName} {inputs.namespace} {inputs.serviceAccount}",
    exists: "ResourceInUseException: Association already exists",
  },
};
