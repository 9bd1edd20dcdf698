import * as pulumi from "@pulumi/pulumi";
import { type Statement, statement } from "../../aws";

/**
 * Whoever writes may leave the encryption to the bucket, or name its key, and no other. Without `Null` a writer who says
 * nothing would be refused as well: what is absent equals nothing. (ENC-05)
 */
export function ownKeyStatements(bucketArn: pulumi.Output<string>, keyArn: pulumi.Output<string>): Statement[] {
  const write = {
    Effect: "Deny",
    Principal: "*",
    Action: "s3:PutObject",
    Resource: pulumi.interpolate`${bucketArn}/*`,
  } as const;
  const refusing = (header: string, other: pulumi.Input<string>) => ({
    Null: { [header]: "false" },
    StringNotEquals: { [header]: other },
  });
  return [
    statement({ Sid: "OnlyWithKms", ...write, Condition: refusing("s3:x-amz-server-side-encryption", "aws:kms") }),
    statement({
      Sid: "OnlyWithItsKey",
      ...write,
      Condition: refusing("s3:x-amz-server-side-encryption-aws-kms-key-id", keyArn),
    }),
  ];
}
