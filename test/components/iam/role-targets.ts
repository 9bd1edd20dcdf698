import { addonTargets, repositoryActions } from "./addon-targets";
import { balancingNeighbours, balancingTargets, discovery } from "./balancing-targets";
import { bucketTargets, foreignBuckets, trailFiles } from "./bucket-targets";
import type { Asked, Target } from "./judge";
import { keyActions } from "./key-actions";
import { logTargets } from "./log-targets";
import type { Policy } from "./rights";
import { elsewhere, iamArn, inSecond, keyArn, otherKeyIds, regional, roleArn, type Site, trailArn } from "./sites";
import { topicActions } from "./topic-table";

export interface RecordedTargets {
  keys: Record<string, Target>;
  buckets: Record<string, Target>;
  topic: Target;
  roles: string[];
}

/** What every role is asked for in every situation: every action on every key. */
export function keyTargets(site: Site, { keys }: RecordedTargets): Record<string, Asked> {
  const otherId = "0a1b2c3d-0000-1111-2222-00000000ffff";
  return {
    ...Object.fromEntries(Object.entries(keys).map(([name, target]) => [name, { target, actions: keyActions }])),
    "the key of the archive": others(site, otherKeyIds.archive),
    "the key of payments": others(inSecond(site), otherKeyIds.payments),
    "another key of the account": others(site, otherId),
    "a key of another account that admits everybody": {
      target: here(elsewhere(site), keyArn(elsewhere(site), otherId), keyPolicy("*")),
      actions: keyActions,
    },
  };
}

/** A key of the account that the cluster did not make, and that leaves it to IAM who uses it. */
function others(site: Site, id: string): Asked {
  return { target: here(site, keyArn(site, id), keyPolicy(iamArn(site, "root"))), actions: keyActions };
}

/** What every role is asked for beside keys; no policy of ours makes that depend on the situation. */
export function otherTargets(site: Site, recorded: RecordedTargets): Record<string, Asked> {
  const { buckets, topic } = recorded;
  return {
    ...bucketTargets(buckets),
    ...trailFiles(buckets, site),
    ...foreignBuckets(site),
    ...logTargets(site),
    ...balancingTargets(site),
    ...balancingNeighbours(site),
    ...addonTargets(site, buckets),
    ...repositoryTargets(site),
    ...iamTargets(site, recorded.roles),
    "the topic": { target: topic, actions: topicActions },
    everything: { target: here(site, "*"), actions: accountActions },
    ...Object.fromEntries(
      Object.entries(single).map(([what, [service, resource, ...actions]]) => [
        what,
        { target: here(site, regional(site, service, resource)), actions: actions.map((each) => `${service}:${each}`) },
      ]),
    ),
    "the trail": {
      target: here(site, trailArn(site, "main-audit")),
      actions: ["StopLogging", "DeleteTrail", "UpdateTrail", "PutEventSelectors"].map((name) => `cloudtrail:${name}`),
    },
  };
}

/** What is asked of the account as a whole, or of what IAM knows no narrower resource for. */
const accountActions = [
  ...discovery,
  "ec2:DescribeVolumes",
  "ec2:DisableEbsEncryptionByDefault",
  "ecr:GetAuthorizationToken",
  "ecr:PutRegistryPolicy",
  "ecr:PutRegistryScanningConfiguration",
  "iam:ListRoles",
  "inspector2:Disable",
  "kms:CreateKey",
  "kms:ListKeys",
  "logs:DescribeLogGroups",
  "s3:ListAllMyBuckets",
  "s3:PutAccountPublicAccessBlock",
  "shield:CreateProtection",
  "shield:CreateSubscription",
];

/** Service, resource, and actions. */
const single: Record<string, [string, string, ...string[]]> = {
  "an instance": ["ec2", "instance/i-0123456789abcdef0", "TerminateInstances", "ModifyInstanceAttribute"],
  "the flow log": ["ec2", "vpc-flow-log/fl-0123456789abcdef0", "DeleteFlowLogs"],
  "the way to S3": ["ec2", "vpc-endpoint/vpce-0123456789abcdef0", "DeleteVpcEndpoints", "ModifyVpcEndpoint"],
  "a secret": ["secretsmanager", "secret:other-AbCdEf", "GetSecretValue", "PutSecretValue"],
  "the cluster": ["eks", "cluster/main", "DeleteCluster", "CreateAccessEntry", "UpdateClusterConfig"],
  "a detector": ["guardduty", "detector/0123456789abcdef", "DeleteDetector", "UpdateDetector"],
  "an alarm": ["cloudwatch", "alarm:main-exec", "DeleteAlarms", "DisableAlarmActions"],
  "a rule": ["events", "rule/main-guardduty-finding", "DisableRule", "DeleteRule"],
};

/** A repository of each cache. */
export const cachedRepositories = ["main/ecr-public/nginx", "main/k8s/pause", "main/quay/team/image"];

/** Those of the stack, and what is called much the same as a cache. */
export const ownRepositories = [
  "main/api",
  "main/k8s",
  "main/k8s2/pause",
  "main/docker-hub/nginx",
  "main2/k8s/pause",
  "api",
];

function repositoryTargets(site: Site): Record<string, Asked> {
  return Object.fromEntries(
    [...cachedRepositories, ...ownRepositories].map((name) => [
      `the repository ${name}`,
      { target: here(site, regional(site, "ecr", `repository/${name}`)), actions: repositoryActions },
    ]),
  );
}

const roleActions = ["PassRole", "PutRolePolicy", "AttachRolePolicy", "UpdateAssumeRolePolicy", "DeleteRole"];

function iamTargets(site: Site, roles: string[]): Record<string, Asked> {
  const iam = (resource: string, ...actions: string[]): Asked => ({
    target: here(site, iamArn(site, resource)),
    actions: actions.map((each) => `iam:${each}`),
  });
  return {
    "a user": iam("user/somebody", "CreateUser", "CreateAccessKey", "AttachUserPolicy"),
    "a policy": iam("policy/some", "CreatePolicy", "CreatePolicyVersion"),
    ...Object.fromEntries(
      [...roles, "administrator"].map((name) => [`the role ${name}`, iam(`role/${name}`, ...roleActions)]),
    ),
    "the role administrator in another account": {
      target: here(elsewhere(site), roleArn(elsewhere(site), "administrator"), {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" }],
      }),
      actions: ["sts:AssumeRole"],
    },
  };
}

function here({ account }: Site, arn: string, policy?: Policy): Target {
  return { arn, account, ...(policy === undefined ? {} : { policy }) };
}

function keyPolicy(who: string): Policy {
  return {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS: who }, Action: "kms:*", Resource: "*" }],
  };
}
