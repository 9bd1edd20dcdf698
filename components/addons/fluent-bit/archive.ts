import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type ClusterContext, createLogGroup, createRole, having, type RoleHandle, tagged } from "../../aws";
import { bucketArnOf, regionalArn } from "../../foundations/partition";
import type { LogArchiveArgs } from "./args";
import { deliveryStatements, deliveryTrust, folders, subscriptionStatements, subscriptionTrust } from "./archive-iam";
import { logArchiveLogGroupName } from "../../foundations/names";
import type { LogGroups } from "./log-groups";
import type { FluentBitSettings } from "./settings";

const failureStream = "S3Delivery";

/** Copies every log of the groups into a bucket: CloudWatch hands them to a stream of Firehose, and that writes them. */
export function createArchive(
  context: ClusterContext,
  settings: FluentBitSettings & { archive: LogArchiveArgs },
  groups: LogGroups,
): pulumi.Resource[] {
  const failures = createFailureLog(context, settings);
  const stream = createStream(context, settings, failures);
  const role = createRole(context, {
    purpose: "archive-subscription",
    trust: subscriptionTrust(context.place),
    own: subscriptionStatements(stream.arn),
  });
  const filters = Object.entries(groups).map(
    ([source, group]) =>
      new aws.cloudwatch.LogSubscriptionFilter(
        `${context.name}-${source}-archive`,
        {
          name: "archive",
          logGroup: group.name,
          filterPattern: "",
          destinationArn: stream.arn,
          roleArn: role.role.arn,
        },
        // CloudWatch writes a first record to try it.
        having(context, { dependsOn: role.grants }),
      ),
  );
  return [stream, ...filters];
}

/** Where Firehose says what it could not deliver. */
function createFailureLog(context: ClusterContext, { cluster, key, retentionInDays }: FluentBitSettings) {
  const name = logArchiveLogGroupName(cluster.name);
  const group = createLogGroup(context, { purpose: "archive-failures", name, key, retentionInDays });
  return new aws.cloudwatch.LogStream(
    `${context.name}-archive-failures`,
    { name: failureStream, logGroupName: group.name },
    context.options,
  );
}

function createStream(
  context: ClusterContext,
  { cluster, archive, key }: FluentBitSettings & { archive: LogArchiveArgs },
  failures: aws.cloudwatch.LogStream,
): aws.kinesis.FirehoseDeliveryStream {
  const { place } = context;
  // Its role admits it by its ARN before it exists, and Firehose takes 64 letters only.
  const name = `${cluster.name}-log-archive`;
  const bucketArn = bucketArnOf(place, archive.bucketName);
  const { role, grants }: RoleHandle = createRole(context, {
    purpose: "archive-delivery",
    trust: deliveryTrust(place, regionalArn(place, "firehose", `deliverystream/${name}`)),
    own: deliveryStatements(place, {
      cluster: cluster.name,
      bucketArn,
      keyArn: archive.keyArn,
      failures: failures.arn,
    }),
  });
  const { delivered, failed } = folders(cluster.name);
  return new aws.kinesis.FirehoseDeliveryStream(
    `${context.name}-archive`,
    {
      name,
      destination: "extended_s3",
      serverSideEncryption: { enabled: true, keyType: "CUSTOMER_MANAGED_CMK", keyArn: key.arn },
      extendedS3Configuration: {
        roleArn: role.arn,
        bucketArn,
        kmsKeyArn: archive.keyArn,
        prefix: `${delivered}!{timestamp:yyyy/MM/dd/HH}/`,
        errorOutputPrefix: `${failed}!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd}/`,
        // CloudWatch compresses what it hands over; several such pieces in a row are one file of gzip.
        compressionFormat: "UNCOMPRESSED",
        fileExtension: ".gz",
        bufferingSize: 64,
        bufferingInterval: 300,
        cloudwatchLoggingOptions: {
          enabled: true,
          logGroupName: failures.logGroupName,
          logStreamName: failures.name,
        },
      },
      tags: tagged(context, "archive"),
    },
    having(context, { dependsOn: grants, deleteBeforeReplace: true }),
  );
}
