import { type Asked, bucketTargets, foreignBuckets, trailFiles } from "./bucket-targets";
import type { Target } from "./judge";
import { keyActions } from "./key-actions";
import type { Policy } from "./rights";
import { elsewhere, iamArn, keyArn, regional, roleArn, type Site, trailArn } from "./sites";
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
    "another key of the account": {
      target: here(site, keyArn(site, otherId), keyPolicy(iamArn(site, "root"))),
      actions: keyActions,
    },
    "a key of another account that admits everybody": {
      target: here(elsewhere(site), keyArn(elsewhere(site), otherId), keyPolicy("*")),
      actions: keyActions,
    },
  };
}

/** What every role is asked for beside keys; no policy of ours makes that depend on the situation. */
export function otherTargets(site: Site, recorded: RecordedTargets): Record<string, Asked> {
  const { buckets, topic } = recorded;
  return {
    ...bucketTargets(buckets),
    ...trailFiles(buckets, site),
    ...foreignBuckets(site),
    ...logTargets(site),
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
  "ec2:DescribeInstances",
  "ec2:DescribeVolumes",
  "ec2:DisableEbsEncryptionByDefault",
  "ecr:PutRegistryPolicy",
  "ecr:PutRegistryScanningConfiguration",
  "iam:ListRoles",
  "inspector2:Disable",
  "kms:CreateKey",
  "kms:ListKeys",
  "logs:DescribeLogGroups",
  "s3:ListAllMyBuckets",
  "s3:PutAccountPublicAccessBlock",
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

const groupActions = [
  "CreateLogGroup",
  "DeleteLogGroup",
  "DescribeLogStreams",
  "PutRetentionPolicy",
  "FilterLogEvents",
];
const streamActions = ["CreateLogStream", "PutLogEvents", "GetLogEvents", "DeleteLogStream"];

/** Log groups and streams by the ARNs that CloudWatch Logs judges: that of a group ends in that of no stream. */
function logTargets(site: Site): Record<string, Asked> {
  const { account, region, second } = site;
  const group = (name: string): Asked => ({
    target: here(site, regional(site, "logs", `log-group:${name}:log-stream:`)),
    actions: groupActions.map((each) => `logs:${each}`),
  });
  const stream = (name: string, its: string, where = site): Asked => ({
    target: here(site, regional(where, "logs", `log-group:${name}:log-stream:${its}`)),
    actions: streamActions.map((each) => `logs:${each}`),
  });
  const flowLogs = "/aws/vpc/main/flow-logs";
  const trail = "/aws/cloudtrail/main";
  return {
    "the log group of the control plane": group("/aws/eks/main/cluster"),
    "its stream of the audit log": stream("/aws/eks/main/cluster", "kube-apiserver-audit-0123"),
    "the log group of the flow logs": group(flowLogs),
    "a stream of the flow logs": stream(flowLogs, "eni-0123456789abcdef0-all"),
    "such a stream in another region": stream(flowLogs, "eni-0123456789abcdef0-all", { ...site, region: second }),
    "the log group of another cluster's flow logs": group("/aws/vpc/main2/flow-logs"),
    "a stream of another cluster's flow logs": stream("/aws/vpc/main2/flow-logs", "eni-0123456789abcdef0-all"),
    "the log group of the audit trail": group(trail),
    "the stream of the audit trail": stream(trail, `${account}_CloudTrail_${region}`),
    "the third stream of the audit trail": stream(trail, `${account}_CloudTrail_${region}_3`),
    "a stream of the audit trail in the name of another region": stream(trail, `${account}_CloudTrail_${second}`),
    "a stream of the audit trail in the name of another account": stream(trail, `999999999999_CloudTrail_${region}`),
    "a stream of another cluster's audit trail": stream("/aws/cloudtrail/main2", `${account}_CloudTrail_${region}`),
  };
}

const repositoryActions = [
  ...[
    "CreateRepository",
    "BatchImportUpstreamImage",
    "TagResource",
    "BatchGetImage",
    "PutImage",
    "InitiateLayerUpload",
  ],
  ...["BatchDeleteImage", "DeleteRepository", "SetRepositoryPolicy", "PutLifecyclePolicy"],
].map((each) => `ecr:${each}`);

/** A repository of each cache, those of the stack, and what is called much the same. */
function repositoryTargets(site: Site): Record<string, Asked> {
  const names = [
    ...["main/ecr-public/nginx", "main/k8s/pause", "main/quay/team/image"],
    ...["main/api", "main/k8s", "main/k8s2/pause", "main/docker-hub/nginx", "main2/k8s/pause", "api"],
  ];
  return Object.fromEntries(
    names.map((name) => [
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
