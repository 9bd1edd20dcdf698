export const cluster = "aws:eks/cluster:Cluster";
export const nodeGroup = "aws:eks/nodeGroup:NodeGroup";
export const launchTemplate = "aws:ec2/launchTemplate:LaunchTemplate";
export const subnet = "aws:ec2/subnet:Subnet";
export const logGroup = "aws:cloudwatch/logGroup:LogGroup";
