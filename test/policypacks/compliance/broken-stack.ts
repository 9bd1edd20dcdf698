import { unknown } from "../../support/samples";

/** One property of one resource of the environment `prod`, and a value under which a control no longer holds. */
export interface Break {
  control: string;
  type: string;
  name: string;
  /** Dotted; a number is a place in a list. */
  path: string;
  /** What stands there instead; undefined takes the property away. */
  to: unknown;
  /** Name of the resource that the value comes from instead. @default the same as before */
  from?: string;
  /** Other controls that the same value breaks. @default none */
  also?: string[];
}

const documentOf = (statement: object) => ({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });

/** What would let everybody use a key. */
const keyForAll = JSON.stringify(documentOf({ Principal: { AWS: "*" }, Action: "kms:*", Resource: "*" }));
/** What lets a bucket be read, and refuses nothing. */
const readingOfDeployer = {
  Principal: { AWS: "arn:aws:iam::444455556666:role/deployer" },
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::backups/*",
};
/** What would let every pod take a role. */
const trustOfEveryPod = documentOf({
  Principal: { Service: "pods.eks.amazonaws.com" },
  Action: ["sts:AssumeRole", "sts:TagSession"],
});

/** Every control that the AWS half carries, each at least once. */
export const breaks: readonly Break[] = [
  { control: "ENC-01", ...cluster("encryptionConfig", undefined) },
  { control: "ENC-02", type: "aws:ebs/volume:Volume", name: "sample-data", path: "encrypted", to: false },
  { control: "ENC-03", ...template("blockDeviceMappings.1.ebs.encrypted", "false") },
  { control: "ENC-03", ...template("blockDeviceMappings.0.ebs.kmsKeyId", "alias/aws/ebs") },
  { control: "ENC-04", ...storageClass("parameters.encrypted", "false") },
  {
    control: "ENC-05",
    ...bucket("ServerSideEncryptionConfiguration", "rules.0.applyServerSideEncryptionByDefault.sseAlgorithm", "AES256"),
  },
  { control: "ENC-06", ...logGroup("kmsKeyId", undefined) },
  { control: "ENC-06", type: "aws:sns/topic:Topic", name: "dev-alerts", path: "kmsMasterKeyId", to: undefined },
  { control: "KEY-01", ...key("enableKeyRotation", false) },
  { control: "KEY-01", ...key("rotationPeriodInDays", 400) },
  { control: "KEY-02", ...key("deletionWindowInDays", 6) },
  { control: "KEY-03", ...key("policy", keyForAll) },
  { control: "KEY-04", ...logGroup("kmsKeyId", unknown), from: "dev-secrets" },
  { control: "TLS-04", ...bucket("Policy", "policy", JSON.stringify(documentOf(readingOfDeployer))) },
  {
    control: "IMG-01",
    type: "aws:ecr/repository:Repository",
    name: "dev-shop/api",
    path: "imageTagMutability",
    to: "MUTABLE",
  },
  { control: "NET-01", ...cluster("vpcConfig.endpointPublicAccess", true) },
  { control: "NET-02", type: "aws:ec2/subnet:Subnet", name: "dev-private-0", path: "mapPublicIpOnLaunch", to: true },
  {
    control: "NET-03",
    type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    name: "dev-api-from-10.200.0.0-16",
    path: "cidrIpv4",
    to: "0.0.0.0/0",
  },
  { control: "NET-04", ...nodeGroup("remoteAccess", { ec2SshKey: "ops" }) },
  {
    control: "NET-06",
    type: "kubernetes:helm.sh/v3:Release",
    name: "dev-calico-calico",
    path: "chart",
    to: "another",
  },
  { control: "NET-07", type: "aws:ec2/flowLog:FlowLog", name: "dev-flow-logs", path: "trafficType", to: "REJECT" },
  { control: "IAM-01", ...cluster("accessConfig.authenticationMode", "CONFIG_MAP") },
  { control: "IAM-01", ...cluster("accessConfig.bootstrapClusterCreatorAdminPermissions", true) },
  {
    control: "IAM-02",
    type: "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
    name: "dev-admin-a4b82d47",
    path: "principalArn",
    to: "arn:aws:iam::444455556666:root",
  },
  {
    control: "IAM-03",
    type: "aws:iam/rolePolicy:RolePolicy",
    name: "dev-flow-logs",
    path: "policy",
    to: documentOf({ Action: "*", Resource: "*" }),
  },
  { control: "IAM-04", type: "aws:iam/role:Role", name: "dev-cni", path: "assumeRolePolicy", to: trustOfEveryPod },
  { control: "IAM-05", ...template("metadataOptions.httpTokens", "optional") },
  { control: "IAM-05", ...template("metadataOptions.httpPutResponseHopLimit", 2) },
  { control: "LOG-01", ...cluster("enabledClusterLogTypes", ["audit"]) },
  { control: "LOG-02", ...logGroup("retentionInDays", 30) },
  { control: "LOG-03", ...bucket("PublicAccessBlock", "blockPublicPolicy", false), also: ["BCK-02"] },
  { control: "LOG-03", ...bucket("Versioning", "versioningConfiguration.status", "Suspended"), also: ["BCK-02"] },
  { control: "LOG-04", ...trail("isMultiRegionTrail", false) },
  { control: "LOG-04", ...trail("enableLogFileValidation", false) },
  {
    control: "VUL-01",
    type: "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration",
    name: "dev-scanning",
    path: "rules",
    to: [],
  },
  // Rules of other versions hold than those that admission has.
  { control: "VUL-02", ...cluster("version", "1.29"), also: ["POL-02"] },
  { control: "VUL-03", ...addon("coredns", "addonVersion", undefined) },
  {
    control: "BCK-02",
    type: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
    name: "dev-backup",
    path: "rules.0.status",
    to: "Disabled",
    also: ["LOG-03"],
  },
  {
    control: "BCK-03",
    type: "aws:ec2/subnet:Subnet",
    name: "dev-private-1",
    path: "availabilityZone",
    to: "eu-central-1a",
  },
  { control: "BCK-04", ...cluster("deletionProtection", false) },
  { control: "RES-01", type: "aws:iam/role:Role", name: "dev-cni", path: "region", to: "us-east-1" },
  { control: "TAG-01", ...key("tags.owner", undefined) },
  { control: "ENV-01", ...key("tags.environment", "prod") },
  {
    control: "ENV-01",
    type: "pulumi:providers:aws",
    name: "default_7_48_0",
    path: "allowedAccountIds",
    to: undefined,
  },
  { control: "MON-02", ...alarm("alarmActions", []) },
  { control: "MON-02", ...alarm("actionsEnabled", false) },
  { control: "MON-03", type: "aws:guardduty/detector:Detector", name: "dev-detection", path: "enable", to: false },
];

type At = Pick<Break, "type" | "name" | "path" | "to">;

function cluster(path: string, to: unknown): At {
  return { type: "aws:eks/cluster:Cluster", name: "dev", path, to };
}

function template(path: string, to: unknown): At {
  return { type: "aws:ec2/launchTemplate:LaunchTemplate", name: "dev-general", path, to };
}

function nodeGroup(path: string, to: unknown): At {
  return { type: "aws:eks/nodeGroup:NodeGroup", name: "dev-general", path, to };
}

function addon(addonName: string, path: string, to: unknown): At {
  return { type: "aws:eks/addon:Addon", name: `dev-${addonName}`, path, to };
}

function key(path: string, to: unknown): At {
  return { type: "aws:kms/key:Key", name: "dev-logs", path, to };
}

function logGroup(path: string, to: unknown): At {
  return { type: "aws:cloudwatch/logGroup:LogGroup", name: "dev-control-plane", path, to };
}

function alarm(path: string, to: unknown): At {
  return { type: "aws:cloudwatch/metricAlarm:MetricAlarm", name: "dev-root-use", path, to };
}

function trail(path: string, to: unknown): At {
  return { type: "aws:cloudtrail/trail:Trail", name: "dev-audit-trail", path, to };
}

function bucket(kind: string, path: string, to: unknown): At {
  return { type: `aws:s3/bucket${kind}:Bucket${kind}`, name: "dev-backup", path, to };
}

function storageClass(path: string, to: unknown): At {
  return { type: "kubernetes:storage.k8s.io/v1:StorageClass", name: "dev-encrypted", path, to };
}
