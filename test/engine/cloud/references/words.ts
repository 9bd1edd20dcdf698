/** Types and messages that several services have in common. */
export const vpc = "aws:ec2/vpc:Vpc";
export const subnet = "aws:ec2/subnet:Subnet";
export const routeTable = "aws:ec2/routeTable:RouteTable";
export const securityGroup = "aws:ec2/securityGroup:SecurityGroup";
export const cluster = "aws:eks/cluster:Cluster";
export const role = "aws:iam/role:Role";
export const key = "aws:kms/key:Key";
export const logGroup = "aws:cloudwatch/logGroup:LogGroup";
export const bucket = "aws:s3/bucket:Bucket";
export const topic = "aws:sns/topic:Topic";

export const noVpc = "InvalidVpcID.NotFound: The vpc ID '{value}' does not exist";
export const noSecurityGroup = "InvalidGroup.NotFound: The security group '{value}' does not exist";
export const vpcInUse = "DependencyViolation: The vpc '{id}' has dependencies and cannot be deleted.";
export const subnetInUse = "DependencyViolation: The subnet '{id}' has dependencies and cannot be deleted.";
export const securityGroupInUse = "DependencyViolation: resource {id} has a dependent object";
