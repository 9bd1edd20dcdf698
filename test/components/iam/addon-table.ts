import { balancing } from "./balancing-table";
import { cryptography } from "./key-actions";
import type { Row } from "./role-table";

const writing = ["logs:CreateLogStream", "logs:PutLogEvents"];
const reading = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];
const filling = ["ecr:CreateRepository", "ecr:BatchImportUpstreamImage"];
const secret = ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"];
const filed = ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload"];

/** The roles of add-ons; `cached` are repositories of caches, and `others` those of the account beside them. */
export function addonTable(cached: string[], others: string[]): Record<string, Row> {
  const scanned = [...others, "a repository of an account that is scanned too"];
  return {
    // A right to look for log groups would have to be one on all of them, and the reader is told its own.
    "main-falco-k8saudit": ours({
      directly: {
        "the log group of the control plane": ["logs:DescribeLogStreams", "logs:FilterLogEvents"],
        "its stream of the audit log": ["logs:GetLogEvents"],
      },
    }),
    "main-falco-falcosidekick": ours({
      directly: { "a stream of falco": writing, "the topic": ["sns:Publish"] },
      "through SNS": {
        "main-alerts": ["kms:Decrypt", ...cryptography.filter((each) => each.startsWith("kms:GenerateDataKey"))],
      },
    }),
    "main-velero-velero": ours({
      directly: {
        "the bucket main-backup": ["s3:ListBucket"],
        "an object in main-backup": [
          "s3:GetObject",
          "s3:PutObject",
          "s3:DeleteObject",
          "s3:AbortMultipartUpload",
          "s3:ListMultipartUploadParts",
        ],
      },
      "through S3, for the bucket of backups": { "main-backups": ["kms:Decrypt", "kms:GenerateDataKey"] },
    }),
    "main-velero-restore-drill": ours({ directly: { "the cluster's metrics": ["cloudwatch:PutMetricData"] } }),
    "main-trivy-scanner": ours({
      directly: {
        everything: ["ecr:GetAuthorizationToken"],
        ...each(scanned, reading),
        ...each(cached, [...filling, ...reading]),
      },
    }),
    "main-logs-writer": ours({
      directly: each(["a stream of application", "a stream of platform", "a stream of node"], writing),
    }),
    "main-logs-archive-subscription": ours({
      directly: { "the archive's stream of Firehose": ["firehose:PutRecord", "firehose:PutRecordBatch"] },
    }),
    "main-logs-archive-delivery": ours({
      directly: {
        "the bucket of the archive": ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
        ...each(["an archived file", "a file that could not be delivered"], filed),
        "the stream of the archive's failures": ["logs:PutLogEvents"],
      },
      "through S3, for the bucket of the archive": { "the key of the archive": ["kms:Decrypt", "kms:GenerateDataKey"] },
    }),
    "main-secrets-controller": ours({}),
    "main-secrets-store-platform": ours({ directly: { "a secret of the registry": secret } }),
    "main-secrets-store-payments": ours({
      directly: each(["a secret of payments", "a secret that payments shares"], secret),
      "through Secrets Manager of the second region, for a secret of payments": {
        "the key of payments": ["kms:Decrypt"],
      },
    }),
    "main-lb-load-balancers": ours({ directly: balancing }),
  };
}

/** A role without policies that AWS manages. */
function ours(may: Row["may"]): Row {
  return { attached: [], may };
}

function each(targets: string[], actions: string[]): Record<string, string[]> {
  return Object.fromEntries(targets.map((target) => [target, actions]));
}
