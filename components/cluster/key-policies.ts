import type * as pulumi from "@pulumi/pulumi";
import { iamArn, logGroupArn, logsPrincipal, type Place, viaService } from "../foundations/partition";
import type { Statement } from "./policy-document";

/** The account rules the key through its IAM policies. Without this statement a key can become nobody's. */
export function accountStatement(place: Place): Statement {
  return {
    Sid: "AccountThroughIam",
    Effect: "Allow",
    Principal: { AWS: iamArn(place, "root") },
    Action: "kms:*",
    Resource: "*",
  };
}

/** CloudWatch Logs encrypts one log group with the key. */
export function logsStatement(place: Place, logGroup: string): Statement {
  return {
    Sid: "LogGroup",
    Effect: "Allow",
    Principal: { Service: logsPrincipal(place) },
    Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
    Resource: "*",
    Condition: { ArnEquals: { "kms:EncryptionContext:aws:logs:arn": logGroupArn(place, logGroup) } },
  };
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
  const allow = { Effect: "Allow", Principal: { AWS: "*" }, Resource: "*" };
  return [
    {
      Sid: "AutoScalingUses",
      ...allow,
      Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
      Condition: onlyThatRole,
    },
    {
      Sid: "AutoScalingGrantsToVolumes",
      ...allow,
      Action: "kms:CreateGrant",
      Condition: { ...onlyThatRole, Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}

/** For a role's own policy: volumes are encrypted with the key, through EC2 and no other way. */
export function volumeUserStatements(place: Place, keyArn: pulumi.Input<string>): Statement[] {
  return [
    {
      Effect: "Allow",
      Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
      Resource: keyArn,
      Condition: { StringEquals: { "kms:ViaService": viaService(place, "ec2") } },
    },
    {
      Effect: "Allow",
      Action: ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"],
      Resource: keyArn,
      Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}
