import type { Asked } from "./judge";
import { inSecond, regional, type Site } from "./sites";

const groupActions = [
  "CreateLogGroup",
  "DeleteLogGroup",
  "DescribeLogStreams",
  "PutRetentionPolicy",
  "PutSubscriptionFilter",
  "FilterLogEvents",
];
const streamActions = ["CreateLogStream", "PutLogEvents", "GetLogEvents", "DeleteLogStream"];

/** Log groups and streams by the ARNs that CloudWatch Logs judges: that of a group ends in that of no stream. */
export function logTargets(site: Site): Record<string, Asked> {
  const { account, region, second } = site;
  const flowLogs = "/aws/vpc/main/flow-logs";
  const trail = "/aws/cloudtrail/main";
  return {
    "the log group of the control plane": group(site, "/aws/eks/main/cluster"),
    "its stream of the audit log": stream(site, "/aws/eks/main/cluster", "kube-apiserver-audit-0123"),
    "a log group that only begins like the control plane's": group(site, "/aws/eks/main/cluster2"),
    "a stream of a group that only begins like the control plane's": stream(site, "/aws/eks/main/cluster2", "one"),
    "the log group of another cluster's control plane": group(site, "/aws/eks/main2/cluster"),
    "its stream of another cluster's audit log": stream(site, "/aws/eks/main2/cluster", "kube-apiserver-audit-0123"),
    "the log group of the flow logs": group(site, flowLogs),
    "a stream of the flow logs": stream(site, flowLogs, "eni-0123456789abcdef0-all"),
    "such a stream in another region": stream(inSecond(site), flowLogs, "eni-0123456789abcdef0-all"),
    "the log group of another cluster's flow logs": group(site, "/aws/vpc/main2/flow-logs"),
    "a stream of another cluster's flow logs": stream(site, "/aws/vpc/main2/flow-logs", "eni-0123456789abcdef0-all"),
    "the log group of the audit trail": group(site, trail),
    "the stream of the audit trail": stream(site, trail, `${account}_CloudTrail_${region}`),
    "the third stream of the audit trail": stream(site, trail, `${account}_CloudTrail_${region}_3`),
    "a stream of the audit trail in the name of another region": stream(site, trail, `${account}_CloudTrail_${second}`),
    "a stream of the audit trail in the name of another account": stream(
      site,
      trail,
      `999999999999_CloudTrail_${region}`,
    ),
    "a stream of another cluster's audit trail": stream(
      site,
      "/aws/cloudtrail/main2",
      `${account}_CloudTrail_${region}`,
    ),
    ...workloadLogTargets(site),
    ...archiveLogTargets(site),
  };
}

/** Where Fluent Bit and Falco write, and where they would for another cluster. */
function workloadLogTargets(site: Site): Record<string, Asked> {
  const sources = ["application", "platform", "node", "falco"];
  return Object.fromEntries(
    sources.flatMap((source) => [
      [`the log group of ${source}`, group(site, `/aws/eks/main/${source}`)],
      [`a stream of ${source}`, stream(site, `/aws/eks/main/${source}`, "one.two")],
      [`a stream of ${source} in another region`, stream(inSecond(site), `/aws/eks/main/${source}`, "one.two")],
      [`a stream of another cluster's ${source}`, stream(site, `/aws/eks/main2/${source}`, "one.two")],
      [`a stream of a group that only begins like ${source}`, stream(site, `/aws/eks/main/${source}2`, "one.two")],
    ]),
  );
}

/** Where Firehose says what it could not deliver. */
function archiveLogTargets(site: Site): Record<string, Asked> {
  const failures = "/aws/kinesisfirehose/main-log-archive";
  return {
    "the log group of the archive's failures": group(site, failures),
    "the stream of the archive's failures": stream(site, failures, "S3Delivery"),
    "another stream of the archive's failures": stream(site, failures, "S3Delivery2"),
    "the stream of another cluster's failures": stream(site, "/aws/kinesisfirehose/main2-log-archive", "S3Delivery"),
  };
}

function group(site: Site, name: string): Asked {
  return asked(site, `log-group:${name}:log-stream:`, groupActions);
}

function stream(site: Site, name: string, its: string): Asked {
  return asked(site, `log-group:${name}:log-stream:${its}`, streamActions);
}

function asked(site: Site, resource: string, actions: string[]): Asked {
  const target = { arn: regional(site, "logs", resource), account: site.account };
  return { target, actions: actions.map((each) => `logs:${each}`) };
}
