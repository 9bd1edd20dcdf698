/** What the provider's schema takes and does not take of a property. */
export interface FormCase {
  type: string;
  at: string;
  fine: unknown[];
  wrong: unknown[];
}

const long = (length: number) => "x".repeat(length);
const row = (type: string, at: string, fine: unknown[], wrong: unknown[]): FormCase => ({ type, at, fine, wrong });

export const formCases: FormCase[] = [
  row(
    "aws:cloudtrail/trail:Trail",
    "name",
    ["a.b-c", "abc"],
    ["a", "a--b", "a._b", "-ab", "10.0.0.1", "a b", long(129)],
  ),
  row("aws:cloudwatch/eventRule:EventRule", "name", ["a.b_c-D", long(64)], ["a b", "a/b", long(65)]),
  row(
    "aws:cloudwatch/logGroup:LogGroup",
    "name",
    ["/aws/eks/a", "a#b", long(512)],
    ["aws/eks", "a b", "a:b", long(513)],
  ),
  row("aws:cloudwatch/logGroup:LogGroup", "retentionInDays", [0, 1, 365, 3653], [2, 364, 366, -1]),
  row("aws:cloudwatch/logMetricFilter:LogMetricFilter", "name", ["a b"], ["a:b", "a*", long(513)]),
  row("aws:cloudwatch/logMetricFilter:LogMetricFilter", "pattern", ["", long(1_024)], [long(1_025)]),
  row("aws:cloudwatch/logMetricFilter:LogMetricFilter", "metricTransformation.name", ["a-b"], ["a:b", "a*", "$a"]),
  row(
    "aws:cloudwatch/logMetricFilter:LogMetricFilter",
    "metricTransformation.namespace",
    ["Rampart/a"],
    ["AWS/Logs", "a:b"],
  ),
  row("aws:cloudwatch/logStream:LogStream", "name", ["a b/c", long(512)], ["a:b", long(513)]),
  row("aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter", "filterPattern", ["", long(1_024)], [long(1_025)]),
  row("aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter", "name", [long(512)], [long(513)]),
  row("aws:cloudwatch/metricAlarm:MetricAlarm", "alarmDescription", [long(1_024)], [long(1_025)]),
  row("aws:cloudwatch/metricAlarm:MetricAlarm", "name", [long(255)], [long(256)]),
  row("aws:ec2/flowLog:FlowLog", "maxAggregationInterval", [60, 600], [61, 300]),
  row("aws:ec2/securityGroup:SecurityGroup", "description", ["", long(255)], [long(256)]),
  row("aws:ec2/securityGroup:SecurityGroup", "name", [long(255)], [long(256)]),
  row(
    "aws:ecr/pullThroughCacheRule:PullThroughCacheRule",
    "ecrRepositoryPrefix",
    ["prod/k8s", "ab", "ROOT", "a/"],
    ["a", "A", "a//b", "-a", long(31)],
  ),
  row("aws:ecr/repository:Repository", "name", [long(256)], [long(257)]),
  row("aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate", "prefix", ["prod/k8s"], ["//", "--", long(257)]),
  row("aws:guardduty/detector:Detector", "findingPublishingFrequency", ["ONE_HOUR"], ["ONE_DAY"]),
  row("aws:iam/role:Role", "name", ["a+=,.@-_b"], ["a b", "a/b", long(65)]),
  row("aws:iam/role:Role", "description", [long(1_000)], [long(1_001)]),
  row("aws:iam/role:Role", "maxSessionDuration", [3_600, 43_200], [3_599, 43_201]),
  row(
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
    "name",
    ["a.b_c-D", long(64)],
    ["a b", "a/b", long(65)],
  ),
  row(
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
    "extendedS3Configuration.errorOutputPrefix",
    ["failed/", long(1_024)],
    [long(1_025)],
  ),
  row(
    "aws:kms/alias:Alias",
    "name",
    ["alias/a/b-c_d"],
    ["a", "alias/", "alias/aws/s3", "alias/a.b", `alias/${long(251)}`],
  ),
  row("aws:kms/key:Key", "deletionWindowInDays", [7, 30], [6, 31]),
  row("aws:kms/key:Key", "rotationPeriodInDays", [90, 2_560], [89, 2_561]),
  row("aws:s3/bucket:Bucket", "bucket", [long(63)], [long(64)]),
  row("aws:sns/topic:Topic", "name", ["a-b_c", "a.fifo", long(256)], ["a.b", "a b", long(257)]),
];
