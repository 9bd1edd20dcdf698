import type { Asked, Target } from "./judge";
import { bucketArn, elsewhere, type Site } from "./sites";

const s3 = (...names: string[]) => names.map((name) => `s3:${name}`);

export const bucketActions = s3(
  "GetBucketAcl",
  "GetBucketLocation",
  "ListBucket",
  "ListBucketMultipartUploads",
  "GetReplicationConfiguration",
  "PutReplicationConfiguration",
  "PutBucketObjectLockConfiguration",
  "PutBucketPolicy",
  "PutBucketVersioning",
  "PutLifecycleConfiguration",
  "DeleteBucket",
  "DeleteBucketPolicy",
);

/** What only replication does. */
const replicationActions = s3(
  "GetObjectVersionForReplication",
  "GetObjectVersionAcl",
  "GetObjectVersionTagging",
  "ReplicateObject",
  "ReplicateDelete",
  "ReplicateTags",
  "ObjectOwnerOverrideToBucketOwner",
);

export const objectActions = [
  ...s3("GetObject", "GetObjectVersion", "PutObject", "PutObjectRetention", "PutObjectLegalHold", "DeleteObject"),
  ...s3("DeleteObjectVersion", "BypassGovernanceRetention", "AbortMultipartUpload", "ListMultipartUploadParts"),
  ...replicationActions,
];

/** The cluster's buckets, and an object in each. */
export function bucketTargets(buckets: Record<string, Target>): Record<string, Asked> {
  return Object.fromEntries(
    Object.entries(buckets).flatMap(([name, bucket]) => [
      [`the bucket ${name}`, { target: bucket, actions: bucketActions }],
      [`an object in ${name}`, { target: within(bucket, "velero/backup"), actions: objectActions }],
    ]),
  );
}

/** Where CloudTrail writes, and where it would write for another account. */
export function trailFiles(buckets: Record<string, Target>, site: Site): Record<string, Asked> {
  const file = ({ account, region }: Site) => `AWSLogs/${account}/CloudTrail/${region}/2026/01/31/file.json.gz`;
  const bucket = buckets["main-audit-trail"]!;
  return {
    "a file of the trail": { target: within(bucket, file(site)), actions: objectActions },
    "a file of another account's trail": { target: within(bucket, file(elsewhere(site))), actions: objectActions },
  };
}

/** Buckets that are not the cluster's. */
export function foreignBuckets(site: Site): Record<string, Asked> {
  const ours = (name: string): Target => ({ arn: bucketArn(site, name), account: site.account });
  const theirs: Target = {
    arn: bucketArn(site, "their-bucket"),
    account: elsewhere(site).account,
    policy: {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { AWS: "*" }, Action: "s3:*", Resource: "*" }],
    },
  };
  const both = { "another bucket of the account": ours("main-backup2"), "a bucket that admits everybody": theirs };
  return Object.fromEntries(
    Object.entries(both).flatMap(([name, bucket]) => [
      [name, { target: bucket, actions: bucketActions }],
      [`an object in ${name}`, { target: within(bucket, "velero/backup"), actions: objectActions }],
    ]),
  );
}

function within(bucket: Target, key: string): Target {
  return { ...bucket, arn: `${bucket.arn}/${key}` };
}
