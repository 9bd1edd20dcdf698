/**
 * Properties whose change makes a new resource: what the AWS provider's schema or its CustomizeDiff marks ForceNew. Files
 * are those of github.com/hashicorp/terraform-provider-aws. `region` is in all that have it
 * (internal/provider/sdkv2/region.go).
 */
export const awsReplaces: Record<string, string[]> = {
  // internal/service/logs/group.go
  "aws:cloudwatch/logGroup:LogGroup": ["name", "namePrefix", "logGroupClass"],
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
  // internal/service/iam/role.go
  "aws:iam/role:Role": ["name", "namePrefix", "path"],
  // internal/service/iam/role_policy.go
  "aws:iam/rolePolicy:RolePolicy": ["name", "namePrefix", "role"],
  // internal/service/iam/role_policy_attachment.go
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": ["policyArn", "role"],
  // internal/service/kms/alias.go
  "aws:kms/alias:Alias": ["name", "namePrefix"],
  // internal/service/kms/key.go
  "aws:kms/key:Key": ["customKeyStoreId", "customerMasterKeySpec", "keyUsage", "multiRegion", "xksKeyId"],
};

/** Properties that can be set but never be taken away again without a new resource: CustomizeDiff of the same files. */
export const awsReplacesWhenRemoved: Record<string, string[]> = {
  "aws:eks/cluster:Cluster": ["encryptionConfig"],
};

/**
 * Types that Pulumi deletes first: a second attachment of the same two ends is the same attachment. They are marked
 * DeleteBeforeReplace in provider/resource_overrides.go of github.com/pulumi/pulumi-aws.
 */
export const deletedFirst: ReadonlySet<string> = new Set(["aws:iam/rolePolicyAttachment:RolePolicyAttachment"]);

const selector = ["spec.selector"];
const roleBinding = ["roleRef"];

/**
 * The same for Kubernetes, by kind. A name and a namespace are in all: provider/pkg/provider/diff.go of
 * github.com/pulumi/pulumi-kubernetes, and helm_release.go beside it.
 */
export const kubernetesReplaces: Record<string, string[]> = {
  "kubernetes:apps/v1:DaemonSet": selector,
  "kubernetes:apps/v1:Deployment": selector,
  "kubernetes:apps/v1:StatefulSet": [
    ...selector,
    "spec.podManagementPolicy",
    "spec.revisionHistoryLimit",
    "spec.serviceName",
    "spec.volumeClaimTemplates",
  ],
  "kubernetes:batch/v1:Job": [...selector, "spec.completions", "spec.parallelism", "spec.template"],
  "kubernetes:core/v1:ConfigMap": ["data", "binaryData"],
  "kubernetes:core/v1:Secret": ["type", "data", "stringData"],
  "kubernetes:core/v1:Service": ["spec.clusterIP"],
  "kubernetes:helm.sh/v3:Release": ["name", "namespace"],
  "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding": roleBinding,
  "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding": roleBinding,
  "kubernetes:storage.k8s.io/v1:StorageClass": ["parameters", "provisioner"],
};

/** What the API server forbids to change although the provider tries: the update fails. */
export const kubernetesImmutable: Record<string, string[]> = {
  "kubernetes:storage.k8s.io/v1:StorageClass": ["reclaimPolicy", "volumeBindingMode"],
};

/** Lists in which the order means nothing: sets in the same files. */
export const sets: Record<string, string[]> = {
  "aws:ec2/launchTemplate:LaunchTemplate": ["securityGroupNames", "vpcSecurityGroupIds"],
  "aws:ec2/natGateway:NatGateway": ["secondaryAllocationIds", "secondaryPrivateIpAddresses"],
  "aws:ec2/routeTable:RouteTable": ["propagatingVgws", "routes"],
  "aws:eks/accessEntry:AccessEntry": ["kubernetesGroups"],
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": ["accessScope.namespaces"],
  "aws:eks/addon:Addon": ["podIdentityAssociations"],
  "aws:eks/cluster:Cluster": [
    "enabledClusterLogTypes",
    "encryptionConfig.resources",
    "vpcConfig.publicAccessCidrs",
    "vpcConfig.securityGroupIds",
    "vpcConfig.subnetIds",
  ],
  "aws:eks/nodeGroup:NodeGroup": ["remoteAccess.sourceSecurityGroupIds", "subnetIds", "taints"],
};

/** Texts that are compared as the JSON they hold. An add-on's configuration is none: it is compared as it is written. */
export const documents: Record<string, string[]> = {
  "aws:iam/role:Role": ["assumeRolePolicy"],
  "aws:iam/rolePolicy:RolePolicy": ["policy"],
  "aws:kms/key:Key": ["policy"],
};
