import { keyOf, roleOf } from "./bases";
import type { Before, Case, Made } from "./case";

const groupType = "aws:cloudwatch/logGroup:LogGroup";
const streamType = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream";
const filterType = "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter";

const roles: Before = {
  key: keyOf(),
  delivery: roleOf("delivery", "firehose"),
  subscription: roleOf("subscription", "logs.eu-central-1"),
};
const stream = ({ delivery }: Made, more: Record<string, unknown> = {}) => ({
  name: "archive",
  destination: "extended_s3",
  extendedS3Configuration: { roleArn: delivery!["arn"], bucketArn: "arn:aws:s3:::archive", ...more },
});
const filter =
  (name: string) =>
  ({ subscription, stream: it }: Made) => ({
    name,
    logGroup: "/l",
    filterPattern: "",
    destinationArn: it!["arn"],
    roleArn: subscription!["arn"],
  });

const copied: Before = {
  ...roles,
  log: [groupType, () => ({ name: "/l" })],
  other: [groupType, () => ({ name: "/other" })],
  stream: [streamType, stream],
};

const failed = "failed/!{firehose:error-output-type}/";
const prefixes: [name: string, wrong: Record<string, unknown>, says: string][] = [
  ["whose failures have no place of their own", { prefix: "!{timestamp:yyyy}/" }, "cannot be null or empty"],
  [
    "whose failures lie mixed",
    { prefix: "logs/", errorOutputPrefix: "failed/!{timestamp:yyyy}/" },
    "must contain !{firehose:error-output-type}",
  ],
];

export const delivery: Case[] = [
  {
    name: "a stream in a role for another service",
    before: roles,
    type: streamType,
    inputs: (of) => stream(of, { roleArn: of["subscription"]!["arn"] }),
    says: "Firehose is unable to assume role",
    but: stream,
  },
  {
    name: "a stream with a key of yours that it does not name",
    before: roles,
    type: streamType,
    inputs: (of) => ({ ...stream(of), serverSideEncryption: { enabled: true, keyType: "CUSTOMER_MANAGED_CMK" } }),
    says: "KeyARN is required",
    but: ({ key }) => ({
      serverSideEncryption: { enabled: true, keyType: "CUSTOMER_MANAGED_CMK", keyArn: key!["arn"] },
    }),
  },
  ...prefixes.map(([name, wrong, says]): Case => ({
    name: `a stream ${name}`,
    before: roles,
    type: streamType,
    inputs: (of) => stream(of, wrong),
    says,
    but: (of) => stream(of, { ...wrong, errorOutputPrefix: failed }),
  })),
  {
    name: "a copy of logs in a role for another service",
    before: copied,
    type: filterType,
    inputs: (of) => ({ ...filter("archive")(of), roleArn: of["delivery"]!["arn"] }),
    says: "Could not deliver test message",
    but: filter("archive"),
  },
  {
    name: "a copy of logs to a stream that does not exist",
    before: copied,
    type: filterType,
    inputs: (of) => ({
      ...filter("archive")(of),
      destinationArn: "arn:aws:firehose:eu-central-1:111122223333:deliverystream/gone",
    }),
    says: "Could not deliver test message",
    but: filter("archive"),
  },
  {
    name: "a third copy of a log group",
    before: { ...copied, one: [filterType, filter("one")], two: [filterType, filter("two")] },
    type: filterType,
    inputs: filter("three"),
    says: "LimitExceededException",
    but: () => ({ logGroup: "/other" }),
  },
];
