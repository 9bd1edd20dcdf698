import type { Caller } from "./judge";
import { cryptography, keyActions } from "./key-actions";
import { roleArn, type Site } from "./rights";

/** May do anything with any key, as far as IAM is asked. */
const everyKey = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "kms:*", Resource: "*" }],
};

const autoScalingRole = "aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";
const grantToService = { "kms:GrantIsForAWSResource": "true" };
const grantToOthers = { "kms:GrantIsForAWSResource": "false" };

interface Row {
  caller: (site: Site) => Caller;
  /** By key; what is not named must be denied. */
  may?: Record<string, string[]>;
}

/** Who may do what with which key. Every caller is asked for every action on every key. */
export const keyTable: Record<string, Row> = {
  "a role that IAM lets use and change keys, so nobody is locked out": {
    caller: (site) => role(site, "administrator", [everyKey]),
    may: { "main-secrets": keyActions, "main-volumes": keyActions, "main-logs": keyActions },
  },
  "a role of the account of which IAM says nothing": {
    caller: (site) => role(site, "bystander", []),
  },
  "a role of another account that may use every key there is": {
    caller: (site) => role({ ...site, account: "999999999999" }, "administrator", [everyKey]),
  },
  "anybody without credentials": {
    caller: () => ({ principal: undefined, policies: [], context: {} }),
  },
  "CloudWatch Logs, for the cluster's log group": {
    caller: (site) => logs(site, site, "/aws/eks/main/cluster"),
    may: { "main-logs": cryptography },
  },
  "CloudWatch Logs, for the log group of another cluster": {
    caller: (site) => logs(site, site, "/aws/eks/main2/cluster"),
  },
  "CloudWatch Logs, for a log group of that name in another account": {
    caller: (site) => logs(site, { ...site, account: "999999999999" }, "/aws/eks/main/cluster"),
  },
  "CloudWatch Logs, for nothing in particular": {
    caller: (site) => ({ ...logs(site, site, ""), context: {} }),
  },
  "CloudWatch Logs of another region": {
    caller: (site) => logs({ ...site, region: "eu-west-3" }, site, "/aws/eks/main/cluster"),
  },
  "another service that names the log group": {
    caller: (site) => ({ ...logs(site, site, "/aws/eks/main/cluster"), principal: "ec2.amazonaws.com" }),
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
    caller: (site) => role({ ...site, account: "999999999999" }, autoScalingRole, [everyKey], grantToService),
  },
};

function role(site: Site, name: string, policies: Caller["policies"], context: Record<string, string> = {}): Caller {
  const principal = roleArn(site, name);
  const known = { "aws:PrincipalArn": principal, "kms:CallerAccount": site.account };
  return { principal, policies, context: { ...known, ...context } };
}

/** CloudWatch Logs of one region, which speaks for a log group of one account. */
function logs(service: Site, owner: Site, group: string): Caller {
  const { partition, region, account } = owner;
  return {
    principal: `logs.${service.region}.${service.dnsSuffix}`,
    policies: [],
    context: {
      "kms:EncryptionContext:aws:logs:arn": `arn:${partition}:logs:${region}:${account}:log-group:${group}`,
    },
  };
}
