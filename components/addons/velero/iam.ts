import * as pulumi from "@pulumi/pulumi";
import { bucketUserStatements, type ClusterContext, type Statement, statement } from "../../aws";
import { bucketArnOf } from "../../foundations/partition";
import type { VeleroSettings } from "./settings";

/** Backups are written, read and deleted below one folder of one bucket. Snapshots are the storage driver's work. (IAM-03) */
export function storeStatements(
  { place }: ClusterContext,
  { bucket, keyArn, prefix }: VeleroSettings["store"],
): Statement[] {
  const bucketArn = bucketArnOf(place, bucket);
  return [
    statement({
      Effect: "Allow",
      Action: [
        "s3:GetObject",
        "s3:PutObject",
        "s3:DeleteObject",
        "s3:AbortMultipartUpload",
        "s3:ListMultipartUploadParts",
      ],
      Resource: pulumi.interpolate`${bucketArn}/${prefix}/*`,
      because: "backups are named by their time, and what Kopia writes by its content, all below the one folder",
    }),
    // Without a condition on the folder: Kopia also asks whether the bucket is there, and that request names none.
    statement({ Effect: "Allow", Action: "s3:ListBucket", Resource: bucketArn }),
    ...bucketUserStatements(place, keyArn, bucketArn),
  ];
}

/** The drill sends one metric, into the cluster's own namespace of metrics. (IAM-03) */
export function drillStatements(metricNamespace: pulumi.Input<string>): Statement[] {
  return [
    statement({
      Effect: "Allow",
      Action: "cloudwatch:PutMetricData",
      Resource: "*",
      Condition: { StringEquals: { "cloudwatch:namespace": metricNamespace } },
      because: "metrics have no ARN; the condition names the one namespace of metrics",
    }),
  ];
}
