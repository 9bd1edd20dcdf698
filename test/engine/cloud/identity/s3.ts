import type { Identity } from "./identity";

/** Buckets, and what is set on them: each setting is there once, and a put overwrites it. */
export const s3: Record<string, Identity> = {
  "aws:s3/bucket:Bucket": {
    id: "{inputs.bucket}",
    exists: "BucketAlreadyExists: The requested bucket name is not available: {inputs.bucket}",
  },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": { id: "{inputs.bucket}", upsert: true },
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": { id: "{inputs.bucket}", upsert: true },
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": { id: "{inputs.bucket}", upsert: true },
  "aws:s3/bucketPolicy:BucketPolicy": { id: "{inputs.bucket}", upsert: true },
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": { id: "{inputs.bucket}", upsert: true },
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": { id: "{inputs.bucket}", upsert: true },
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
    id: "{inputs.bucket}",
    upsert: true,
  },
  "aws:s3/bucketVersioning:BucketVersioning": { id: "{inputs.bucket}", upsert: true },
};
