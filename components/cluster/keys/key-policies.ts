import {
  auditTrailLogGroupName,
  auditTrailName,
  controlPlaneLogGroupName,
  falcoLogGroupName,
  flowLogGroupName,
  logArchiveLogGroupName,
  LogSource,
  workloadLogGroupName,
} from "../../foundations/names";
import { iamArn, logGroupArn, logsPrincipal, type Place, regionalArn, trailsArn } from "../../foundations/partition";
import { type Statement, statement } from "../../aws";
import { KeyPurpose } from "./handle";

/** The account rules the key through its IAM policies. Without this statement a key can become nobody's. */
export function accountStatement(place: Place): Statement {
  return statement({
    Sid: "AccountThroughIam",
    Effect: "Allow",
    Principal: { AWS: iamArn(place, "root") },
    Action: "kms:*",
    Resource: "*",
    because: "it only lets IAM policies decide; KMS refuses a key whose policy leaves nobody to change it",
  });
}

/** CloudWatch Logs encrypts these log groups with the key, and no other. */
function logsStatement(place: Place, ...logGroups: string[]): Statement {
  return statement({
    Sid: "LogGroups",
    Effect: "Allow",
    Principal: { Service: logsPrincipal(place) },
    Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
    Resource: "*",
    Condition: {
      ArnEquals: { "kms:EncryptionContext:aws:logs:arn": logGroups.map((name) => logGroupArn(place, name)) },
    },
    because:
      "CloudWatch Logs documents these very patterns as what it needs of a key, which is the one that has the policy",
  });
}

const cloudTrail = "cloudtrail.amazonaws.com";

/**
 * One trail encrypts its files with the key. It is known by its computed ARN: the trail needs the key first. Its bucket
 * uses Bucket Keys, for which CloudTrail has to decrypt as well.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
 */
function trailStatements(place: Place, trail: string): Statement[] {
  const onlyThatTrail = { "aws:SourceArn": regionalArn(place, "cloudtrail", `trail/${trail}`) };
  return [
    statement({
      Sid: "TrailEncrypts",
      Effect: "Allow",
      Principal: { Service: cloudTrail },
      Action: "kms:GenerateDataKey*",
      Resource: "*",
      Condition: {
        StringEquals: onlyThatTrail,
        StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": trailsArn(place) },
      },
      because: "CloudTrail asks for data keys with and without their plain text, of the key that has this policy",
    }),
    statement({
      Sid: "TrailUsesBucketKey",
      Effect: "Allow",
      Principal: { Service: cloudTrail },
      Action: "kms:Decrypt",
      Resource: "*",
      Condition: { StringEquals: onlyThatTrail },
      because: "S3 opens the bucket's own key again for each of the trail's files; the resource is this very key",
    }),
    statement({
      Sid: "TrailLooksAtKey",
      Effect: "Allow",
      Principal: { Service: cloudTrail },
      Action: "kms:DescribeKey",
      Resource: "*",
      Condition: { StringEquals: onlyThatTrail },
      because: "before a trail begins CloudTrail looks whether the key, this one, is symmetric and enabled",
    }),
  ];
}

/**
 * The service-linked role of Auto Scaling starts nodes, so it must be able to use the key of their volumes; the account
 * statement does not reach it, because its own IAM policy says nothing of keys. KMS refuses a policy that names a role
 * which does not exist yet, as in a new account; a condition may name it. So anybody of this account is meant, if it
 * is that role.
 */
function autoScalingStatements(place: Place): Statement[] {
  const role = iamArn(place, "role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling");
  const onlyThatRole = {
    StringEquals: { "kms:CallerAccount": place.account },
    ArnEquals: { "aws:PrincipalArn": role },
  };
  return [
    statement({
      Sid: "AutoScalingUses",
      Effect: "Allow",
      Principal: { AWS: "*" },
      Resource: "*",
      Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
      Condition: onlyThatRole,
      because: "a principal that may not exist yet cannot be named; the condition admits that role and nobody else",
    }),
    statement({
      Sid: "AutoScalingGrantsToVolumes",
      Effect: "Allow",
      Principal: { AWS: "*" },
      Resource: "*",
      Action: "kms:CreateGrant",
      Condition: { ...onlyThatRole, Bool: { "kms:GrantIsForAWSResource": "true" } },
      because:
        "the role that starts nodes, again by condition, passes the key on to EC2 for their volumes, and to no principal of ours",
    }),
  ];
}

/**
 * Alarms and event rules publish to a topic that is encrypted with the key. A key policy may hold alarms to their account,
 * but not event rules: with such a condition EventBridge drops every message, and nobody hears of it. The topic's own
 * policy holds them. https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
function publisherStatements(place: Place): Statement[] {
  const action = ["kms:GenerateDataKey*", "kms:Decrypt"] as const;
  return [
    statement({
      Sid: "AlarmsPublish",
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: action,
      Resource: "*",
      Condition: {
        StringEquals: { "aws:SourceAccount": place.account },
        ArnLike: { "aws:SourceArn": regionalArn(place, "cloudwatch", "alarm:*") },
      },
      because: "SNS names this pattern for alarms that publish; the policy is that of the topic's one key",
    }),
    statement({
      Sid: "EventRulesPublish",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: action,
      Resource: "*",
      because:
        "EventBridge publishes with the same actions, and no condition on its source works here; the topic's policy has one",
    }),
  ];
}

/** Whom a key's own policy admits beside the account. Our roles are not among them: their own policies name the key. */
const admitted: Record<KeyPurpose, (place: Place, cluster: string) => Statement[]> = {
  // EKS gets a grant from whoever makes the cluster, ECR from whoever makes a repository.
  [KeyPurpose.Secrets]: () => [],
  [KeyPurpose.Registry]: () => [],
  [KeyPurpose.Backups]: () => [],
  [KeyPurpose.Volumes]: (place) => autoScalingStatements(place),
  [KeyPurpose.Logs]: (place, cluster) => [
    logsStatement(
      place,
      controlPlaneLogGroupName(cluster),
      flowLogGroupName(cluster),
      auditTrailLogGroupName(cluster),
      ...Object.values(LogSource).map((source) => workloadLogGroupName(cluster, source)),
      falcoLogGroupName(cluster),
      logArchiveLogGroupName(cluster),
    ),
    ...trailStatements(place, auditTrailName(cluster)),
  ],
  [KeyPurpose.Alerts]: (place) => publisherStatements(place),
};

/** The whole policy of a key, for a cluster of that name. */
export function keyStatements(purpose: KeyPurpose, place: Place, cluster: string): Statement[] {
  return [accountStatement(place), ...admitted[purpose](place, cluster)];
}
