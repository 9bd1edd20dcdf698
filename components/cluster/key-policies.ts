import type * as pulumi from "@pulumi/pulumi";
import { iamArn, logGroupArn, logsPrincipal, type Place, viaService } from "../foundations/partition";
import { statement, type Statement } from "./policy-document";

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

/** CloudWatch Logs encrypts one log group with the key. */
export function logsStatement(place: Place, logGroup: string): Statement {
  return statement({
    Sid: "LogGroup",
    Effect: "Allow",
    Principal: { Service: logsPrincipal(place) },
    Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
    Resource: "*",
    Condition: { ArnEquals: { "kms:EncryptionContext:aws:logs:arn": logGroupArn(place, logGroup) } },
    because:
      "CloudWatch Logs documents these very patterns as what it needs of a key, which is the one that has the policy",
  });
}

/**
 * The service-linked role of Auto Scaling starts nodes, so it must be able to use the key of their volumes; the account
 * statement does not reach it, because its own IAM policy says nothing of keys. KMS refuses a policy that names a role
 * which does not exist yet, as in a new account; a condition may name it. So anybody of this account is meant, if it
 * is that role.
 */
export function autoScalingStatements(place: Place): Statement[] {
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

/** For the control plane's own policy: Secrets are wrapped with the key. */
export function secretsUserStatements(keyArn: pulumi.Input<string>): Statement[] {
  return [
    statement({
      Effect: "Allow",
      Action: ["kms:Encrypt", "kms:Decrypt", "kms:ListGrants", "kms:DescribeKey"],
      Resource: keyArn,
    }),
  ];
}

/** For a role's own policy: volumes are encrypted with the key, through EC2 and no other way. */
export function volumeUserStatements(place: Place, keyArn: pulumi.Input<string>): Statement[] {
  return [
    statement({
      Effect: "Allow",
      Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
      Resource: keyArn,
      Condition: { StringEquals: { "kms:ViaService": viaService(place, "ec2") } },
      because: "EC2 makes data keys with and without their plain text, and re-encrypts both from the key and to it",
    }),
    statement({
      Effect: "Allow",
      Action: ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"],
      Resource: keyArn,
      Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    }),
  ];
}
