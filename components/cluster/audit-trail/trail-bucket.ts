import * as pulumi from "@pulumi/pulumi";
import { auditTrailName } from "../../foundations/names";
import { regionalArn } from "../../foundations/partition";
import { type ClusterContext, type Statement, statement } from "../../aws";
import type { KeyHandle } from "../keys";
import { type BucketSpec, keptVersionsStatement } from "../locked-bucket";
import type { AuditTrailSettings } from "./settings";

/**
 * The bucket that recordings lie in. They are locked as long as they are kept: no longer, so that they can end, and no
 * shorter, so that none is ever without protection.
 */
export function trailBucket(
  context: ClusterContext,
  { lockMode, retentionDays }: AuditTrailSettings,
  key: KeyHandle,
): BucketSpec {
  return {
    purpose: "audit-trail",
    key,
    lock: { mode: lockMode, days: retentionDays },
    lifecycle: { expireAfterDays: retentionDays, noncurrentDays: 1 },
    statements: (bucketArn) => [keptVersionsStatement(bucketArn), ...deliveryStatements(context, bucketArn)],
  };
}

/** CloudTrail looks whether the bucket is ours, and writes below the account's own prefix; for this one trail. */
function deliveryStatements(context: ClusterContext, bucketArn: pulumi.Output<string>): Statement[] {
  const { name, place } = context;
  const thisTrail = { "aws:SourceArn": regionalArn(place, "cloudtrail", `trail/${auditTrailName(name)}`) };
  const cloudTrail = { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" } } as const;
  return [
    statement({
      Sid: "TrailLooks",
      ...cloudTrail,
      Action: "s3:GetBucketAcl",
      Resource: bucketArn,
      Condition: { StringEquals: thisTrail },
    }),
    statement({
      Sid: "TrailWrites",
      ...cloudTrail,
      Action: "s3:PutObject",
      Resource: pulumi.interpolate`${bucketArn}/AWSLogs/${place.account}/*`,
      Condition: { StringEquals: { ...thisTrail, "s3:x-amz-acl": "bucket-owner-full-control" } },
      because:
        "CloudTrail names its files by region, day and a random part; all of them lie below this account's prefix",
    }),
  ];
}
