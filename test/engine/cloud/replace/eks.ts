/** The cluster and what belongs to it. */
export const eks: Record<string, string[]> = {
  // internal/service/eks/access_entry.go
  "aws:eks/accessEntry:AccessEntry": ["clusterName", "principalArn", "type"],
  // internal/service/eks/access_policy_association.go
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": [
    "clusterName",
    "principalArn",
    "policyArn",
    "accessScope",
  ],
  // internal/service/eks/addon.go
  "aws:eks/addon:Addon": ["clusterName", "addonName", "namespaceConfig"],
  // internal/service/eks/cluster.go
  "aws:eks/cluster:Cluster": [
    "accessConfig.bootstrapClusterCreatorAdminPermissions",
    "bootstrapSelfManagedAddons",
    "kubernetesNetworkConfig.ipFamily",
    "kubernetesNetworkConfig.serviceIpv4Cidr",
    "name",
    "outpostConfig.controlPlaneInstanceType",
    "outpostConfig.controlPlanePlacement.groupName",
    "roleArn",
  ],
  // internal/service/eks/node_group.go
  "aws:eks/nodeGroup:NodeGroup": [
    "amiType",
    "capacityType",
    "clusterName",
    "diskSize",
    "instanceTypes",
    "launchTemplate.id",
    "launchTemplate.name",
    "nodeGroupName",
    "nodeGroupNamePrefix",
    "nodeRoleArn",
    "remoteAccess",
    "subnetIds",
  ],
  // internal/service/eks/pod_identity_association.go
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": ["clusterName", "namespace", "serviceAccount"],
};
