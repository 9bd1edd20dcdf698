import type { Reference } from "./reference";
import { cluster, key, role, securityGroup, securityGroupInUse, subnet, subnetInUse } from "./words";

const noSubnet = "InvalidParameterException: The subnet ID '{value}' does not exist";
const noCluster = "ResourceNotFoundException: No cluster found for name: {value}.";
const noRoleForPods = "InvalidParameterException: Role provided in the request does not exist: {value}";

const nodeGroup = "aws:eks/nodeGroup:NodeGroup";
const addon = "aws:eks/addon:Addon";
const association = "aws:eks/podIdentityAssociation:PodIdentityAssociation";

/** What goes with its cluster. */
const inCluster = [
  addon,
  "aws:eks/accessEntry:AccessEntry",
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
  association,
].map((from): Reference => ({ from, at: "clusterName", to: cluster, by: "id", missing: noCluster, dies: true }));

/** A missing cluster of a node group is declared by no call, but answered. */
export const eks: Reference[] = [
  ...inCluster,
  { from: cluster, at: "vpcConfig.subnetIds", to: subnet, by: "id", missing: noSubnet, blocks: subnetInUse },
  {
    from: cluster,
    at: "vpcConfig.securityGroupIds",
    to: securityGroup,
    by: "id",
    missing: "InvalidParameterException: The security group ID '{value}' does not exist",
    blocks: securityGroupInUse,
  },
  {
    from: cluster,
    at: "roleArn",
    to: role,
    by: "arn",
    missing:
      "InvalidParameterException: Role with arn: {value}, could not be assumed because it does not exist or the trusted entity is not correct",
  },
  {
    from: cluster,
    at: "encryptionConfig.provider.keyArn",
    to: key,
    by: "id or arn",
    missing: "InvalidParameterException: The key {value} does not exist",
  },
  {
    from: nodeGroup,
    at: "clusterName",
    to: cluster,
    by: "id",
    missing: noCluster,
    blocks: "ResourceInUseException: Cluster has nodegroups attached",
  },
  { from: nodeGroup, at: "subnetIds", to: subnet, by: "id", missing: noSubnet, blocks: subnetInUse },
  {
    from: nodeGroup,
    at: "nodeRoleArn",
    to: role,
    by: "arn",
    missing: "InvalidParameterException: The role {value} does not exist",
  },
  {
    from: nodeGroup,
    at: "launchTemplate.id",
    to: "aws:ec2/launchTemplate:LaunchTemplate",
    by: "id",
    missing: "InvalidRequestException: Launch template {value} not found",
  },
  { from: addon, at: "podIdentityAssociations.roleArn", to: role, by: "arn", missing: noRoleForPods },
  { from: association, at: "roleArn", to: role, by: "arn", missing: noRoleForPods },
];
