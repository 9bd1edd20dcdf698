import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../../aws";
import type { KeyHandle } from "../keys";

/** Who may delete a locked version before its time: whoever holds `s3:BypassGovernanceRetention`, or nobody at all. */
export const LockMode = { Governance: "GOVERNANCE", Compliance: "COMPLIANCE" } as const;
export type LockMode = (typeof LockMode)[keyof typeof LockMode];

/** What Object Lock gives every new version. */
export interface BucketLock {
  mode: LockMode;
  days: number;
}

/** When objects go. S3 deletes no version before its lock ends, whatever stands here. */
export interface BucketLifecycle {
  /** Days after which the current version expires. */
  expireAfterDays?: number;
  /** Days that a version is kept once another, or a delete marker, has taken its place. */
  noncurrentDays?: number;
  /** Days after which an upload that was never finished goes. 7 without it. */
  abortMultipartDays?: number;
  /** Days after which a version moves to cheaper storage; S3 takes 30 or more. */
  transitionToIaDays?: number;
}

export interface BucketSpec {
  /** End of its name, in lower case, for example `audit-trail`. */
  purpose: string;
  /** Encrypts its objects; a key of the bucket's region. */
  key: KeyHandle;
  /** Where the bucket is; the provider's region without it. */
  region?: pulumi.Input<string>;
  /** Without it versions are kept, and can be deleted. A bucket gets its lock when it is made: adding one replaces it. */
  lock?: BucketLock;
  lifecycle?: BucketLifecycle;
  /** What its policy says besides refusing connections without TLS. */
  statements?: (bucketArn: pulumi.Output<string>) => Statement[];
  dependsOn?: pulumi.Resource[];
}

export interface BucketHandle {
  bucket: aws.s3.Bucket;
  arn: pulumi.Output<string>;
  name: pulumi.Output<string>;
  /** What makes it safe to write to: whoever delivers into the bucket, or replicates from it, waits for these. */
  ready: pulumi.Resource[];
}
