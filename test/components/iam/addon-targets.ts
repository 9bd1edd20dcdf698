import { bucketActions, objectActions } from "./bucket-targets";
import type { Asked, Target } from "./judge";
import { archiveBucket, bucketArn, elsewhere, inSecond, otherOwnAccount, regional, type Site } from "./sites";
import { topicActions } from "./topic-table";

/** What add-ons work with beside what the cluster has made, and what is called much the same. */
export function addonTargets(site: Site, buckets: Record<string, Target>): Record<string, Asked> {
  return {
    ...folderTargets(site, buckets["main-backup"]!),
    ...metricTargets(site),
    ...secretTargets(site),
    ...imageTargets(site),
    ...streamTargets(site),
    "another topic of the account": asked(site, regional(site, "sns", "main-alerts2"), topicActions),
  };
}

function asked({ account }: Site, arn: string, actions: string[]): Asked {
  return { target: { arn, account }, actions };
}

/** The folders of a bucket; one that several clusters write to has one for each. */
function folderTargets(site: Site, backup: Target): Record<string, Asked> {
  const archive = bucketArn(site, archiveBucket);
  const file = "2026/01/31/12/file.gz";
  return {
    "an object beside Velero's folder": {
      target: { ...backup, arn: `${backup.arn}/velero2/backup` },
      actions: objectActions,
    },
    "the bucket of the archive": asked(site, archive, bucketActions),
    "an archived file": asked(site, `${archive}/container-logs/main/${file}`, objectActions),
    "a file that could not be delivered": asked(site, `${archive}/container-logs-failed/main/${file}`, objectActions),
    "an archived file of another cluster": asked(site, `${archive}/container-logs/main2/${file}`, objectActions),
    "a file of another kind in the archive": asked(site, `${archive}/AWSLogs/${file}`, objectActions),
    "a bucket that only begins like the archive": asked(site, `${archive}2`, bucketActions),
    "an object in a bucket that only begins like the archive": asked(
      site,
      `${archive}2/container-logs/main/${file}`,
      objectActions,
    ),
  };
}

/** Metrics have a namespace, and no ARN. */
function metricTargets(site: Site): Record<string, Asked> {
  const metrics = (namespace: string): Asked => ({
    ...asked(site, "*", ["cloudwatch:PutMetricData"]),
    context: { "cloudwatch:namespace": namespace },
  });
  return {
    "the cluster's metrics": metrics("Rampart/main"),
    "another cluster's metrics": metrics("Rampart/main2"),
    "metrics that are nobody's": metrics("Rampart"),
    "metrics of another program": metrics("Shop"),
  };
}

function secretTargets(site: Site): Record<string, Asked> {
  const secret = (where: Site, name: string) =>
    asked(
      site,
      regional(where, "secretsmanager", `secret:${name}-AbCdEf`),
      ["GetSecretValue", "DescribeSecret", "PutSecretValue", "DeleteSecret"].map((each) => `secretsmanager:${each}`),
    );
  const far = inSecond(site);
  return {
    "a secret of the registry": secret(site, "harbor/database"),
    "such a secret in the second region": secret(far, "harbor/database"),
    "a secret whose name is the registry's prefix": secret(site, "harbor"),
    "a secret whose name only begins like the registry's": secret(site, "harbor2/database"),
    "a secret of payments": secret(far, "payments/card"),
    "such a secret in the first region": secret(site, "payments/card"),
    "a secret that payments shares": secret(far, "shared/cards/key"),
    "a secret beside what payments shares": secret(far, "shared/other/key"),
  };
}

/** Repositories of other accounts admit everybody, so that only the role's own policy can refuse. */
function imageTargets(site: Site): Record<string, Asked> {
  const repository = (where: Site, policy?: Target["policy"]): Asked => ({
    target: { arn: regional(where, "ecr", "repository/api"), account: where.account, ...(policy && { policy }) },
    actions: repositoryActions,
  });
  const open: Target["policy"] = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS: "*" }, Action: "ecr:*", Resource: "*" }],
  };
  return {
    "a repository of an account that is scanned too": repository({ ...site, account: otherOwnAccount }, open),
    "a repository of somebody else": repository(elsewhere(site), open),
    "a repository of another region": repository(inSecond(site)),
  };
}

export const repositoryActions = [
  ...[
    "CreateRepository",
    "BatchImportUpstreamImage",
    "TagResource",
    "BatchCheckLayerAvailability",
    "BatchGetImage",
    "GetDownloadUrlForLayer",
    "PutImage",
    "InitiateLayerUpload",
  ],
  ...["BatchDeleteImage", "DeleteRepository", "SetRepositoryPolicy", "PutLifecyclePolicy"],
].map((each) => `ecr:${each}`);

function streamTargets(site: Site): Record<string, Asked> {
  const stream = (where: Site, name: string) =>
    asked(
      site,
      regional(where, "firehose", `deliverystream/${name}`),
      ["PutRecord", "PutRecordBatch", "UpdateDestination", "DeleteDeliveryStream"].map((each) => `firehose:${each}`),
    );
  return {
    "the archive's stream of Firehose": stream(site, "main-log-archive"),
    "another cluster's stream of Firehose": stream(site, "main2-log-archive"),
    "a stream of that name in another region": stream(inSecond(site), "main-log-archive"),
  };
}
