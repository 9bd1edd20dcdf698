import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Place, viaService } from "../../foundations/partition";
import { type ClusterContext, createRole, having, type Statement, statement } from "../../aws";
import { ReplicaDeletions } from "./args";

interface Side {
  bucketArn: pulumi.Output<string>;
  keyArn: pulumi.Output<string>;
}

interface ReplicationSpec {
  from: Side & { bucketName: pulumi.Output<string> };
  to: Side & { region: pulumi.Output<string> };
  deletions: ReplicaDeletions;
  /** What both buckets need before S3 accepts the rule, versioning above all. */
  ready: pulumi.Resource[];
}

/** What S3 calls the one rule, and its metrics. */
export const replicationRule = "whole-bucket";

/** Copies every object of one bucket to another, under the other's key. */
export function createReplication(
  context: ClusterContext,
  { from, to, deletions, ready }: ReplicationSpec,
): pulumi.Resource {
  const { role, grants } = createRole(context, {
    purpose: "backup-replica",
    trust: replicationTrust(context.place, from.bucketArn),
    own: replicationStatements(context.place, from, to, deletions),
  });
  return new aws.s3.BucketReplicationConfig(
    `${context.name}-backup`,
    {
      bucket: from.bucketName,
      role: role.arn,
      rules: [
        {
          id: replicationRule,
          status: "Enabled",
          priority: 1,
          filter: {},
          deleteMarkerReplication: { status: deletions === ReplicaDeletions.Followed ? "Enabled" : "Disabled" },
          // Without this S3 leaves out what a key of KMS encrypts, which is everything, and says nothing.
          sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
          destination: {
            bucket: to.bucketArn,
            encryptionConfiguration: { replicaKmsKeyId: to.keyArn },
            metrics: { status: "Enabled" },
          },
        },
      ],
    },
    having(context, { dependsOn: [...ready, ...grants] }),
  );
}

/** S3 takes the role, for this bucket of this account. */
function replicationTrust({ account }: Place, bucketArn: pulumi.Output<string>): Statement {
  return statement({
    Effect: "Allow",
    Principal: { Service: "s3.amazonaws.com" },
    Action: "sts:AssumeRole",
    Condition: { StringEquals: { "aws:SourceAccount": account }, ArnEquals: { "aws:SourceArn": bucketArn } },
  });
}

/**
 * Reads versions of one bucket and writes copies to another; it reads nothing there, and deletes no version anywhere. What
 * marks a copy deleted, it may do where deletions are followed.
 */
function replicationStatements(
  place: Place,
  from: Side,
  to: ReplicationSpec["to"],
  deletions: ReplicaDeletions,
): Statement[] {
  const objects = (bucketArn: pulumi.Output<string>) => pulumi.interpolate`${bucketArn}/*`;
  const context = "kms:EncryptionContext:aws:s3:arn";
  // The bucket with its Bucket Key, the object where a writer turned that off.
  const either = (bucketArn: pulumi.Output<string>) => [bucketArn, objects(bucketArn)];
  return [
    statement({
      Effect: "Allow",
      Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
      Resource: from.bucketArn,
    }),
    statement({
      Effect: "Allow",
      Action: ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"],
      Resource: objects(from.bucketArn),
      because: "replication is of the whole backup bucket, so the role reads every object of that one bucket",
    }),
    statement({
      Effect: "Allow",
      Action: [
        "s3:ReplicateObject",
        "s3:ReplicateTags",
        ...(deletions === ReplicaDeletions.Followed ? ["s3:ReplicateDelete"] : []),
      ],
      Resource: objects(to.bucketArn),
      because: "copies keep the names of what they copy, so the role writes any object of the one replica",
    }),
    statement({
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: from.keyArn,
      Condition: {
        StringEquals: { "kms:ViaService": viaService(place, "s3") },
        StringLike: { [context]: either(from.bucketArn) },
      },
    }),
    statement({
      Effect: "Allow",
      Action: ["kms:Encrypt", "kms:GenerateDataKey"],
      Resource: to.keyArn,
      Condition: {
        StringEquals: { "kms:ViaService": viaService({ ...place, region: to.region }, "s3") },
        StringLike: { [context]: either(to.bucketArn) },
      },
    }),
  ];
}
