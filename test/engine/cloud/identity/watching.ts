import type { Identity } from "./identity";

/** Logs, alarms, events, the trail, detection, and who is told. */
export const watching: Record<string, Identity> = {
  "aws:cloudwatch/logGroup:LogGroup": {
    id: "{inputs.name}",
    exists: "ResourceAlreadyExistsException: The specified log group already exists",
  },
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": { id: "{inputs.name}", upsert: true },
  // These two are known by what they are imported by. In AWS's provider a stream's id is its name, and a filter's a hash of its
  // group, which others of another or the same group share.
  "aws:cloudwatch/logStream:LogStream": {
    id: "{inputs.logGroupName}:{inputs.name}",
    exists: "ResourceAlreadyExistsException: The specified log stream already exists",
  },
  "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": {
    id: "{inputs.logGroup}|{inputs.name}",
    upsert: true,
  },
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": {
    id: "arn:{partition}:firehose:{region}:{account}:deliverystream/{inputs.name}",
    exists: "ResourceInUseException: Firehose {inputs.name} already exists",
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": { id: "{inputs.name}", upsert: true },
  "aws:cloudwatch/eventRule:EventRule": { id: "{inputs.name}", upsert: true },
  "aws:cloudwatch/eventTarget:EventTarget": { id: "{inputs.rule}-{inputs.targetId}", upsert: true },
  "aws:cloudtrail/trail:Trail": {
    id: "arn:{partition}:cloudtrail:{region}:{account}:trail/{inputs.name}",
    exists: "TrailAlreadyExistsException: Trail {id} already exists for customer",
  },
  "aws:guardduty/detector:Detector": {
    id: "{hex32}",
    unique: "{inputs.region}",
    exists: "BadRequestException: The request is rejected because a detector already exists for the current account.",
  },
  "aws:guardduty/detectorFeature:DetectorFeature": { id: "{inputs.detectorId}/{inputs.name}", upsert: true },
  "aws:sns/topic:Topic": { id: "arn:{partition}:sns:{region}:{account}:{inputs.name}", upsert: true },
  "aws:sns/topicPolicy:TopicPolicy": { id: "{inputs.arn}", upsert: true },
  // Who subscribes twice gets the first subscription: in AWS its id is a new one, here it follows from the endpoint.
  "aws:sns/topicSubscription:TopicSubscription": { id: "{inputs.topic}:{crc:inputs.endpoint}", upsert: true },
};
