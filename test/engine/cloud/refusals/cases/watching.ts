import { bucket, keyOf, policy, roleOf, root } from "./bases";
import type { Before, Case, Made } from "./case";

const groupType = "aws:cloudwatch/logGroup:LogGroup";
const filterType = "aws:cloudwatch/logMetricFilter:LogMetricFilter";
const ruleType = "aws:cloudwatch/eventRule:EventRule";
const targetType = "aws:cloudwatch/eventTarget:EventTarget";
const trailType = "aws:cloudtrail/trail:Trail";
const topicPolicy = "aws:sns/topicPolicy:TopicPolicy";
const subscription = "aws:sns/topicSubscription:TopicSubscription";

const logsOf = (name: string) => ({
  Effect: "Allow",
  Principal: { Service: "logs.eu-central-1.amazonaws.com" },
  Action: ["kms:Encrypt*", "kms:GenerateDataKey*"],
  Resource: "*",
  Condition: {
    ArnEquals: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:eu-central-1:111122223333:log-group:${name}` },
  },
});

const logKeys: [name: string, statements: unknown[]][] = [
  ["that lets no service in", []],
  ["of another log group", [logsOf("/other")]],
  [
    "that lets the logs of another region in",
    [{ ...logsOf("/l"), Principal: { Service: "logs.eu-west-1.amazonaws.com" } }],
  ],
  ["that lets the logs describe it only", [{ ...logsOf("/l"), Action: "kms:Describe*" }]],
];

const pattern = (value: unknown) => JSON.stringify(value);
const patterns: [name: string, eventPattern: string, says: string][] = [
  ["that is no JSON", "{", "no JSON"],
  ["that is a list", "[]", "no object"],
  ["with a value outside of a list", pattern({ source: "aws.eks" }), '"source" must be an object or an array'],
  ["with nothing to be", pattern({ detail: { state: [] } }), '"state" must be an object or an array'],
  ["of more than its quota", pattern({ source: ["x".repeat(2_048)] }), "longer than 2048"],
];

const topic: Before = { topic: ["aws:sns/topic:Topic", () => ({ name: "t" })] };
const rule: Before = {
  ...topic,
  rule: [ruleType, () => ({ name: "r", eventPattern: pattern({ source: ["aws.eks"] }) })],
};
const target =
  (targetId: string) =>
  ({ topic: it }: Made) => ({ rule: "r", targetId, arn: it!["arn"] });

const endpoints: [protocol: string, endpoint: string, fine: string][] = [
  ["email", "nobody", "a@example.com"],
  ["https", "http://example.com", "https://example.com/x"],
  ["sms", "none", "+27115550100"],
  ["sqs", "queue", "arn:aws:sqs:eu-central-1:111122223333:q"],
  ["lambda", "function", "arn:aws:lambda:eu-central-1:111122223333:function:f"],
];

const trailArn = "arn:aws:cloudtrail:eu-central-1:111122223333:trail/audit";
const cloudTrail = { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" } };
const ofTrail = (arn: string) => ({ StringEquals: { "aws:SourceArn": arn } });
const looks = {
  ...cloudTrail,
  Action: "s3:GetBucketAcl",
  Resource: "arn:aws:s3:::trail",
  Condition: ofTrail(trailArn),
};
const writes = {
  ...cloudTrail,
  Action: "s3:PutObject",
  Resource: "arn:aws:s3:::trail/AWSLogs/111122223333/*",
  Condition: ofTrail(trailArn),
};
const encrypts = { ...cloudTrail, Action: "kms:GenerateDataKey*", Resource: "*", Condition: ofTrail(trailArn) };

const trailStore: Before = {
  bucket: bucket("trail"),
  key: keyOf(encrypts),
  locked: keyOf(),
  log: [groupType, () => ({ name: "/trail" })],
  role: roleOf("trail", "cloudtrail"),
  wrong: roleOf("wrong", "ec2"),
};
const policyType = "aws:s3/bucketPolicy:BucketPolicy";
const letsIn: Before[string] = [policyType, () => ({ bucket: "trail", policy: policy(looks, writes) })];
const trail = ({ key, log, role }: Made) => ({
  name: "audit",
  s3BucketName: "trail",
  kmsKeyId: key!["arn"],
  cloudWatchLogsGroupArn: `${String(log!["arn"])}:*`,
  cloudWatchLogsRoleArn: role!["arn"],
});

const trails: [name: string, wrong: (of: Made) => Record<string, unknown>, says: string][] = [
  [
    "of all regions without global events",
    () => ({ isMultiRegionTrail: true, includeGlobalServiceEvents: false }),
    "must include global service events",
  ],
  [
    "with a log group and not its streams",
    ({ log }) => ({ cloudWatchLogsGroupArn: log!["arn"] }),
    "cannot validate the specified log group",
  ],
  [
    "with a log group that does not exist",
    ({ log }) => ({ cloudWatchLogsGroupArn: `${String(log!["arn"])}-x:*` }),
    "cannot validate the specified log group",
  ],
  [
    "in a role for another service",
    ({ wrong }) => ({ cloudWatchLogsRoleArn: wrong!["arn"] }),
    "Check the trust relationships",
  ],
  [
    "with a key that does not let it in",
    ({ locked }) => ({ kmsKeyId: locked!["arn"] }),
    "InsufficientEncryptionPolicyException",
  ],
];

const buckets: [name: string, document: string | undefined][] = [
  ["without a policy", undefined],
  ["that lets nobody look", policy(writes)],
  ["that lets nobody write", policy(looks)],
  ["that lets another trail in", policy(looks, { ...writes, Condition: ofTrail(`${trailArn}-2`) })],
  ["that lets it write elsewhere", policy(looks, { ...writes, Resource: "arn:aws:s3:::trail/AWSLogs/999999999999/*" })],
];

const counted = (metricTransformation: Record<string, unknown>) => ({
  name: "f",
  logGroupName: "/l",
  pattern: "{ $.a = 1 }",
  metricTransformation: { name: "m", namespace: "n", value: "1", ...metricTransformation },
});
const manyFilters = Object.fromEntries(
  Array.from({ length: 100 }, (_, index): [string, Before[string]] => [
    `f${index}`,
    [filterType, () => ({ ...counted({}), name: `f${index}` })],
  ]),
);

export const watching: Case[] = [
  ...logKeys.map(([name, statements]): Case => ({
    name: `a log group with a key ${name}`,
    before: { key: keyOf(...statements), good: keyOf(logsOf("/l")) },
    type: groupType,
    inputs: ({ key }) => ({ name: "/l", kmsKeyId: key!["arn"] }),
    says: "is not allowed to be used with Arn",
    but: ({ good }) => ({ kmsKeyId: good!["arn"] }),
  })),
  {
    name: "a log group with a key of another region",
    before: {
      far: ["aws:kms/key:Key", () => ({ policy: policy(root, logsOf("/l")), region: "eu-west-1" })],
      key: keyOf(logsOf("/l")),
    },
    type: groupType,
    inputs: ({ far }) => ({ name: "/l", kmsKeyId: far!["arn"] }),
    says: "is not in eu-central-1",
    but: ({ key }) => ({ kmsKeyId: key!["arn"] }),
  },
  {
    name: "a metric with a default and dimensions",
    before: { log: [groupType, () => ({ name: "/l" })] },
    type: filterType,
    inputs: () => counted({ defaultValue: "0", dimensions: { a: "$.a" } }),
    says: "dimensions are not allowed",
    but: () => counted({ defaultValue: "0" }),
  },
  {
    name: "a hundred and first filter of a log group",
    before: {
      log: [groupType, () => ({ name: "/l" })],
      other: [groupType, () => ({ name: "/other" })],
      ...manyFilters,
    },
    type: filterType,
    inputs: () => counted({}),
    says: "100 metric filters",
    but: () => ({ logGroupName: "/other" }),
  },
  ...patterns.map(([name, eventPattern, says]): Case => ({
    name: `an event pattern ${name}`,
    type: ruleType,
    inputs: () => ({ name: "r", eventPattern }),
    says,
    but: () => ({ eventPattern: pattern({ source: ["aws.eks"] }) }),
  })),
  {
    name: "a long description of an event rule",
    type: ruleType,
    inputs: () => ({ name: "r", eventPattern: pattern({ source: ["a"] }), description: "x".repeat(513) }),
    says: "less than or equal to 512",
    but: () => ({ description: "x".repeat(512) }),
  },
  {
    name: "a sixth target of a rule",
    before: {
      ...rule,
      ...Object.fromEntries(
        ["t1", "t2", "t3", "t4", "t5"].map((id): [string, Before[string]] => [id, [targetType, target(id)]]),
      ),
    },
    type: targetType,
    inputs: target("t6"),
    says: "exceeds the maximum number allowed",
    but: target("t5"),
  },
  {
    name: "a message with a word that is not filled in",
    before: rule,
    type: targetType,
    inputs: (of) => ({
      ...target("1")(of),
      inputTransformer: { inputPaths: { a: "$.a" }, inputTemplate: '"<a> <b>"' },
    }),
    says: "invalid placeholder b",
    but: () => ({ inputTransformer: { inputPaths: { a: "$.a" }, inputTemplate: '"<a> <aws.events.rule-arn>"' } }),
  },
  {
    name: "a topic's policy that is no JSON",
    before: topic,
    type: topicPolicy,
    inputs: ({ topic: it }) => ({ arn: it!["arn"], policy: "{" }),
    says: "Policy Error",
    but: () => ({ policy: policy({ Effect: "Allow", Principal: "*", Action: "sns:Publish", Resource: "*" }) }),
  },
  ...endpoints.map(([protocol, endpoint, fine]): Case => ({
    name: `a subscription by ${protocol} of nobody`,
    before: topic,
    type: subscription,
    inputs: ({ topic: it }) => ({ topic: it!["arn"], protocol, endpoint }),
    says: "InvalidParameter: Invalid parameter: Endpoint",
    but: () => ({ endpoint: fine }),
  })),
  ...trails.map(([name, wrong, says]): Case => ({
    name: `a trail ${name}`,
    before: { ...trailStore, letsIn },
    type: trailType,
    inputs: (of) => ({ ...trail(of), ...wrong(of) }),
    says,
    but: (of) => ({ ...trail(of), includeGlobalServiceEvents: true }),
  })),
  ...buckets.map(([name, document]): Case => ({
    name: `a trail into a bucket ${name}`,
    before: {
      ...trailStore,
      ...(document !== undefined && { first: [policyType, () => ({ bucket: "trail", policy: document })] }),
    },
    type: trailType,
    inputs: trail,
    says: "InsufficientS3BucketPolicyException",
    after: { letsIn },
  })),
  {
    name: "a second detector in a region",
    before: { first: ["aws:guardduty/detector:Detector", () => ({ enable: true })] },
    type: "aws:guardduty/detector:Detector",
    inputs: () => ({ enable: true }),
    says: "a detector already exists for the current account",
    but: () => ({ region: "eu-west-1" }),
  },
];
