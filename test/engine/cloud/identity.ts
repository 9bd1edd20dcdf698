/** How the cloud names a resource, and when it refuses a second one. */
export interface Identity {
  id: string;
  /** The service's words for a resource of the same id. Without them the id is new each time. */
  exists?: string;
  /** Another thing that only one resource of the type may have, such as a name beside a server-side id. */
  unique?: string;
  /** A create of one that exists overwrites it, as this call of the service does. */
  upsert?: boolean;
}

/**
 * Ids of AWS resources: server-side ones are new each time, so a create that nobody heard of leaves a second resource. The
 * ids are composed as the files named in `replace.ts` do it. A call that overwrites has no error for what exists in its
 * service's model.
 */
export const awsIdentities: Record<string, Identity> = {
  "aws:cloudwatch/logGroup:LogGroup": {
    id: "{inputs.name}",
    exists: "ResourceAlreadyExistsException: The specified log group already exists",
  },
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": {
    id: "{vpc.defaultSecurityGroupId|inputs.vpcId}",
    upsert: true,
  },
  "aws:ec2/eip:Eip": { id: "eipalloc-{hex17}" },
  "aws:ec2/internetGateway:InternetGateway": { id: "igw-{hex17}" },
  "aws:ec2/launchTemplate:LaunchTemplate": {
    id: "lt-{hex17}",
    unique: "{inputs.name}",
    exists: "InvalidLaunchTemplateName.AlreadyExistsException: Launch template name already in use.",
  },
  "aws:ec2/natGateway:NatGateway": { id: "nat-{hex17}" },
  "aws:ec2/route:Route": {
    id: "r-{inputs.routeTableId}{crc:inputs.destinationCidrBlock|inputs.destinationIpv6CidrBlock|inputs.destinationPrefixListId}",
    exists:
      "RouteAlreadyExists: Route in Route Table ({inputs.routeTableId}) with destination ({inputs.destinationCidrBlock|inputs.destinationIpv6CidrBlock|inputs.destinationPrefixListId}) already exists",
  },
  "aws:ec2/routeTable:RouteTable": { id: "rtb-{hex17}" },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": {
    id: "rtbassoc-{hex17}",
    unique: "{inputs.subnetId|inputs.gatewayId}",
    exists:
      "Resource.AlreadyAssociated: the specified association for route table {inputs.routeTableId} conflicts with an existing association",
  },
  "aws:ec2/subnet:Subnet": {
    id: "subnet-{hex17}",
    unique: "{inputs.vpcId} {inputs.cidrBlock}",
    exists: "InvalidSubnet.Conflict: The CIDR '{inputs.cidrBlock}' conflicts with another subnet",
  },
  "aws:ec2/vpc:Vpc": { id: "vpc-{hex17}" },
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
  "aws:iam/role:Role": {
    id: "{inputs.name}",
    exists: "EntityAlreadyExists: Role with name {inputs.name} already exists.",
  },
  "aws:iam/rolePolicy:RolePolicy": { id: "{inputs.role}:{inputs.name}", upsert: true },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": { id: "{inputs.role}/{inputs.policyArn}", upsert: true },
  "aws:kms/alias:Alias": {
    id: "{inputs.name}",
    exists: "AlreadyExistsException: An alias with the name {inputs.name} already exists",
  },
  "aws:kms/key:Key": { id: "{uuid}" },
};

/** For a type that the table does not name: its name where it has one, and a new id otherwise. */
export function awsIdentity(type: string, named: boolean): Identity {
  const kind = type.split(":")[2]?.toLowerCase() ?? "";
  return (
    awsIdentities[type] ??
    (named ? { id: "{inputs.name}", exists: "AlreadyExists: {inputs.name} already exists" } : { id: `${kind}-{hex17}` })
  );
}

/** Objects of Kubernetes and releases of Helm are named by who writes them. */
export function kubernetesIdentity(type: string): Identity {
  return type === "kubernetes:helm.sh/v3:Release"
    ? { id: "{inputs.namespace}/{inputs.name}", exists: "cannot re-use a name that is still in use" }
    : {
        id: "{inputs.metadata.namespace}/{inputs.metadata.name}",
        exists: `resource "{id}" was not successfully created by the Kubernetes API server: "{inputs.metadata.name}" already exists`,
      };
}

/** Kinds without a namespace. Every other kind gets `default` where it names none. */
export const clusterKinds: ReadonlySet<string> = new Set([
  "APIService",
  "CSIDriver",
  "ClusterRole",
  "ClusterRoleBinding",
  "ConstraintTemplate",
  "CustomResourceDefinition",
  "IngressClass",
  "MutatingWebhookConfiguration",
  "Namespace",
  "PersistentVolume",
  "PriorityClass",
  "RuntimeClass",
  "StorageClass",
  "ValidatingAdmissionPolicy",
  "ValidatingAdmissionPolicyBinding",
  "ValidatingWebhookConfiguration",
]);

/** Groups whose kinds have no namespace. */
export const clusterGroups: ReadonlySet<string> = new Set(["constraints.gatekeeper.sh"]);

/** Longest names that a service takes; Pulumi's own limit for automatic ones is 255 almost everywhere. */
export const nameLimits: Record<string, { property: string; longest: number }> = {
  "aws:ec2/launchTemplate:LaunchTemplate": { property: "name", longest: 128 },
  "aws:eks/cluster:Cluster": { property: "name", longest: 100 },
  "aws:eks/nodeGroup:NodeGroup": { property: "nodeGroupName", longest: 63 },
  "aws:iam/role:Role": { property: "name", longest: 64 },
  "aws:iam/rolePolicy:RolePolicy": { property: "name", longest: 128 },
  "aws:kms/alias:Alias": { property: "name", longest: 256 },
};
