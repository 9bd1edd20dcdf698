import type { Sample } from "./samples";

const account = "111122223333";

/** The ARN of a key, by what it is for. */
export const keyArnFor = (purpose: string) =>
  `arn:aws:kms:eu-west-1:${account}:key/${Buffer.from(purpose.padEnd(16))
    .toString("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5")}`;

export const topicArn = `arn:aws:sns:eu-west-1:${account}:alerts`;
export const admin = `arn:aws:iam::${account}:role/platform-admin`;
const issuer = "oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF";

/** A policy as JSON text. */
export const policyOf = (...statements: object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });

export const irsaStatement = {
  Effect: "Allow",
  Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/${issuer}` },
  Action: "sts:AssumeRoleWithWebIdentity",
  Condition: {
    StringEquals: {
      [`${issuer}:sub`]: "system:serviceaccount:payments:api",
      [`${issuer}:aud`]: "sts.amazonaws.com",
    },
  },
};

/** The provider of a compliant stack: it names its region and its account, and tags all that it makes. */
export const accountProvider = (): Sample => ({
  type: "pulumi:providers:aws",
  name: "account",
  props: {
    region: "eu-west-1",
    allowedAccountIds: JSON.stringify([account]),
    defaultTags: JSON.stringify({ tags: { "data-classification": "confidential", owner: "platform", scope: "cde" } }),
  },
});

/** A resource of AWS as that provider makes it. */
export const inAccount = (sample: Sample): Sample =>
  sample.type.startsWith("aws:") ? { provider: accountProvider().name, ...sample } : sample;

/** What refuses plain HTTP to a bucket. */
export const tlsOnlyStatement = (bucket: string) => ({
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
});

/** Resources of the AWS half beside the cluster itself, each compliant. */
export const accountSamples = {
  volume: (): Sample => ({
    type: "aws:ebs/volume:Volume",
    name: "database",
    props: { availabilityZone: "eu-west-1a", encrypted: true, kmsKeyId: keyArnFor("volumes") },
  }),

  vpc: (): Sample => ({
    type: "aws:ec2/vpc:Vpc",
    name: "network",
    props: { cidrBlock: "10.0.0.0/16" },
    outputs: { id: "vpc-1" },
  }),

  flowLog: (): Sample => ({
    type: "aws:ec2/flowLog:FlowLog",
    name: "flow",
    props: { vpcId: "vpc-1", trafficType: "ALL", logDestinationType: "cloud-watch-logs" },
  }),

  secondSubnet: (): Sample => ({
    type: "aws:ec2/subnet:Subnet",
    name: "private-b",
    props: { cidrBlock: "10.0.16.0/20", mapPublicIpOnLaunch: false, availabilityZone: "eu-west-1b" },
    outputs: { id: "subnet-b" },
  }),

  secondNodeGroup: (): Sample => ({
    type: "aws:eks/nodeGroup:NodeGroup",
    name: "workers-b",
    props: {
      clusterName: "main",
      subnetIds: ["subnet-b"],
      launchTemplate: { id: "lt-1", version: "1" },
      releaseVersion: "1.35.2-20260901",
    },
  }),

  networkAddon: (): Sample => ({
    type: "aws:eks/addon:Addon",
    name: "vpc-cni",
    props: {
      clusterName: "main",
      addonName: "vpc-cni",
      addonVersion: "v1.22.4-eksbuild.3",
      configurationValues: JSON.stringify({ enableNetworkPolicy: "true" }),
    },
  }),

  accessEntry: (): Sample => ({
    type: "aws:eks/accessEntry:AccessEntry",
    name: "admin",
    props: { clusterName: "main", principalArn: admin, type: "STANDARD" },
  }),

  accessPolicy: (): Sample => ({
    type: "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
    name: "admin",
    props: {
      clusterName: "main",
      principalArn: admin,
      policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
      accessScope: { type: "cluster" },
    },
  }),

  role: (): Sample => ({
    type: "aws:iam/role:Role",
    name: "workload",
    props: { assumeRolePolicy: policyOf(irsaStatement) },
  }),

  rolePolicy: (): Sample => ({
    type: "aws:iam/rolePolicy:RolePolicy",
    name: "workload",
    props: {
      role: "workload",
      policy: policyOf({ Effect: "Allow", Action: ["kms:Decrypt"], Resource: keyArnFor("volumes") }),
    },
  }),

  trail: (): Sample => ({
    type: "aws:cloudtrail/trail:Trail",
    name: "audit",
    props: {
      s3BucketName: "audit-logs",
      isMultiRegionTrail: true,
      enableLogFileValidation: true,
      kmsKeyId: keyArnFor("trail"),
    },
  }),

  detector: (): Sample => ({
    type: "aws:guardduty/detector:Detector",
    name: "detector",
    props: { enable: true },
    outputs: { id: "detector-1" },
  }),

  auditFeature: (): Sample => featureOf("EKS_AUDIT_LOGS"),
  runtimeFeature: (): Sample => featureOf("RUNTIME_MONITORING"),

  repository: (): Sample => ({
    type: "aws:ecr/repository:Repository",
    name: "api",
    props: {
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: keyArnFor("registry") }],
    },
  }),

  topic: (): Sample => ({
    type: "aws:sns/topic:Topic",
    name: "alerts",
    props: { kmsMasterKeyId: keyArnFor("alerts") },
    outputs: { arn: topicArn },
  }),

  subscription: (): Sample => ({
    type: "aws:sns/topicSubscription:TopicSubscription",
    name: "on-call",
    props: { topic: topicArn, protocol: "https", endpoint: "https://alerts.example/hook" },
  }),

  alarm: (): Sample => ({
    type: "aws:cloudwatch/metricAlarm:MetricAlarm",
    name: "anonymous-access",
    props: { comparisonOperator: "GreaterThanThreshold", evaluationPeriods: 1, alarmActions: [topicArn] },
  }),

  eventTarget: (): Sample => ({
    type: "aws:cloudwatch/eventTarget:EventTarget",
    name: "findings",
    props: { rule: "findings", arn: topicArn },
  }),
};

function featureOf(name: string): Sample {
  return {
    type: "aws:guardduty/detectorFeature:DetectorFeature",
    name,
    props: {
      detectorId: "detector-1",
      name,
      status: "ENABLED",
      ...(name === "RUNTIME_MONITORING" && {
        additionalConfigurations: [{ name: "EKS_ADDON_MANAGEMENT", status: "ENABLED" }],
      }),
    },
  };
}

/** A rule of replication that leaves nothing out. */
export const copyingRule = (bucket: unknown) => ({
  status: "Enabled",
  filter: {},
  sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
  destination: { bucket, encryptionConfiguration: { replicaKmsKeyId: keyArnFor("copies") } },
});

export interface BucketOptions {
  region?: string;
  locked?: boolean;
  /** Name of the bucket that it is copied to. */
  replica?: string;
}

/** A compliant bucket, with the resources that say how it is kept; each is named after it and what it says. */
export function bucketSamples(name: string, { region, locked = false, replica }: BucketOptions = {}): Sample[] {
  const place = region === undefined ? {} : { region };
  const beside = (kind: string, suffix: string, props: Record<string, unknown>): Sample => ({
    type: `aws:s3/${kind[0]!.toLowerCase()}${kind.slice(1)}:${kind}`,
    name: `${name}-${suffix}`,
    props: { ...place, bucket: name, ...props },
  });
  const lock = { objectLockEnabled: "Enabled", rule: { defaultRetention: { mode: "COMPLIANCE", days: 365 } } };
  return [
    { type: "aws:s3/bucket:Bucket", name, props: { ...place, bucket: name } },
    beside("BucketServerSideEncryptionConfiguration", "encryption", {
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArnFor(name) } }],
    }),
    beside("BucketVersioning", "versioning", { versioningConfiguration: { status: "Enabled" } }),
    beside("BucketPublicAccessBlock", "public", {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    }),
    beside("BucketPolicy", "policy", { policy: policyOf(tlsOnlyStatement(name)) }),
    ...(locked ? [beside("BucketObjectLockConfiguration", "lock", lock)] : []),
    ...(replica === undefined
      ? []
      : [
          beside("BucketReplicationConfig", "replication", {
            role: "arn:aws:iam::111122223333:role/replication",
            rules: [copyingRule(`arn:aws:s3:::${replica}`)],
          }),
        ]),
  ];
}

/** The buckets of a compliant stack: that of the trail, that of backups, and that of their copies. */
export const bucketsOfStack = (): Sample[] => [
  ...bucketSamples("audit-logs", { region: "eu-west-1", locked: true }),
  ...bucketSamples("backups", { region: "eu-west-1", replica: "backup-copies" }),
  ...bucketSamples("backup-copies", { region: "eu-central-1", locked: true }),
];
