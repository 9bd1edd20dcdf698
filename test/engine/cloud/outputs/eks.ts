import type { Outputs } from "./outputs";

/** The cluster and what belongs to it. */
export const eks: Outputs = {
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
};
