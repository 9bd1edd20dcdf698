import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { logicalName } from "../../foundations/names";
import { type ClusterContext, guarded, having, policyDocument, tagged } from "../../aws";
import { tlsOnlyStatements } from "./bucket-policy";
import { lifecycleRule } from "./lifecycle";
import type { BucketHandle, BucketSpec } from "./spec";

/**
 * A bucket for what must not be lost or read by others: versioned, encrypted with a key of ours, closed to the public,
 * without ACLs, deaf to connections without TLS, and locked where the spec says so. (ENC-05, LOG-03, BCK-02)
 */
export function createBucket(context: ClusterContext, spec: BucketSpec): BucketHandle {
  const name = logicalName("s3Bucket", context.name, spec.purpose);
  const where = spec.region === undefined ? {} : { region: spec.region };
  const bucket = new aws.s3.Bucket(
    name,
    {
      ...where,
      ...(spec.lock !== undefined && { objectLockEnabled: true }),
      tags: tagged(context, spec.purpose),
    },
    guarded(context, { dependsOn: spec.dependsOn ?? [] }),
  );
  const its = { ...where, bucket: bucket.id };
  const publicAccess = new aws.s3.BucketPublicAccessBlock(
    name,
    { ...its, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
    context.options,
  );
  const ownership = new aws.s3.BucketOwnershipControls(
    name,
    { ...its, rule: { objectOwnership: "BucketOwnerEnforced" } },
    having(context, { dependsOn: [publicAccess] }),
  );
  const versioning = new aws.s3.BucketVersioning(
    name,
    { ...its, versioningConfiguration: { status: "Enabled" } },
    guarded(context),
  );
  const encryption = new aws.s3.BucketServerSideEncryptionConfiguration(
    name,
    {
      ...its,
      rules: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: spec.key.arn },
          bucketKeyEnabled: true,
          // A key that the writer brings along is one that nobody here can rotate, revoke or read with.
          blockedEncryptionTypes: ["SSE-C"],
        },
      ],
    },
    context.options,
  );
  const lock = spec.lock === undefined ? [] : [createLock(context, name, its, spec.lock, versioning)];
  const lifecycle = new aws.s3.BucketLifecycleConfiguration(
    name,
    { ...its, rules: [lifecycleRule(spec.lifecycle ?? {})] },
    having(context, { dependsOn: [versioning] }),
  );
  const policy = new aws.s3.BucketPolicy(
    name,
    { ...its, policy: policyDocument(...tlsOnlyStatements(bucket.arn), ...(spec.statements?.(bucket.arn) ?? [])) },
    // S3 answers a policy that arrives beside the public access block or the ownership rule with OperationAborted.
    having(context, { dependsOn: [publicAccess, ownership] }),
  );
  return {
    bucket,
    arn: bucket.arn,
    name: bucket.id,
    ready: [publicAccess, ownership, versioning, encryption, ...lock, lifecycle, policy],
  };
}

function createLock(
  context: ClusterContext,
  name: string,
  its: { bucket: pulumi.Input<string>; region?: pulumi.Input<string> },
  { mode, days }: NonNullable<BucketSpec["lock"]>,
  versioning: pulumi.Resource,
): pulumi.Resource {
  return new aws.s3.BucketObjectLockConfiguration(
    name,
    { ...its, rule: { defaultRetention: { mode, days } } },
    guarded(context, { dependsOn: [versioning] }),
  );
}
