import type * as aws from "@pulumi/aws";
import type { BucketLifecycle } from "./spec";

/** One rule for the whole bucket. */
export function lifecycleRule({
  expireAfterDays,
  noncurrentDays,
  abortMultipartDays = 7,
  transitionToIaDays,
}: BucketLifecycle): aws.types.input.s3.BucketLifecycleConfigurationRule {
  const transition = transitionToIaDays !== undefined && { days: transitionToIaDays, storageClass: "STANDARD_IA" };
  return {
    id: "whole-bucket",
    status: "Enabled",
    filter: {},
    abortIncompleteMultipartUpload: { daysAfterInitiation: abortMultipartDays },
    ...(expireAfterDays !== undefined && { expiration: { days: expireAfterDays } }),
    // A rule that expires objects by age removes the delete markers that are left as well; S3 takes either, not both.
    ...(expireAfterDays === undefined &&
      noncurrentDays !== undefined && { expiration: { expiredObjectDeleteMarker: true } }),
    ...(noncurrentDays !== undefined && { noncurrentVersionExpiration: { noncurrentDays } }),
    ...(transition && { transitions: [transition] }),
  };
}
