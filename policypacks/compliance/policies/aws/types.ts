export const cluster = "aws:eks/cluster:Cluster";
export const nodeGroup = "aws:eks/nodeGroup:NodeGroup";
export const launchTemplate = "aws:ec2/launchTemplate:LaunchTemplate";
export const subnet = "aws:ec2/subnet:Subnet";
export const logGroup = "aws:cloudwatch/logGroup:LogGroup";
export const vpc = "aws:ec2/vpc:Vpc";
export const volume = "aws:ebs/volume:Volume";
export const addon = "aws:eks/addon:Addon";
export const accessEntry = "aws:eks/accessEntry:AccessEntry";
export const accessPolicyAssociation = "aws:eks/accessPolicyAssociation:AccessPolicyAssociation";
export const repository = "aws:ecr/repository:Repository";
export const role = "aws:iam/role:Role";
export const trail = "aws:cloudtrail/trail:Trail";
export const bucketTypes = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];
export const replicationConfig = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";
export const flowLog = "aws:ec2/flowLog:FlowLog";
export const securityGroup = "aws:ec2/securityGroup:SecurityGroup";
export const bucketPolicy = "aws:s3/bucketPolicy:BucketPolicy";
export const balancerTypes = ["lb", "alb", "elasticloadbalancingv2"].map(
  (service) => `aws:${service}/loadBalancer:LoadBalancer`,
);
export const classicBalancerTypes = ["elb", "elasticloadbalancing"].map(
  (service) => `aws:${service}/loadBalancer:LoadBalancer`,
);
