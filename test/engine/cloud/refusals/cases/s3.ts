import { bucket, keyOf, policy, versioned } from "./bases";
import type { Before, Case } from "./case";

const bucketType = "aws:s3/bucket:Bucket";
const policyType = "aws:s3/bucketPolicy:BucketPolicy";
const lockType = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";
const versioningType = "aws:s3/bucketVersioning:BucketVersioning";
const lifecycleType = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const replicationType = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";

const deny = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "arn:aws:s3:::bbb/*" };
const names = ["UPPER", "ab", "a_b", "a..b", "-ab", "ab-", "10.0.0.1", "xn--ab", "ab-s3alias", "ab.mrap"];

const policies: [name: string, document: string, says: string][] = [
  ["that is no JSON", "", "Syntax errors"],
  ["of another bucket", policy({ ...deny, Resource: "arn:aws:s3:::other" }), "invalid resource"],
  [
    "with a role that does not exist",
    policy({ ...deny, Principal: { AWS: "arn:aws:iam::111122223333:role/x" } }),
    "Invalid principal",
  ],
];

const retentions: [name: string, retention: unknown, says: string][] = [
  ["in days and years", { mode: "GOVERNANCE", days: 1, years: 1 }, "days or years"],
  ["of no day", { mode: "GOVERNANCE", days: 0 }, "InvalidRetentionPeriod"],
  ["of more than a hundred years", { mode: "GOVERNANCE", days: 40_000 }, "InvalidRetentionPeriod"],
];

const ends: [name: string, rule: Record<string, unknown>, says: string][] = [
  ["of objects and of their markers", { expiration: { days: 1, expiredObjectDeleteMarker: true } }, "MalformedXML"],
  ["after no day", { expiration: { days: 0 } }, "must be a positive integer"],
  ["of versions after no day", { noncurrentVersionExpiration: { noncurrentDays: 0 } }, "must be a positive integer"],
];

const stores: Record<"source" | "target" | "sourceVersions" | "targetVersions" | "key" | "near", Before[string]> = {
  source: bucket("source"),
  target: bucket("target", { region: "eu-west-1" }),
  sourceVersions: versioned("source"),
  targetVersions: versioned("target"),
  key: ["aws:kms/key:Key", () => ({ ...keyOf()[1](), region: "eu-west-1" })],
  near: keyOf(),
};
const { sourceVersions, targetVersions, ...bare } = stores;
const selected = { sseKmsEncryptedObjects: { status: "Enabled" } };
const rule = {
  status: "Enabled",
  filter: {},
  deleteMarkerReplication: { status: "Enabled" },
  sourceSelectionCriteria: selected,
};
const replicated = (replicaKmsKeyId: unknown, more: Record<string, unknown> = {}) => ({
  bucket: "source",
  role: "r",
  rules: [
    { ...rule, destination: { bucket: "arn:aws:s3:::target", encryptionConfiguration: { replicaKmsKeyId } }, ...more },
  ],
});
const copies: Case = {
  name: "",
  before: stores,
  type: replicationType,
  inputs: ({ key }) => replicated(key!["arn"]),
  but: ({ key }) => replicated(key!["arn"]),
  says: "",
};

export const s3: Case[] = [
  ...names.map((name): Case => ({
    name: `a bucket called ${name}`,
    type: bucketType,
    inputs: () => ({ bucket: name }),
    says: "InvalidBucketName",
    but: () => ({ bucket: "a-b.c" }),
  })),
  ...policies.map(([name, document, says]): Case => ({
    name: `a bucket's policy ${name}`,
    before: { b: bucket("bbb") },
    type: policyType,
    inputs: () => ({ bucket: "bbb", policy: document }),
    says,
    but: () => ({ policy: policy(deny) }),
  })),
  {
    name: "a lock without versions",
    before: { b: bucket("bbb") },
    type: lockType,
    inputs: () => ({ bucket: "bbb", rule: { defaultRetention: { mode: "GOVERNANCE", days: 1 } } }),
    says: "Versioning must be 'Enabled'",
    after: { versions: versioned("bbb") },
  },
  ...retentions.map(([name, defaultRetention, says]): Case => ({
    name: `a retention ${name}`,
    before: { b: bucket("bbb", { objectLockEnabled: true }) },
    type: lockType,
    inputs: () => ({ bucket: "bbb", rule: { defaultRetention } }),
    says,
    but: () => ({ rule: { defaultRetention: { mode: "GOVERNANCE", days: 1 } } }),
  })),
  {
    name: "an end of versions in a locked bucket",
    before: { b: bucket("bbb", { objectLockEnabled: true }) },
    type: versioningType,
    inputs: () => ({ bucket: "bbb", versioningConfiguration: { status: "Suspended" } }),
    says: "versioning state cannot be changed",
    but: () => ({ versioningConfiguration: { status: "Enabled" } }),
  },
  ...ends.map(([name, wrong, says]): Case => ({
    name: `an end ${name}`,
    before: { b: bucket("bbb") },
    type: lifecycleType,
    inputs: () => ({ bucket: "bbb", rules: [{ id: "r", status: "Enabled", ...wrong }] }),
    says,
    but: () => ({ rules: [{ id: "r", status: "Enabled", expiration: { days: 1 } }] }),
  })),
  {
    ...copies,
    name: "copies without versions of the source",
    before: { ...bare, targetVersions },
    says: "to apply a replication",
    after: { sourceVersions },
  },
  {
    ...copies,
    name: "copies without versions of the copy",
    before: { ...bare, sourceVersions },
    says: "Destination bucket must have versioning",
    after: { targetVersions },
  },
  {
    ...copies,
    name: "copies of a locked bucket in one that is not",
    before: { ...stores, source: bucket("source", { objectLockEnabled: true }) },
    says: "DstBucketObjectLockConfigMissing",
    after: {
      lock: [lockType, () => ({ bucket: "target", rule: { defaultRetention: { mode: "GOVERNANCE", days: 1 } } })],
    },
  },
  {
    ...copies,
    name: "copies that say nothing of markers",
    inputs: ({ key }) => replicated(key!["arn"], { deleteMarkerReplication: undefined }),
    says: "DeleteMarkerReplication must be specified",
  },
  {
    ...copies,
    name: "copies of encrypted objects without a key",
    inputs: () => replicated(undefined),
    says: "must be specified together",
  },
  {
    ...copies,
    name: "copies with a key of the first region",
    inputs: ({ near }) => replicated(near!["arn"]),
    says: "in the region of the destination",
  },
];
