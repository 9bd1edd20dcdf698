import * as pulumi from "@pulumi/pulumi";
import { bucketUserStatements, statement, type Statement } from "../../aws";
import { logsPrincipal, type Place, regionalArn } from "../../foundations/partition";

/** Folders of the bucket that the archive of one cluster writes to. */
export function folders(cluster: string): { delivered: string; failed: string } {
  return { delivered: `container-logs/${cluster}/`, failed: `container-logs-failed/${cluster}/` };
}

/** CloudWatch Logs takes the role for log groups of this account and region. */
export function subscriptionTrust(place: Place): Statement {
  return statement({
    Effect: "Allow",
    Principal: { Service: logsPrincipal(place) },
    Action: "sts:AssumeRole",
    // The pattern that CloudWatch documents; it says neither which group nor which filter it comes from.
    Condition: { StringLike: { "aws:SourceArn": regionalArn(place, "logs", "*") } },
  });
}

export function subscriptionStatements(streamArn: pulumi.Output<string>): Statement[] {
  return [
    statement({ Effect: "Allow", Action: ["firehose:PutRecord", "firehose:PutRecordBatch"], Resource: streamArn }),
  ];
}

/** Firehose takes the role for this one stream. */
export function deliveryTrust(place: Place, streamArn: pulumi.Output<string>): Statement {
  return statement({
    Effect: "Allow",
    Principal: { Service: "firehose.amazonaws.com" },
    Action: "sts:AssumeRole",
    Condition: { StringEquals: { "aws:SourceAccount": place.account }, ArnEquals: { "aws:SourceArn": streamArn } },
  });
}

interface Delivery {
  cluster: string;
  bucketArn: pulumi.Output<string>;
  keyArn: pulumi.Input<string>;
  /** ARN of the log stream for failures. */
  failures: pulumi.Output<string>;
}

/** Writes below two folders of the bucket, with the bucket's key through S3, and says what it could not deliver. */
export function deliveryStatements(place: Place, { cluster, bucketArn, keyArn, failures }: Delivery): Statement[] {
  return [
    statement({
      Effect: "Allow",
      Action: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
      Resource: bucketArn,
    }),
    statement({
      Effect: "Allow",
      Action: ["s3:PutObject", "s3:GetObject", "s3:AbortMultipartUpload"],
      Resource: Object.values(folders(cluster)).map((folder) => pulumi.interpolate`${bucketArn}/${folder}*`),
      because: "Firehose names each file itself, below the cluster's own folders",
    }),
    ...bucketUserStatements(place, keyArn, bucketArn),
    statement({ Effect: "Allow", Action: "logs:PutLogEvents", Resource: failures }),
  ];
}
