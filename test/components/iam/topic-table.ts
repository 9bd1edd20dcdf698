import { anybody, everything, knowing, role, service, source } from "./callers";
import type { Caller } from "./judge";
import { abroad, elsewhere, regional, type Site } from "./sites";

/** What is asked of the topic. */
export const topicActions = [
  "Publish",
  "Subscribe",
  "GetTopicAttributes",
  "SetTopicAttributes",
  "AddPermission",
  "DeleteTopic",
].map((name) => `sns:${name}`);

interface Row {
  caller: (site: Site) => Caller;
  /** What is not named must be denied. */
  may?: string[];
}

const publish = ["sns:Publish"];
const plain = { "aws:SecureTransport": "false" };

/** Who may do what with the topic of alerts. */
export const topicTable: Record<string, Row> = {
  "an alarm of the cluster": { caller: (site) => alarm(site), may: publish },
  "an alarm of the restore drill": { caller: (site) => alarm(site, "main-velero-restore-drill-failed"), may: publish },
  "an alarm of the cluster, without TLS": { caller: (site) => knowing(alarm(site), plain) },
  "an alarm of another cluster": { caller: (site) => alarm(site, "other-exec") },
  "an alarm of a cluster whose name only begins like it": { caller: (site) => alarm(site, "main2-exec") },
  // No name of an alarm is known beforehand, only how it begins: so does that of this one.
  "an alarm of a cluster of the account whose name goes on with a dash": {
    caller: (site) => alarm(site, "main-two-exec"),
    may: publish,
  },
  "an alarm of that name in another region": { caller: (site) => alarm(abroad(site)) },
  "an alarm of that name in another account": { caller: (site) => alarm(elsewhere(site)) },
  "an alarm of another account that claims this one": {
    caller: (site) => knowing(alarm(elsewhere(site)), { "aws:SourceAccount": site.account }),
  },
  "an alarm of the cluster that claims another account": {
    caller: (site) => knowing(alarm(site), { "aws:SourceAccount": elsewhere(site).account }),
  },
  "CloudWatch, for nothing in particular": { caller: () => service("cloudwatch.amazonaws.com") },
  "a rule of the cluster": { caller: (site) => rule(site), may: publish },
  "a rule of the cluster, without TLS": { caller: (site) => knowing(rule(site), plain) },
  "a rule of another cluster": { caller: (site) => rule(site, "other-key-deletion") },
  "a rule of a cluster whose name only begins like it": { caller: (site) => rule(site, "main2-key-deletion") },
  "a rule of that name on another bus": { caller: (site) => rule(site, "partner/main-key-deletion") },
  "a rule of that name in another region": { caller: (site) => rule(abroad(site)) },
  "a rule of that name in another account": { caller: (site) => rule(elsewhere(site)) },
  "EventBridge, for nothing in particular": { caller: () => service("events.amazonaws.com") },
  "EventBridge, in the name of an alarm": {
    caller: (site) => ({ ...alarm(site), principal: "events.amazonaws.com" }),
  },
  "another service, in the name of an alarm": {
    caller: (site) => ({ ...alarm(site), principal: "backup.amazonaws.com" }),
  },
  "another service, in the name of a rule": { caller: (site) => ({ ...rule(site), principal: "s3.amazonaws.com" }) },
  "a role that IAM lets do everything with topics": {
    caller: (site) => role(site, "deployer", everything("sns:*")),
    may: topicActions,
  },
  "a role that IAM lets do everything with topics, without TLS": {
    caller: (site) => role(site, "deployer", everything("sns:*"), plain),
    may: topicActions.filter((action) => action !== "sns:Publish"),
  },
  "a role of the account of which IAM says nothing": { caller: (site) => role(site, "bystander", []) },
  "a role of another account that may do everything with topics": {
    caller: (site) => role(elsewhere(site), "deployer", everything("sns:*")),
  },
  "anybody without credentials": { caller: () => anybody },
};

function alarm(site: Site, name = "main-exec"): Caller {
  return service("cloudwatch.amazonaws.com", source(regional(site, "cloudwatch", `alarm:${name}`), site.account));
}

function rule(site: Site, name = "main-key-deletion"): Caller {
  return service("events.amazonaws.com", source(regional(site, "events", `rule/${name}`)));
}
