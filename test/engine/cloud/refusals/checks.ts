import { isProperties, type Properties, shown } from "../values";
import { unknown } from "../wire";

/** What the provider's own schema refuses of a property, before anything is asked of the service. */
interface Form {
  at: string;
  fits: (value: string) => boolean;
  says: string;
}

const matches = (pattern: RegExp) => (value: string) => pattern.test(value);
const among =
  (...values: number[]) =>
  (value: string) =>
    values.includes(Number(value));
const between = (least: number, most: number) => (value: string) => Number(value) >= least && Number(value) <= most;

/** Days that CloudWatch Logs takes; 0 is for ever. */
const retention = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const ecrPrefix = /^(?:(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*\/?|ROOT)$/;

export const forms: Record<string, Form[]> = {
  "aws:cloudtrail/trail:Trail": [
    {
      at: "name",
      fits: matches(/^(?!.*[._-]{2})(?!\d+(?:\.\d+){3}$)[A-Za-z0-9][A-Za-z0-9._-]+[A-Za-z0-9]$/),
      says: "a trail's name has 3 characters or more, no two of . _ - together, and is no address",
    },
  ],
  "aws:cloudwatch/eventRule:EventRule": [
    {
      at: "name",
      fits: matches(/^[0-9A-Za-z_.-]+$/),
      says: 'only alphanumeric characters, underscores, hyphens and dots allowed in "name"',
    },
  ],
  "aws:cloudwatch/logGroup:LogGroup": [
    { at: "name", fits: matches(/^(?!aws\/)[A-Za-z0-9_/.#-]+$/), says: '"name" isn\'t a valid log group name' },
    {
      at: "retentionInDays",
      fits: among(...retention),
      says: "expected retention_in_days to be one of the days that are offered",
    },
  ],
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": [
    { at: "name", fits: matches(/^[^:*]+$/), says: '"name" contains a colon or an asterisk' },
    {
      at: "pattern",
      fits: (value) => value.length <= 1_024,
      says: "expected length of pattern to be in the range (0 - 1024)",
    },
    {
      at: "metricTransformation.name",
      fits: matches(/^[^:*$]+$/),
      says: '"name" contains a colon, an asterisk or a dollar',
    },
    {
      at: "metricTransformation.namespace",
      fits: matches(/^(?!AWS\/)[^:*$]+$/),
      says: '"namespace" is one of AWS, or contains a colon',
    },
  ],
  "aws:cloudwatch/logStream:LogStream": [
    { at: "name", fits: matches(/^[^:]+$/), says: 'colons not allowed in "name"' },
  ],
  "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": [
    {
      at: "filterPattern",
      fits: (value) => value.length <= 1_024,
      says: "expected length of filter_pattern to be in the range (0 - 1024)",
    },
  ],
  "aws:cloudwatch/metricAlarm:MetricAlarm": [
    {
      at: "alarmDescription",
      fits: (value) => value.length <= 1_024,
      says: "expected length of alarm_description to be in the range (0 - 1024)",
    },
  ],
  "aws:ec2/flowLog:FlowLog": [
    {
      at: "maxAggregationInterval",
      fits: among(60, 600),
      says: "expected max_aggregation_interval to be one of [60 600]",
    },
  ],
  "aws:ec2/securityGroup:SecurityGroup": [
    {
      at: "description",
      fits: (value) => value.length <= 255,
      says: "expected length of description to be in the range (0 - 255)",
    },
  ],
  "aws:ecr/pullThroughCacheRule:PullThroughCacheRule": [
    {
      at: "ecrRepositoryPrefix",
      fits: (value) => value.length >= 2 && ecrPrefix.test(value),
      says: "must be 'ROOT' or only include alphanumeric, underscore, period, hyphen, or slash characters",
    },
  ],
  "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate": [
    {
      at: "prefix",
      fits: matches(/[a-z0-9]/),
      says: "must only include alphanumeric, underscore, period, hyphen, or slash characters",
    },
  ],
  "aws:guardduty/detector:Detector": [
    {
      at: "findingPublishingFrequency",
      fits: matches(/^(?:FIFTEEN_MINUTES|ONE_HOUR|SIX_HOURS)$/),
      says: "expected finding_publishing_frequency to be one of three",
    },
  ],
  "aws:iam/role:Role": [
    { at: "name", fits: matches(/^[\w+=,.@-]*$/), says: "must match [\\w+=,.@-]" },
    {
      at: "description",
      fits: (value) => value.length <= 1_000,
      says: "expected length of description to be in the range (0 - 1000)",
    },
    {
      at: "maxSessionDuration",
      fits: between(3_600, 43_200),
      says: "expected max_session_duration to be in the range (3600 - 43200)",
    },
  ],
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": [
    { at: "name", fits: matches(/^[a-zA-Z0-9_.-]+$/), says: 'invalid value for "name"' },
    {
      at: "extendedS3Configuration.errorOutputPrefix",
      fits: (value) => value.length <= 1_024,
      says: "expected length of error_output_prefix to be in the range (0 - 1024)",
    },
  ],
  "aws:kms/alias:Alias": [
    {
      at: "name",
      fits: matches(/^alias\/(?!aws\/)[a-zA-Z0-9/_-]+$/),
      says: '"name" must begin with "alias/" and be comprised of only [a-zA-Z0-9/_-]',
    },
  ],
  "aws:kms/key:Key": [
    {
      at: "deletionWindowInDays",
      fits: between(7, 30),
      says: "expected deletion_window_in_days to be in the range (7 - 30)",
    },
    {
      at: "rotationPeriodInDays",
      fits: between(90, 2_560),
      says: "expected rotation_period_in_days to be in the range (90 - 2560)",
    },
  ],
  "aws:sns/topic:Topic": [
    { at: "name", fits: matches(/^[a-zA-Z0-9_-]+(?:\.fifo)?$/), says: "invalid name of a topic" },
  ],
};

/** What the schema refuses of some inputs. What is not known yet is taken. */
export function misformed(type: string, inputs: Properties): { property: string; reason: string }[] {
  return (forms[type] ?? []).flatMap(({ at, fits, says }) => {
    const value = at.split(".").reduce<unknown>((each, key) => (isProperties(each) ? each[key] : undefined), inputs);
    if (value === undefined || value === null || value === unknown || isProperties(value)) return [];
    return fits(shown(value)) ? [] : [{ property: at, reason: says }];
  });
}
