import { awsLogRetentionDays, check, list, oneOf, optional, record, type Shape, text, whole } from "../../../catalogue";
import { FalcoPriority, upstreamRules } from "../../../catalogue/falco";
import { workloadClusterShape } from "../../aws";
import { parseCidr } from "../../foundations/cidr";
import { inputText } from "../../foundations/input-text";
import { isMap, type Values } from "../../foundations/values";
import { mirrorShape } from "../../releases";

const namespace = text("the name of a namespace", /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
/** What stands in a condition is quoted; a quote or a backslash would have to be escaped twice, and no path needs one. */
const path = text(
  "an absolute path, without a slash at the end, quotes, and the signs of a pattern",
  /^(\/[^\s/"'\\*?[\]]+)+$/,
);
const user = text("a user of the API server; `*` at its end alone", /^[^\s"'\\*?[\]]+\*?$/);

const ipv6 = /^[0-9a-f]{0,4}(:[0-9a-f]{0,4}){2,7}\/(\d{1,2}|1[01]\d|12[0-8])$/;
const network: Shape<string> = check(
  "a network such as 10.0.0.0/16 or fd00::/8",
  (value): value is string => typeof value === "string" && (parseCidr(value) !== undefined || ipv6.test(value)),
);

/** Priorities at which something of ours still reaches the topic: the loudest of our rules are critical. */
const heard = Object.values(FalcoPriority).filter((each) => each !== "emergency" && each !== "alert");

const values = optional(check("a map of chart values", isMap));
const entries = optional(list(check<Values>("a map: an entry of a rules file", isMap)));

const members = {
  regulatedNamespaces: optional(list(namespace)),
  dataMounts: optional(list(record({ namespace, path, readers: optional(list(path)) }))),
  allowedNetworks: optional(list(network)),
  allowedPorts: optional(list(whole(1, 65535))),
  automationUsers: optional(list(user)),
  breakGlassUsers: optional(list(user)),
  rules: optional(record({ syscall: entries, audit: entries })),
  disabledUpstreamRules: optional(list(oneOf(upstreamRules))),
  routes: optional(
    record({
      topic: optional(oneOf(heard)),
      log: optional(oneOf(Object.values(FalcoPriority))),
      webhook: optional(
        record({
          secretName: text("the name of a Secret", /^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$/),
          secretKey: optional(text("a key of a Secret", /^[-._a-zA-Z0-9]+$/)),
          priority: optional(oneOf(Object.values(FalcoPriority))),
        }),
      ),
    }),
  ),
  metricsNamespace: optional(namespace),
  values: optional(record({ falco: values, audit: values, sidekick: values })),
};

/** The shape of the arguments that a cluster passes on. */
export const falcoAddonShape = record(members);

export const falcoShape = record({
  ...members,
  cluster: workloadClusterShape,
  logGroup: record({
    name: text("the name of a log group", /^[-._/#A-Za-z0-9]{1,512}$/),
    keyArn: inputText,
    retentionDays: check("a number of days that CloudWatch accepts", (value): value is number =>
      awsLogRetentionDays.includes(value as number),
    ),
  }),
  topic: optional(record({ arn: inputText, keyArn: optional(inputText) })),
  mirror: optional(mirrorShape),
});
