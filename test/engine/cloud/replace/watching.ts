/** Logs, alarms, events, the trail, detection, and who is told. */
export const watching: Record<string, string[]> = {
  // internal/service/logs/group.go
  "aws:cloudwatch/logGroup:LogGroup": ["name", "namePrefix", "logGroupClass"],
  // internal/service/logs/metric_filter.go
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": ["logGroupName", "name"],
  // internal/service/logs/stream.go
  "aws:cloudwatch/logStream:LogStream": ["logGroupName", "name"],
  // internal/service/logs/subscription_filter.go
  "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": ["destinationArn", "logGroup", "name"],
  // internal/service/firehose/delivery_stream.go
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": [
    "destination",
    "extendedS3Configuration.dynamicPartitioningConfiguration",
    "kinesisSourceConfiguration",
    "mskSourceConfiguration",
    "name",
  ],
  // internal/service/cloudwatch/metric_alarm.go
  "aws:cloudwatch/metricAlarm:MetricAlarm": ["name"],
  // internal/service/events/rule.go
  "aws:cloudwatch/eventRule:EventRule": ["eventBusName", "name", "namePrefix"],
  // internal/service/events/target.go
  "aws:cloudwatch/eventTarget:EventTarget": ["eventBusName", "rule", "targetId"],
  // internal/service/cloudtrail/trail.go
  "aws:cloudtrail/trail:Trail": ["name"],
  // internal/service/guardduty/detector.go
  "aws:guardduty/detector:Detector": [],
  // internal/service/guardduty/detector_feature.go: of a set, so that another status alone makes no new resource
  "aws:guardduty/detectorFeature:DetectorFeature": ["detectorId", "name", "additionalConfigurations.name"],
  // internal/service/sns/topic.go
  "aws:sns/topic:Topic": ["fifoTopic", "name", "namePrefix"],
  // internal/service/sns/topic_policy.go
  "aws:sns/topicPolicy:TopicPolicy": ["arn"],
  // internal/service/sns/topic_subscription.go
  "aws:sns/topicSubscription:TopicSubscription": ["endpoint", "protocol", "topic"],
};
