import type { Before } from "./case";

export const policy = (...Statement: unknown[]) => JSON.stringify({ Version: "2012-10-17", Statement });

/** Who may take a role. */
export const trust = (service: string) =>
  policy({ Effect: "Allow", Principal: { Service: `${service}.amazonaws.com` }, Action: "sts:AssumeRole" });

export const root = {
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::111122223333:root" },
  Action: "kms:*",
  Resource: "*",
};

export const keyOf = (...statements: unknown[]): [string, () => { policy: string }] => [
  "aws:kms/key:Key",
  () => ({ policy: policy(root, ...statements) }),
];

export const roleOf = (name: string, service: string): [string, () => Record<string, unknown>] => [
  "aws:iam/role:Role",
  () => ({ name, assumeRolePolicy: trust(service) }),
];

/** A VPC with a subnet in each of two zones. */
export const network: Before = {
  vpc: ["aws:ec2/vpc:Vpc", () => ({ cidrBlock: "10.0.0.0/16", enableDnsSupport: true, enableDnsHostnames: true })],
  one: subnet("10.0.0.0/24", "eu-central-1a"),
  two: subnet("10.0.1.0/24", "eu-central-1b"),
};

export function subnet(cidrBlock: string, availabilityZone: string): Before[string] {
  return ["aws:ec2/subnet:Subnet", ({ vpc }) => ({ vpcId: vpc!["id"], cidrBlock, availabilityZone })];
}

/** A cluster on it, and the role of its nodes. */
export const cluster: Before = {
  ...network,
  role: roleOf("cluster", "eks"),
  nodes: roleOf("nodes", "ec2"),
  cluster: [
    "aws:eks/cluster:Cluster",
    ({ role, one, two }) => ({
      name: "c",
      roleArn: role!["arn"],
      version: "1.35",
      vpcConfig: { subnetIds: [one!["id"], two!["id"]] },
    }),
  ],
};

/** A bucket by its name, and what CloudTrail asks of one. */
export const bucket = (name: string, more: Record<string, unknown> = {}): Before[string] => [
  "aws:s3/bucket:Bucket",
  () => ({ bucket: name, ...more }),
];

export const versioned = (name: string): Before[string] => [
  "aws:s3/bucketVersioning:BucketVersioning",
  () => ({ bucket: name, versioningConfiguration: { status: "Enabled" } }),
];
