import { account } from "../account";
import { isProperties, type Properties, shown, text, valueAt } from "../values";
import { lets, statementsOf, trusts } from "./policies";
import { arnOf, type Refusals, type Refuse, type World } from "./refusal";

const keyType = "aws:kms/key:Key";
const logGroupType = "aws:cloudwatch/logGroup:LogGroup";
const targetType = "aws:cloudwatch/eventTarget:EventTarget";

/** Whether a key's own policy lets a service use it; one that has none is ruled by IAM, and lets no service in. */
function keyLets(
  world: World,
  key: unknown,
  service: string,
  action: string,
  context: Record<string, string>,
): boolean {
  const stored = world.find(keyType, key);
  // Written into the cloud by a test, and somebody else's.
  if (stored === undefined || stored.urn === "") return true;
  const statements = statementsOf(stored.inputs["policy"]);
  return typeof statements !== "string" && lets(statements, { service, action, context });
}

const refuseLogKey: Refuse = ({ kmsKeyId, name }, world) => {
  if (text(kmsKeyId) === undefined) return undefined;
  const arn = arnOf(world.region, "logs", `log-group:${shown(name)}`);
  const context = { "kms:EncryptionContext:aws:logs:arn": arn };
  return keyLets(world, kmsKeyId, `logs.${world.region}.amazonaws.com`, "kms:GenerateDataKey", context)
    ? undefined
    : `AccessDeniedException: The specified KMS key does not exist or is not allowed to be used with Arn '${arn}'`;
};

const refuseFilter: Refuse = (inputs, world) => {
  const { logGroupName, name } = inputs;
  if (
    valueAt(inputs, "metricTransformation.defaultValue") !== undefined &&
    valueAt(inputs, "metricTransformation.dimensions") !== undefined
  )
    return "InvalidParameterException: Invalid metric transformation: dimensions are not allowed beside a default value.";
  const others = world
    .of("aws:cloudwatch/logMetricFilter:LogMetricFilter")
    .filter(({ inputs: its }) => its["logGroupName"] === logGroupName && its["name"] !== name);
  return others.length >= 100
    ? "LimitExceededException: Resource limit exceeded: 100 metric filters of a log group"
    : undefined;
};

const refuseEventPattern: Refuse = ({ eventPattern, description }) => {
  if (text(description) !== undefined && shown(description).length > 512)
    return "ValidationException: Member must have length less than or equal to 512: description";
  if (eventPattern === undefined) return undefined;
  const wrong = patternFault(eventPattern);
  return wrong === undefined ? undefined : `InvalidEventPatternException: Event pattern is not valid. Reason: ${wrong}`;
};

function patternFault(pattern: unknown): string | undefined {
  if (shown(pattern).length > 2_048) return "longer than 2048";
  try {
    const parsed: unknown = JSON.parse(shown(pattern));
    return isProperties(parsed) ? leafFault(parsed) : "no object";
  } catch {
    return "no JSON";
  }
}

/** Every value of a pattern is a list of what it may be. */
function leafFault(part: Properties): string | undefined {
  for (const [name, value] of Object.entries(part)) {
    if (isProperties(value)) {
      const below = leafFault(value);
      if (below !== undefined) return below;
    } else if (!Array.isArray(value) || value.length === 0) return `"${name}" must be an object or an array`;
  }
  return undefined;
}

const refuseTarget: Refuse = (inputs, world) => {
  const others = world
    .of(targetType)
    .filter(({ inputs: its }) => its["rule"] === inputs["rule"] && its["targetId"] !== inputs["targetId"]);
  if (others.length >= 5) return "LimitExceededException: The requested resource exceeds the maximum number allowed.";
  const template = text(valueAt(inputs, "inputTransformer.inputTemplate")) ?? "";
  const paths = valueAt(inputs, "inputTransformer.inputPaths");
  const known = new Set([
    "aws.events.rule-arn",
    "aws.events.rule-name",
    "aws.events.event.ingestion-time",
    "aws.events.event",
    "aws.events.event.json",
  ]);
  const strange = [...template.matchAll(/<([^<>]+)>/g)]
    .map(([, name = ""]) => name)
    .find((name) => !known.has(name) && !(isProperties(paths) && name in paths));
  return strange === undefined
    ? undefined
    : `ValidationException: InputTemplate for target ${shown(inputs["targetId"])} contains invalid placeholder ${strange}.`;
};

const refuseTopicPolicy: Refuse = ({ policy }) => {
  const statements = statementsOf(policy);
  return typeof statements === "string"
    ? `InvalidParameter: Invalid parameter: Policy Error: ${statements}`
    : undefined;
};

/** What an endpoint looks like, by protocol. */
const endpointForms: Record<string, RegExp> = {
  email: /^[^@\s]+@[^@\s]+\.[^@\s]+$/,
  https: /^https:\/\/[^\s]+$/,
  lambda: /^arn:[^:]+:lambda:[^:]+:\d{12}:function:.+$/,
  sms: /^\+?\d{5,15}$/,
  sqs: /^arn:[^:]+:sqs:[^:]+:\d{12}:.+$/,
};

/** The endpoint itself is not said: it may be a secret. */
const refuseSubscription: Refuse = ({ protocol, endpoint }) =>
  endpointForms[shown(protocol)]?.test(shown(endpoint)) === true
    ? undefined
    : `InvalidParameter: Invalid parameter: Endpoint of the protocol ${shown(protocol)}`;

const refuseTrail: Refuse = (inputs, world) => {
  const { name, isMultiRegionTrail, includeGlobalServiceEvents, cloudWatchLogsGroupArn, cloudWatchLogsRoleArn } =
    inputs;
  if (isMultiRegionTrail === true && includeGlobalServiceEvents === false)
    return "InvalidParameterCombinationException: Multi-Region trail must include global service events.";
  if (text(cloudWatchLogsGroupArn) === undefined) return undefined;
  const group = shown(cloudWatchLogsGroupArn);
  if (!group.endsWith(":*") || world.find(logGroupType, group.slice(0, -2)) === undefined)
    return "InvalidCloudWatchLogsLogGroupArnException: CloudTrail cannot validate the specified log group ARN.";
  return trusts(world, cloudWatchLogsRoleArn, "cloudtrail.amazonaws.com")
    ? undefined
    : `InvalidCloudWatchLogsRoleArnException: Access denied. Check the trust relationships for your role: ${shown(name)}`;
};

/** A trail is refused until its bucket and its key let CloudTrail in. */
const refuseTrailStore: Refuse = (inputs, world) => {
  const { name, s3BucketName, s3KeyPrefix, kmsKeyId } = inputs;
  const context = {
    "aws:SourceArn": arnOf(world.region, "cloudtrail", `trail/${shown(name)}`),
    "aws:SourceAccount": account.id,
  };
  const bucket = world.find("aws:s3/bucket:Bucket", s3BucketName);
  const policy = world.of("aws:s3/bucketPolicy:BucketPolicy").find(({ inputs: its }) => its["bucket"] === s3BucketName);
  const statements = statementsOf(policy?.inputs["policy"]);
  const call = {
    service: "cloudtrail.amazonaws.com",
    context: { ...context, "s3:x-amz-acl": "bucket-owner-full-control" },
  };
  const arn = shown(bucket?.outputs["arn"]);
  const file = `${arn}/${text(s3KeyPrefix) === undefined ? "" : `${shown(s3KeyPrefix)}/`}AWSLogs/${account.id}/CloudTrail/x`;
  const fine =
    typeof statements !== "string" &&
    lets(statements, { ...call, action: "s3:GetBucketAcl", resource: arn }) &&
    lets(statements, { ...call, action: "s3:PutObject", resource: file });
  if (!fine)
    return `InsufficientS3BucketPolicyException: Incorrect S3 bucket policy is detected for bucket: ${shown(s3BucketName)}`;
  if (text(kmsKeyId) === undefined) return undefined;
  const encryption = { ...context, "kms:EncryptionContext:aws:cloudtrail:arn": context["aws:SourceArn"] };
  return keyLets(world, kmsKeyId, "cloudtrail.amazonaws.com", "kms:GenerateDataKey", encryption)
    ? undefined
    : `InsufficientEncryptionPolicyException: Insufficient permissions to access S3 bucket ${shown(s3BucketName)} or KMS key ${shown(kmsKeyId)}.`;
};

export const watching: Refusals = {
  "aws:cloudtrail/trail:Trail": [refuseTrail, refuseTrailStore],
  "aws:cloudwatch/eventRule:EventRule": [refuseEventPattern],
  [targetType]: [refuseTarget],
  [logGroupType]: [refuseLogKey],
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": [refuseFilter],
  "aws:sns/topicPolicy:TopicPolicy": [refuseTopicPolicy],
  "aws:sns/topicSubscription:TopicSubscription": [refuseSubscription],
};
