/** Seconds that AWS and Kubernetes take, as their users see them; what is not named takes `other`. */
const latencies: Record<"create" | "delete", Record<string, number>> = {
  create: {
    "aws:cloudtrail/trail:Trail": 3,
    "aws:ebs/volume:Volume": 11,
    "aws:ec2/natGateway:NatGateway": 120,
    "aws:ec2/subnet:Subnet": 12,
    "aws:ec2/securityGroup:SecurityGroup": 3,
    "aws:ec2/vpc:Vpc": 13,
    "aws:ec2/vpcEndpoint:VpcEndpoint": 90,
    "aws:eks/addon:Addon": 40,
    "aws:eks/cluster:Cluster": 540,
    "aws:eks/nodeGroup:NodeGroup": 150,
    "aws:iam/role:Role": 2,
    "aws:inspector2/enabler:Enabler": 30,
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": 30,
    "aws:kms/key:Key": 10,
    "aws:s3/bucket:Bucket": 3,
    "kubernetes:apps/v1:Deployment": 10,
    "kubernetes:external-secrets.io/v1:ClusterSecretStore": 5,
    "kubernetes:external-secrets.io/v1:ExternalSecret": 5,
    "kubernetes:helm.sh/v3:Release": 45,
    "kubernetes:operator.tigera.io/v1:APIServer": 20,
    "kubernetes:operator.tigera.io/v1:Installation": 60,
    "kubernetes:templates.gatekeeper.sh/v1:ConstraintTemplate": 3,
    other: 1,
  },
  delete: {
    "aws:ec2/internetGateway:InternetGateway": 12,
    "aws:ec2/natGateway:NatGateway": 60,
    "aws:ec2/subnet:Subnet": 2,
    "aws:ec2/vpcEndpoint:VpcEndpoint": 60,
    "aws:eks/cluster:Cluster": 150,
    "aws:eks/nodeGroup:NodeGroup": 240,
    "aws:inspector2/enabler:Enabler": 20,
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": 20,
    // A load balancer of it is gone before it is.
    "kubernetes:core/v1:Service": 30,
    "kubernetes:core/v1:Namespace": 10,
    "kubernetes:helm.sh/v3:Release": 30,
    other: 1,
  },
};

/** Seconds of AWS that pass in a second of the laboratory, on a machine on which a preview takes a second. */
const pace = 110;

/** What calls take in the laboratory, in ms. A slow machine gets a slow clock, or its own slowness would be measured. */
export function latencyFor(previewMilliseconds: number) {
  const haste = (pace * 1000) / previewMilliseconds;
  return ({ method, type }: { method: string; type: string }): number => {
    const table = latencies[method === "delete" ? "delete" : "create"];
    return ((table[type] ?? table["other"]!) * 1000) / haste;
  };
}
