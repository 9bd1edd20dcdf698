import { cryptography, keyActions } from "./key-actions";
import type { Caller, Target } from "./judge";
import { keyArn, type Policy, roleArn, type RoleRights, type Site } from "./rights";

/** What a role's request may look like to KMS, beside who sends it. */
export const situations: Record<string, (site: Site) => Record<string, string>> = {
  directly: () => ({}),
  "through EC2": ({ region, dnsSuffix }) => ({ "kms:ViaService": `ec2.${region}.${dnsSuffix}` }),
  "through EC2 of another region": ({ dnsSuffix }) => ({ "kms:ViaService": `ec2.eu-west-3.${dnsSuffix}` }),
  "through S3": ({ region, dnsSuffix }) => ({ "kms:ViaService": `s3.${region}.${dnsSuffix}` }),
  "in a grant to a service of AWS": () => ({ "kms:GrantIsForAWSResource": "true" }),
  "in a grant to anybody else": () => ({ "kms:GrantIsForAWSResource": "false" }),
};

/** By situation, and then by target, the actions that are allowed; all else must be denied. */
type Rights = Record<string, Record<string, string[]>>;

function always(rights: Record<string, string[]>): Rights {
  return Object.fromEntries(Object.keys(situations).map((situation) => [situation, rights]));
}

interface Row {
  /** Policies that AWS manages; only their names are held here. */
  attached: string[];
  /** What our own policies allow. */
  may: Rights;
}

export const roleTable: Record<string, Row> = {
  "main-cluster": {
    attached: ["AmazonEKSClusterPolicy"],
    may: always({ "main-secrets": ["kms:Encrypt", "kms:Decrypt", "kms:DescribeKey", "kms:ListGrants"] }),
  },
  "main-nodes": {
    attached: ["AmazonEC2ContainerRegistryPullOnly", "AmazonEKSWorkerNodeMinimalPolicy"],
    may: always({ everything: ["ec2:DescribeInstances"] }),
  },
  "main-cni": { attached: ["AmazonEKS_CNI_Policy"], may: {} },
  "main-ebs-csi": {
    attached: ["service-role/AmazonEBSCSIDriverPolicyV2"],
    may: {
      "through EC2": { "main-volumes": [...cryptography, "kms:DescribeKey"] },
      "in a grant to a service of AWS": { "main-volumes": ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"] },
    },
  },
};

const roleNames = [...Object.keys(roleTable), "administrator"];
const roleActions = ["PassRole", "PutRolePolicy", "AttachRolePolicy", "UpdateAssumeRolePolicy", "DeleteRole"].map(
  (action) => `iam:${action}`,
);

/** What every role is asked for in every situation: every action on every key, and what nobody may do. */
export function targetsOf(
  site: Site,
  keys: Record<string, Target>,
): Record<string, { target: Target; actions: string[] }> {
  const { partition, region, account } = site;
  const here = (arn: string, policy?: Policy): Target => ({
    arn,
    account,
    ...(policy === undefined ? {} : { policy }),
  });
  const elsewhere = { ...site, account: "999999999999" };
  const regional = (service: string, resource: string) =>
    here(`arn:${partition}:${service}:${region}:${account}:${resource}`);
  const otherId = "0a1b2c3d-0000-1111-2222-00000000ffff";
  return {
    ...mapValues(keys, (target) => ({ target, actions: keyActions })),
    "another key of the account": {
      target: here(keyArn(site, otherId), keyPolicy(`arn:${partition}:iam::${account}:root`)),
      actions: keyActions,
    },
    "a key of another account that admits everybody": {
      target: { arn: keyArn(elsewhere, otherId), account: elsewhere.account, policy: keyPolicy("*") },
      actions: keyActions,
    },
    everything: {
      target: here("*"),
      actions: ["ec2:DescribeInstances", "ec2:DescribeVolumes", "kms:CreateKey", "kms:ListKeys", "iam:ListRoles"],
    },
    "an instance": {
      target: regional("ec2", "instance/i-0123456789abcdef0"),
      actions: ["ec2:TerminateInstances", "ec2:ModifyInstanceAttribute"],
    },
    "a bucket of the account": {
      target: here(`arn:${partition}:s3:::another-bucket`),
      actions: ["s3:ListBucket", "s3:DeleteBucket", "s3:PutBucketPolicy"],
    },
    "an object of the account": {
      target: here(`arn:${partition}:s3:::another-bucket/object`),
      actions: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
    },
    "a secret": {
      target: regional("secretsmanager", "secret:other-AbCdEf"),
      actions: ["secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue"],
    },
    "the log group": {
      target: regional("logs", "log-group:/aws/eks/main/cluster"),
      actions: ["logs:DeleteLogGroup", "logs:PutRetentionPolicy"],
    },
    "the cluster": {
      target: regional("eks", "cluster/main"),
      actions: ["eks:DeleteCluster", "eks:CreateAccessEntry", "eks:UpdateClusterConfig"],
    },
    "a user": {
      target: here(`arn:${partition}:iam::${account}:user/somebody`),
      actions: ["iam:CreateUser", "iam:CreateAccessKey", "iam:AttachUserPolicy"],
    },
    "a policy": {
      target: here(`arn:${partition}:iam::${account}:policy/some`),
      actions: ["iam:CreatePolicy", "iam:CreatePolicyVersion"],
    },
    ...Object.fromEntries(
      roleNames.map((name) => [`the role ${name}`, { target: here(roleArn(site, name)), actions: roleActions }]),
    ),
  };
}

export function callerOf(site: Site, name: string, { own }: RoleRights, context: Record<string, string>): Caller {
  const principal = roleArn(site, name);
  const known = { "aws:PrincipalArn": principal, "kms:CallerAccount": site.account };
  return { principal, policies: own, context: { ...known, ...context } };
}

function keyPolicy(who: string): Policy {
  return {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS: who }, Action: "kms:*", Resource: "*" }],
  };
}

function mapValues<A, B>(record: Record<string, A>, f: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, f(value)]));
}
