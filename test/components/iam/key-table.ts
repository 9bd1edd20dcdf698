import { anybody, everything, role, service, source } from "./callers";
import type { Caller } from "./judge";
import { cryptography, keyActions } from "./key-actions";
import { abroad, elsewhere, keyIds, regional, type Site, trailArn } from "./sites";

/** May do anything with any key, as far as IAM is asked. */
const everyKey = everything("kms:*");

const autoScalingRole = "aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";
const grantToService = { "kms:GrantIsForAWSResource": "true" };
const grantToOthers = { "kms:GrantIsForAWSResource": "false" };

/** What a pattern such as `kms:GenerateDataKey*` means. */
const dataKeys = cryptography.filter((action) => action.startsWith("kms:GenerateDataKey"));
const publishing = ["kms:Decrypt", ...dataKeys];

interface Row {
  caller: (site: Site) => Caller;
  /** By key; what is not named must be denied. */
  may?: Record<string, string[]>;
}

/** Who may do what with which key. Every caller is asked for every action on every key. */
export const keyTable: Record<string, Row> = {
  "a role that IAM lets use and change keys, so nobody is locked out": {
    caller: (site) => role(site, "administrator", everyKey),
    may: Object.fromEntries(Object.keys(keyIds).map((key) => [key, keyActions])),
  },
  "a role of the account of which IAM says nothing": {
    caller: (site) => role(site, "bystander", []),
  },
  "a role of another account that may use every key there is": {
    caller: (site) => role(elsewhere(site), "administrator", everyKey),
  },
  "anybody without credentials": {
    caller: () => anybody,
  },
  "CloudWatch Logs, for the cluster's log group": {
    caller: (site) => logs(site, site, "/aws/eks/main/cluster"),
    may: { "main-logs": cryptography },
  },
  "CloudWatch Logs, for the log group of the flow logs": {
    caller: (site) => logs(site, site, "/aws/vpc/main/flow-logs"),
    may: { "main-logs": cryptography },
  },
  "CloudWatch Logs, for the log group of the audit trail": {
    caller: (site) => logs(site, site, "/aws/cloudtrail/main"),
    may: { "main-logs": cryptography },
  },
  ...Object.fromEntries(
    ["application", "platform", "node", "falco"].map((source) => [
      `CloudWatch Logs, for the log group of ${source}`,
      { caller: (site: Site) => logs(site, site, `/aws/eks/main/${source}`), may: { "main-logs": cryptography } },
    ]),
  ),
  "CloudWatch Logs, for the log group of the archive's failures": {
    caller: (site) => logs(site, site, "/aws/kinesisfirehose/main-log-archive"),
    may: { "main-logs": cryptography },
  },
  "CloudWatch Logs, for a log group that only begins like one of these": {
    caller: (site) => logs(site, site, "/aws/cloudtrail/main2"),
  },
  "CloudWatch Logs, for a log group beside those of the cluster": {
    caller: (site) => logs(site, site, "/aws/eks/main/other"),
  },
  "CloudWatch Logs, for the applications of another cluster": {
    caller: (site) => logs(site, site, "/aws/eks/main2/application"),
  },
  "CloudWatch Logs, for the log group of another cluster": {
    caller: (site) => logs(site, site, "/aws/eks/main2/cluster"),
  },
  "CloudWatch Logs, for a log group of that name in another account": {
    caller: (site) => logs(site, elsewhere(site), "/aws/eks/main/cluster"),
  },
  "CloudWatch Logs, for nothing in particular": {
    caller: (site) => ({ ...logs(site, site, ""), context: {} }),
  },
  "CloudWatch Logs of another region": {
    caller: (site) => logs(abroad(site), site, "/aws/eks/main/cluster"),
  },
  "another service that names the log group": {
    caller: (site) => ({ ...logs(site, site, "/aws/eks/main/cluster"), principal: "ec2.amazonaws.com" }),
  },
  "CloudTrail, when it encrypts files of the cluster's trail": {
    caller: (site) => cloudTrail(site, "main-audit", encryptsTrail(site, "main-audit")),
    may: { "main-logs": ["kms:Decrypt", ...dataKeys, "kms:DescribeKey"] },
  },
  "CloudTrail, when it looks at the key or uses the bucket's, for the cluster's trail": {
    caller: (site) => cloudTrail(site, "main-audit"),
    may: { "main-logs": ["kms:Decrypt", "kms:DescribeKey"] },
  },
  "CloudTrail, for another trail of the account": {
    caller: (site) => cloudTrail(site, "main-audit2", encryptsTrail(site, "main-audit2")),
  },
  "CloudTrail, for a trail of that name in another account": {
    caller: (site) => cloudTrail(elsewhere(site), "main-audit", encryptsTrail(elsewhere(site), "main-audit")),
  },
  "CloudTrail, for a trail of that name in another region": {
    caller: (site) => cloudTrail(abroad(site), "main-audit", encryptsTrail(site, "main-audit")),
  },
  "CloudTrail, for nothing in particular": {
    caller: () => service("cloudtrail.amazonaws.com"),
  },
  "an alarm of the account": {
    caller: (site) => alarm(site, site),
    may: { "main-alerts": publishing },
  },
  "an alarm of another account": {
    caller: (site) => alarm(elsewhere(site), elsewhere(site)),
  },
  "an alarm of another account that claims this one": {
    caller: (site) => alarm(elsewhere(site), site),
  },
  "an alarm of the account that claims another one": {
    caller: (site) => alarm(site, elsewhere(site)),
  },
  "an alarm of another region": {
    caller: (site) => alarm(abroad(site), site),
  },
  "CloudWatch, for nothing in particular": {
    caller: () => service("cloudwatch.amazonaws.com"),
  },
  "EventBridge, which says nothing of its rule": {
    caller: () => service("events.amazonaws.com"),
    may: { "main-alerts": publishing },
  },
  "another service that publishes to topics": {
    caller: (site) => ({ ...alarm(site, site), principal: "backup.amazonaws.com" }),
  },
  "Auto Scaling's own role": {
    caller: (site) => role(site, autoScalingRole, []),
    may: { "main-volumes": [...cryptography, "kms:DescribeKey"] },
  },
  "Auto Scaling's own role, when it hands the key to a service of AWS": {
    caller: (site) => role(site, autoScalingRole, [], grantToService),
    may: { "main-volumes": [...cryptography, "kms:DescribeKey", "kms:CreateGrant"] },
  },
  "Auto Scaling's own role, when it hands the key to anybody else": {
    caller: (site) => role(site, autoScalingRole, [], grantToOthers),
    may: { "main-volumes": [...cryptography, "kms:DescribeKey"] },
  },
  "a role that only looks like Auto Scaling's": {
    caller: (site) => role(site, "AWSServiceRoleForAutoScaling", [], grantToService),
  },
  "Auto Scaling's role of another purpose": {
    caller: (site) => role(site, `${autoScalingRole}_other`, [], grantToService),
  },
  "Auto Scaling's own role in another account": {
    caller: (site) => role(elsewhere(site), autoScalingRole, everyKey, grantToService),
  },
};

/** CloudWatch Logs of one region, which speaks for a log group of one account. */
function logs({ region, dnsSuffix }: Site, owner: Site, group: string): Caller {
  return service(`logs.${region}.${dnsSuffix}`, {
    "kms:EncryptionContext:aws:logs:arn": regional(owner, "logs", `log-group:${group}`),
  });
}

function encryptsTrail(site: Site, trail: string): Record<string, string> {
  return { "kms:EncryptionContext:aws:cloudtrail:arn": trailArn(site, trail) };
}

function cloudTrail(site: Site, trail: string, context: Record<string, string> = {}): Caller {
  return service("cloudtrail.amazonaws.com", { ...source(trailArn(site, trail)), ...context });
}

/** An alarm of one place, which claims to be of the account of another. */
function alarm(site: Site, { account }: Site): Caller {
  return service("cloudwatch.amazonaws.com", source(regional(site, "cloudwatch", "alarm:main-exec"), account));
}
