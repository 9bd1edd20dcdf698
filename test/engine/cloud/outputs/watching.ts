import type { Outputs } from "./outputs";

/** Logs, alarms, events, the trail, detection, and who is told. */
export const watching: Outputs = {
  "aws:cloudwatch/logGroup:LogGroup": { arn: "arn:{partition}:logs:{region}:{account}:log-group:{inputs.name}" },
  "aws:cloudwatch/logStream:LogStream": {
    arn: "arn:{partition}:logs:{region}:{account}:log-group:{inputs.logGroupName}:log-stream:{inputs.name}",
  },
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": { arn: "{id}" },
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    arn: "arn:{partition}:cloudwatch:{region}:{account}:alarm:{inputs.name}",
  },
  "aws:cloudwatch/eventRule:EventRule": { arn: "arn:{partition}:events:{region}:{account}:rule/{inputs.name}" },
  "aws:cloudtrail/trail:Trail": { arn: "{id}", homeRegion: "{region}" },
  "aws:guardduty/detector:Detector": {
    accountId: "{account}",
    arn: "arn:{partition}:guardduty:{region}:{account}:detector/{id}",
  },
  "aws:sns/topic:Topic": { arn: "{id}", owner: "{account}" },
  "aws:sns/topicPolicy:TopicPolicy": { owner: "{account}" },
  // An address that was mailed has not confirmed yet, and Pulumi does not wait for it.
  "aws:sns/topicSubscription:TopicSubscription": { arn: "{id}", ownerId: "{account}", pendingConfirmation: true },
};
