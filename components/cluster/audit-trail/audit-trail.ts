import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Provision } from "../../../catalogue";
import { auditTrailLogGroupName, auditTrailName } from "../../foundations/names";
import { logGroupArn } from "../../foundations/partition";
import {
  type ClusterContext,
  createLogGroup,
  createRole,
  guarded,
  type RoleHandle,
  serviceTrust,
  statement,
  tagged,
} from "../../aws";
import type { KeyHandle } from "../keys";
import { createBucket } from "../locked-bucket";
import { dataEvents, managementEvents } from "./event-selectors";
import type { AuditTrailSettings } from "./settings";
import { trailBucket } from "./trail-bucket";

const purpose = "audit-trail";

interface AuditTrailNeeds {
  /** Encrypts the log group, the bucket and what is in them; its policy admits CloudTrail and CloudWatch Logs. */
  key: KeyHandle;
  /** ARNs of the stack's other buckets, whose objects are watched where data events are recorded. */
  buckets?: pulumi.Output<string>[];
}

export interface AuditTrailHandle {
  /** Absent where the account provides the trail without this stack. */
  trailArn?: pulumi.Output<string>;
  /** The log group that metric filters read; only where this stack makes the trail. */
  logGroupName?: pulumi.Output<string>;
  /** The trail, where this stack makes it. */
  made: pulumi.Resource[];
}

/** A trail of all regions, signed, encrypted, locked in a bucket and readable for alarms. (LOG-03, LOG-04) */
export function createAuditTrail(
  context: ClusterContext,
  settings: AuditTrailSettings,
  { key, buckets = [] }: AuditTrailNeeds,
): AuditTrailHandle {
  if (settings.mode !== Provision.Create) {
    const { reference } = settings;
    return reference === undefined ? { made: [] } : { trailArn: pulumi.output(reference), made: [] };
  }
  const bucket = createBucket(context, trailBucket(context, settings, key));
  const name = auditTrailLogGroupName(context.name);
  const logGroup = createLogGroup(context, { purpose, name, key, retentionInDays: settings.retentionDays });
  const { role, grants } = createDeliveryRole(context);
  const trail = new aws.cloudtrail.Trail(
    `${context.name}-${purpose}`,
    {
      name: auditTrailName(context.name),
      s3BucketName: bucket.name,
      kmsKeyId: key.arn,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      enableLogging: true,
      // CloudTrail takes the group only with the wildcard of its streams.
      cloudWatchLogsGroupArn: pulumi.interpolate`${logGroup.arn}:*`,
      cloudWatchLogsRoleArn: role.arn,
      advancedEventSelectors: [managementEvents, ...(settings.dataEvents ? dataEvents(bucket.arn, buckets) : [])],
      tags: tagged(context, purpose),
    },
    // Without the bucket's policy and the role's, CloudTrail refuses the trail. On the way down it goes before them.
    guarded(context, { dependsOn: [...bucket.ready, ...grants] }),
  );
  return { trailArn: trail.arn, logGroupName: logGroup.name, made: [trail] };
}

/** What CloudTrail becomes to write into the log group: streams of this account and region, and nothing else. */
function createDeliveryRole(context: ClusterContext): RoleHandle {
  const { name, place } = context;
  const group = logGroupArn(place, auditTrailLogGroupName(name));
  return createRole(context, {
    purpose,
    // AWS documents no aws:SourceArn for this role, and delivery has been seen to break with one:
    // https://github.com/prowler-cloud/prowler/issues/4714
    trust: serviceTrust("cloudtrail.amazonaws.com"),
    managed: [],
    own: [
      statement({
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: pulumi.interpolate`${group}:log-stream:${place.account}_CloudTrail_${place.region}*`,
        because: "CloudTrail adds a number to the name of its stream when one stream becomes too small",
      }),
    ],
  });
}
