import { isProperties, type Properties, shown, text, valueAt } from "../values";
import { trusts } from "./policies";
import type { Refusals, Refuse } from "./refusal";

const subscriptionFilter = "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter";

/** How many copies of a log group CloudWatch hands out. */
const mostFilters = 2;

const expression = /!\{/;

const refuseStream: Refuse = (inputs, world) => {
  const encryption = valueAt(inputs, "serverSideEncryption");
  if (isProperties(encryption) && withoutKey(encryption))
    return "InvalidArgumentException: KeyARN is required for the key type CUSTOMER_MANAGED_CMK.";
  const store = valueAt(inputs, "extendedS3Configuration");
  if (!isProperties(store)) return undefined;
  if (!trusts(world, store["roleArn"], "firehose.amazonaws.com"))
    return `InvalidArgumentException: Firehose is unable to assume role ${shown(store["roleArn"])}. Please check the role provided.`;
  return wrongPrefix(store);
};

function withoutKey(encryption: Properties): boolean {
  return encryption["keyType"] === "CUSTOMER_MANAGED_CMK" && text(encryption["keyArn"]) === undefined;
}

/** What is delivered and what failed may not mix once either has a name that is computed. */
function wrongPrefix({ prefix, errorOutputPrefix }: Properties): string | undefined {
  const failed = text(errorOutputPrefix) ?? "";
  if (expression.test(text(prefix) ?? "") && failed === "")
    return "InvalidArgumentException: ErrorOutputPrefix cannot be null or empty when Prefix contains expressions.";
  if (expression.test(failed) && !failed.includes("!{firehose:error-output-type}"))
    return "InvalidArgumentException: ErrorOutputPrefix with expressions must contain !{firehose:error-output-type}.";
  return undefined;
}

const refuseSubscriptionFilter: Refuse = ({ logGroup, name, roleArn }, world) => {
  if (!trusts(world, roleArn, `logs.${world.region}.amazonaws.com`))
    return "InvalidParameterException: Could not deliver test message to specified Firehose stream. Check if the given Firehose stream is in ACTIVE state.";
  const others = world
    .of(subscriptionFilter)
    .filter(({ inputs: its }) => its["logGroup"] === logGroup && its["name"] !== name);
  return others.length >= mostFilters ? "LimitExceededException: Resource limit exceeded." : undefined;
};

/** Copies of logs on their way to a bucket. */
export const delivery: Refusals = {
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": [refuseStream],
  [subscriptionFilter]: [refuseSubscriptionFilter],
};
