/** Buckets, and what is set on them. */
export const s3: Record<string, string[]> = {
  // internal/service/s3/bucket.go
  "aws:s3/bucket:Bucket": ["bucket", "bucketNamespace", "bucketPrefix", "objectLockEnabled"],
  // internal/service/s3/bucket_lifecycle_configuration.go
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": ["bucket", "expectedBucketOwner"],
  // internal/service/s3/bucket_object_lock_configuration.go
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": [
    "bucket",
    "expectedBucketOwner",
    "objectLockEnabled",
  ],
  // internal/service/s3/bucket_ownership_controls.go
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": ["bucket"],
  // internal/service/s3/bucket_policy.go
  "aws:s3/bucketPolicy:BucketPolicy": ["bucket"],
  // internal/service/s3/bucket_public_access_block.go
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": ["bucket"],
  // internal/service/s3/bucket_replication_configuration.go
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": ["bucket"],
  // internal/service/s3/bucket_server_side_encryption_configuration.go
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": [
    "bucket",
    "expectedBucketOwner",
  ],
  // internal/service/s3/bucket_versioning.go
  "aws:s3/bucketVersioning:BucketVersioning": ["bucket", "expectedBucketOwner"],
};
