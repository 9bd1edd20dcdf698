import { type Change, inherited, losing, rare, row } from "./row";

/** Logs of containers and nodes. */
export const fluentBit: Change[] = [
  row("rampart:fluentBit", inherited, "another way of logs: what is recorded is protected", [], {
    ...rare,
    keys: ["rampart:fluentBit.mode"],
    refused: losing("prod-logs-[\\w-]+"),
  }),
  row("rampart:fluentBit.nodeLogs", false, "no journals of nodes: what is recorded is protected", [], {
    ...rare,
    refused: losing("prod-logs-node"),
  }),
  row("rampart:fluentBit.bufferMebibytes", 2048, "less disk for logs that wait", [
    "update Release prod-logs-fluent-bit: values",
  ]),
  row(
    "rampart:fluentBit.archive",
    {
      bucketName: "company-log-archive",
      keyArn: "arn:aws:kms:eu-central-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ac",
    },
    "a copy of every log in a bucket",
    [
      "create FirehoseDeliveryStream prod-logs-archive",
      "create LogSubscriptionFilter prod-logs-{application-archive,node-archive,platform-archive}",
      "create {LogGroup,LogStream} prod-logs-archive-failures",
      "create {Role,RolePolicy} prod-logs-archive-{delivery,subscription}",
    ],
    { keys: ["rampart:fluentBit.archive.bucketName", "rampart:fluentBit.archive.keyArn"] },
  ),
  row("rampart:fluentBit.values", { logLevel: "warn" }, "a value of Fluent Bit's chart", [
    "update Release prod-logs-fluent-bit: values",
  ]),
];
