import type * as pulumi from "@pulumi/pulumi";
import { type Place, viaService } from "../foundations/partition";
import { type Statement, statement } from "./policy-document";

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

/**
 * For a role's own policy: objects of one bucket are encrypted with the key, through S3 and no other way. With Bucket Keys
 * on, as they must be here, S3 names the bucket in the encryption context, and not the object.
 */
export function bucketUserStatements(
  place: Place,
  keyArn: pulumi.Input<string>,
  bucketArn: pulumi.Input<string>,
): Statement[] {
  return [
    statement({
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: keyArn,
      Condition: {
        StringEquals: { "kms:ViaService": viaService(place, "s3"), "kms:EncryptionContext:aws:s3:arn": bucketArn },
      },
    }),
  ];
}

/** For a role's own policy: it publishes to a topic that is encrypted with the key, through SNS and no other way. */
export function topicUserStatements(place: Place, keyArn: pulumi.Input<string>): Statement[] {
  return [
    statement({
      Effect: "Allow",
      Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
      Resource: keyArn,
      Condition: { StringEquals: { "kms:ViaService": viaService(place, "sns") } },
      because: "SNS asks a publisher for this pattern, of the one key of the topic that the policy names",
    }),
  ];
}
