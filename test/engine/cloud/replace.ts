/** Properties whose change makes a new resource: what the AWS provider's schema marks ForceNew. `region` is in all. */
export const awsReplaces: Record<string, string[]> = {
  "aws:cloudwatch/logGroup:LogGroup": ["name", "namePrefix", "logGroupClass"],
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": ["vpcId"],
  "aws:ec2/eip:Eip": [
    "domain",
    "address",
    "customerOwnedIpv4Pool",
    "ipamPoolId",
    "networkBorderGroup",
    "publicIpv4Pool",
  ],
  // A gateway is detached from one VPC and attached to another.
  "aws:ec2/internetGateway:InternetGateway": [],
  "aws:ec2/launchTemplate:LaunchTemplate": ["name", "namePrefix"],
  "aws:ec2/natGateway:NatGateway": [
    "allocationId",
    "availabilityMode",
    "connectivityType",
    "privateIp",
    "secondaryPrivateIpAddressCount",
    "subnetId",
    "vpcId",
  ],
  "aws:ec2/route:Route": [
    "routeTableId",
    "destinationCidrBlock",
    "destinationIpv6CidrBlock",
    "destinationPrefixListId",
  ],
  "aws:ec2/routeTable:RouteTable": ["vpcId"],
  "aws:ec2/routeTableAssociation:RouteTableAssociation": ["subnetId", "gatewayId"],
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
  "aws:ec2/vpc:Vpc": ["cidrBlock", "ipv4IpamPoolId", "ipv4NetmaskLength"],
  "aws:eks/accessEntry:AccessEntry": ["clusterName", "principalArn", "type"],
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": [
    "clusterName",
    "principalArn",
    "policyArn",
    "accessScope",
  ],
  "aws:eks/addon:Addon": ["clusterName", "addonName", "namespaceConfig"],
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
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": ["clusterName", "namespace", "serviceAccount"],
  "aws:iam/role:Role": ["name", "namePrefix", "path"],
  "aws:iam/rolePolicy:RolePolicy": ["name", "namePrefix", "role"],
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": ["policyArn", "role"],
  "aws:kms/alias:Alias": ["name", "namePrefix"],
  "aws:kms/key:Key": ["customKeyStoreId", "customerMasterKeySpec", "keyUsage", "multiRegion", "xksKeyId"],
};

/** Properties that can be set but never be taken away again without a new resource. */
export const awsReplacesWhenRemoved: Record<string, string[]> = {
  "aws:eks/cluster:Cluster": ["encryptionConfig"],
};

/** Types that Pulumi deletes first: a second attachment of the same two ends is the same attachment. */
export const deletedFirst: ReadonlySet<string> = new Set(["aws:iam/rolePolicyAttachment:RolePolicyAttachment"]);

const selector = ["spec.selector"];
const roleBinding = ["roleRef"];

/** The same for Kubernetes, by kind. A name and a namespace are in all. */
export const kubernetesReplaces: Record<string, string[]> = {
  "kubernetes:apps/v1:DaemonSet": selector,
  "kubernetes:apps/v1:Deployment": selector,
  "kubernetes:apps/v1:StatefulSet": [
    ...selector,
    "spec.podManagementPolicy",
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

/** Lists in which the order means nothing. */
export const sets: Record<string, string[]> = {
  "aws:eks/accessEntry:AccessEntry": ["kubernetesGroups"],
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": ["accessScope.namespaces"],
  "aws:eks/cluster:Cluster": [
    "enabledClusterLogTypes",
    "vpcConfig.publicAccessCidrs",
    "vpcConfig.securityGroupIds",
    "vpcConfig.subnetIds",
  ],
  "aws:eks/nodeGroup:NodeGroup": ["subnetIds", "taints"],
};

/** Texts that are compared as the JSON they hold. */
export const documents: Record<string, string[]> = {
  "aws:eks/addon:Addon": ["configurationValues"],
  "aws:iam/role:Role": ["assumeRolePolicy"],
  "aws:iam/rolePolicy:RolePolicy": ["policy"],
  "aws:kms/key:Key": ["policy"],
};
