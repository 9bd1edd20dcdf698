/** A property that names another resource. */
export interface Reference {
  from: string;
  /** Path of the property; a list names several. */
  at: string;
  to: string;
  /** What the property holds of the other: its id, or one of its outputs. */
  by: "id" | "arn" | "id or arn";
  /** The service's words when the other does not exist at a create. */
  missing: string;
  /** The service's words when the other is deleted first. Without them it can be. */
  blocks?: string;
  /** Goes away together with the other. */
  dies?: boolean;
}

const noVpc = "InvalidVpcID.NotFound: The vpc ID '{value}' does not exist";
const noSubnet = "InvalidSubnetID.NotFound: The subnet ID '{value}' does not exist";
const noSubnetForEks = "InvalidParameterException: The subnet ID '{value}' does not exist";
const noRouteTable = "InvalidRouteTableID.NotFound: The routeTable ID '{value}' does not exist";
const noCluster = "ResourceNotFoundException: No cluster found for name: {value}.";
const noRole = "NoSuchEntity: The role with name {value} cannot be found.";
const noKey = "NotFoundException: Key '{value}' does not exist";
const vpcInUse = "DependencyViolation: The vpc '{id}' has dependencies and cannot be deleted.";
const subnetInUse = "DependencyViolation: The subnet '{id}' has dependencies and cannot be deleted.";

const vpc = "aws:ec2/vpc:Vpc";
const subnet = "aws:ec2/subnet:Subnet";
const routeTable = "aws:ec2/routeTable:RouteTable";
const cluster = "aws:eks/cluster:Cluster";
const role = "aws:iam/role:Role";
const key = "aws:kms/key:Key";

/**
 * What AWS checks. Resources that the program does not create are written into the cloud by the test. The codes of EC2 are
 * those of internal/service/ec2/errors.go of github.com/hashicorp/terraform-provider-aws; those of the other services are
 * the errors that the service model declares for the call. Two are declared for none, but answered: a missing cluster of a
 * node group, and a missing key of a log group.
 */
export const references: Reference[] = [
  { from: subnet, at: "vpcId", to: vpc, by: "id", missing: noVpc, blocks: vpcInUse },
  { from: "aws:ec2/internetGateway:InternetGateway", at: "vpcId", to: vpc, by: "id", missing: noVpc, blocks: vpcInUse },
  { from: routeTable, at: "vpcId", to: vpc, by: "id", missing: noVpc, blocks: vpcInUse },
  {
    from: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    at: "vpcId",
    to: vpc,
    by: "id",
    missing: noVpc,
    dies: true,
  },
  {
    from: "aws:ec2/natGateway:NatGateway",
    at: "subnetId",
    to: subnet,
    by: "id",
    missing: noSubnet,
    blocks: subnetInUse,
  },
  {
    from: "aws:ec2/natGateway:NatGateway",
    at: "allocationId",
    to: "aws:ec2/eip:Eip",
    by: "id",
    missing: "InvalidAllocationID.NotFound: The allocation ID '{value}' does not exist",
    blocks: "InvalidIPAddress.InUse: The allocation '{id}' is in use.",
  },
  {
    from: "aws:ec2/route:Route",
    at: "routeTableId",
    to: routeTable,
    by: "id",
    missing: noRouteTable,
    dies: true,
  },
  {
    from: "aws:ec2/route:Route",
    at: "gatewayId",
    to: "aws:ec2/internetGateway:InternetGateway",
    by: "id",
    missing: "InvalidGatewayID.NotFound: The gateway ID '{value}' does not exist",
  },
  {
    from: "aws:ec2/route:Route",
    at: "natGatewayId",
    to: "aws:ec2/natGateway:NatGateway",
    by: "id",
    missing: "InvalidNatGatewayID.NotFound: The natGateway ID '{value}' does not exist",
  },
  {
    from: "aws:ec2/routeTableAssociation:RouteTableAssociation",
    at: "routeTableId",
    to: routeTable,
    by: "id",
    missing: noRouteTable,
    // EC2 refuses, but the provider takes all associations of a table away before: internal/service/ec2/vpc_route_table.go
    dies: true,
  },
  {
    from: "aws:ec2/routeTableAssociation:RouteTableAssociation",
    at: "subnetId",
    to: subnet,
    by: "id",
    missing: noSubnet,
    dies: true,
  },
  { from: cluster, at: "vpcConfig.subnetIds", to: subnet, by: "id", missing: noSubnetForEks, blocks: subnetInUse },
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
    from: "aws:eks/nodeGroup:NodeGroup",
    at: "clusterName",
    to: cluster,
    by: "id",
    missing: noCluster,
    blocks: "ResourceInUseException: Cluster has nodegroups attached",
  },
  {
    from: "aws:eks/nodeGroup:NodeGroup",
    at: "subnetIds",
    to: subnet,
    by: "id",
    missing: noSubnetForEks,
    blocks: subnetInUse,
  },
  {
    from: "aws:eks/nodeGroup:NodeGroup",
    at: "nodeRoleArn",
    to: role,
    by: "arn",
    missing: "InvalidParameterException: The role {value} does not exist",
  },
  {
    from: "aws:eks/nodeGroup:NodeGroup",
    at: "launchTemplate.id",
    to: "aws:ec2/launchTemplate:LaunchTemplate",
    by: "id",
    missing: "InvalidRequestException: Launch template {value} not found",
  },
  { from: "aws:eks/addon:Addon", at: "clusterName", to: cluster, by: "id", missing: noCluster, dies: true },
  { from: "aws:eks/accessEntry:AccessEntry", at: "clusterName", to: cluster, by: "id", missing: noCluster, dies: true },
  {
    from: "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
    at: "clusterName",
    to: cluster,
    by: "id",
    missing: noCluster,
    dies: true,
  },
  {
    from: "aws:eks/podIdentityAssociation:PodIdentityAssociation",
    at: "clusterName",
    to: cluster,
    by: "id",
    missing: noCluster,
    dies: true,
  },
  {
    from: "aws:iam/rolePolicy:RolePolicy",
    at: "role",
    to: role,
    by: "id",
    missing: noRole,
    blocks: "DeleteConflict: Cannot delete entity, must delete policies first.",
  },
  {
    from: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    at: "role",
    to: role,
    by: "id",
    missing: noRole,
    blocks: "DeleteConflict: Cannot delete entity, must detach all policies first.",
  },
  { from: "aws:kms/alias:Alias", at: "targetKeyId", to: key, by: "id or arn", missing: noKey },
  {
    from: "aws:cloudwatch/logGroup:LogGroup",
    at: "kmsKeyId",
    to: key,
    by: "id or arn",
    missing: "AccessDeniedException: The specified KMS key does not exist or is not allowed to be used: {value}",
  },
];

/** Properties that forbid a delete while they are true, and the service's words. */
export const deletionLocks: Record<string, { at: string; message: string }> = {
  "aws:cloudwatch/logGroup:LogGroup": {
    at: "deletionProtectionEnabled",
    message: "ValidationException: Log group is protected from deletion",
  },
  "aws:eks/cluster:Cluster": {
    at: "deletionProtection",
    message: "InvalidRequestException: Cluster deletion protection is enabled",
  },
};

/** Who brings the kinds of an API group into a cluster: a chart, or an object that names the kind. */
export const kindMakers: Record<string, { charts: string[] } | { template: string; kindAt: string }> = {
  "constraints.gatekeeper.sh": {
    template: "kubernetes:templates.gatekeeper.sh/v1:ConstraintTemplate",
    kindAt: "spec.crd.spec.names.kind",
  },
  "config.gatekeeper.sh": { charts: ["gatekeeper"] },
  "templates.gatekeeper.sh": { charts: ["gatekeeper"] },
};

/** Namespaces that every cluster has. */
export const builtInNamespaces: ReadonlySet<string> = new Set([
  "default",
  "kube-node-lease",
  "kube-public",
  "kube-system",
]);
