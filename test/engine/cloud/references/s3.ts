import type { Reference } from "./reference";
import { bucket } from "./words";

const replication = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";

/** What is set on a bucket goes with it. */
const settings = [
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
  "aws:s3/bucketPolicy:BucketPolicy",
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  replication,
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  "aws:s3/bucketVersioning:BucketVersioning",
].map((from): Reference => ({
  from,
  at: "bucket",
  to: bucket,
  by: "id",
  missing: "NoSuchBucket: The specified bucket does not exist: {value}",
  dies: true,
}));

export const s3: Reference[] = [
  ...settings,
  {
    from: replication,
    at: "rules.destination.bucket",
    to: bucket,
    by: "arn",
    missing: "InvalidRequest: Destination bucket must exist: {value}",
  },
];
