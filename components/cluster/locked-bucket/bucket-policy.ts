import * as pulumi from "@pulumi/pulumi";
import { type Statement, statement } from "../../aws";

/** Refuses everybody who comes without TLS, or with one older than 1.2. */
export function tlsOnlyStatements(bucketArn: pulumi.Output<string>): Statement[] {
  const everything = {
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [bucketArn, pulumi.interpolate`${bucketArn}/*`],
  } as const;
  return [
    statement({ Sid: "OnlyWithTls", ...everything, Condition: { Bool: { "aws:SecureTransport": "false" } } }),
    statement({ Sid: "OnlyWithTls12", ...everything, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } }),
  ];
}

/**
 * Nobody deletes a version by hand, nor lifts a lock: versions end by the bucket's lifecycle, which no policy reaches. It
 * binds the deployer too, and does not lock them out: the policy itself can be changed, which the audit trail records.
 */
export function keptVersionsStatement(bucketArn: pulumi.Output<string>): Statement {
  return statement({
    Sid: "VersionsEndByLifecycle",
    Effect: "Deny",
    Principal: "*",
    Action: ["s3:DeleteObjectVersion", "s3:BypassGovernanceRetention"],
    Resource: pulumi.interpolate`${bucketArn}/*`,
  });
}
