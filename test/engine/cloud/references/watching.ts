import type { Reference } from "./reference";
import { bucket, key, logGroup, role, topic } from "./words";

const trail = "aws:cloudtrail/trail:Trail";
const stream = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream";
const subscriptionFilter = "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter";
const noTopic = "NotFoundException: Topic does not exist: {value}";

/** Logs, alarms, events, the trail, detection, and who is told. A missing key of a log group is declared by no call, but answered. */
export const watching: Reference[] = [
  {
    from: logGroup,
    at: "kmsKeyId",
    to: key,
    by: "id or arn",
    missing: "AccessDeniedException: The specified KMS key does not exist or is not allowed to be used: {value}",
  },
  {
    from: "aws:cloudwatch/logMetricFilter:LogMetricFilter",
    at: "logGroupName",
    to: logGroup,
    by: "id",
    missing: "ResourceNotFoundException: The specified log group does not exist: {value}",
    dies: true,
  },
  {
    from: "aws:cloudwatch/logStream:LogStream",
    at: "logGroupName",
    to: logGroup,
    by: "id",
    missing: "ResourceNotFoundException: The specified log group does not exist: {value}",
    dies: true,
  },
  {
    from: subscriptionFilter,
    at: "logGroup",
    to: logGroup,
    by: "id",
    missing: "ResourceNotFoundException: The specified log group does not exist: {value}",
    dies: true,
  },
  {
    from: subscriptionFilter,
    at: "destinationArn",
    to: stream,
    by: "arn",
    missing: "InvalidParameterException: Could not deliver test message to specified Firehose stream: {value}",
  },
  {
    from: stream,
    at: "serverSideEncryption.keyArn",
    to: key,
    by: "arn",
    missing: "InvalidKMSResourceException: The key {value} does not exist",
  },
  {
    from: "aws:cloudwatch/eventTarget:EventTarget",
    at: "rule",
    to: "aws:cloudwatch/eventRule:EventRule",
    by: "id",
    missing: "ResourceNotFoundException: Rule {value} does not exist on EventBus default.",
    blocks: "ValidationException: Rule can't be deleted since it has targets.",
  },
  { from: "aws:sns/topicPolicy:TopicPolicy", at: "arn", to: topic, by: "id", missing: noTopic, dies: true },
  {
    from: "aws:sns/topicSubscription:TopicSubscription",
    at: "topic",
    to: topic,
    by: "id",
    missing: noTopic,
    dies: true,
  },
  {
    from: trail,
    at: "s3BucketName",
    to: bucket,
    by: "id",
    missing: "S3BucketDoesNotExistException: S3 bucket {value} does not exist!",
  },
  {
    from: trail,
    at: "cloudWatchLogsRoleArn",
    to: role,
    by: "arn",
    missing:
      "InvalidCloudWatchLogsRoleArnException: Access denied. Check the trust relationships for your role: {value}",
  },
  { from: trail, at: "kmsKeyId", to: key, by: "id or arn", missing: "KmsKeyNotFoundException: {value}" },
  {
    from: "aws:guardduty/detectorFeature:DetectorFeature",
    at: "detectorId",
    to: "aws:guardduty/detector:Detector",
    by: "id",
    missing:
      "BadRequestException: The request is rejected because the input detectorId {value} is not owned by the current account.",
    dies: true,
  },
];
