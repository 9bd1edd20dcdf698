import { archiveBucket, bucketArn, inSecond, regional, type Site } from "./sites";

/** What a role's request may look like to KMS, beside who sends it. */
export const situations: Record<string, (site: Site) => Record<string, string>> = {
  directly: () => ({}),
  "through EC2": (site) => through(site, "ec2"),
  "through EC2 of another region": (site) => through(inSecond(site), "ec2"),
  "through ECR": (site) => through(site, "ecr"),
  "through S3": (site) => through(site, "s3"),
  "through S3, for the bucket of backups": (site) => throughS3(site, "main-backup"),
  "through S3, for an object in the bucket of backups": (site) => throughS3(site, "main-backup/velero/backup"),
  "through S3, for a bucket whose name only begins like it": (site) => throughS3(site, "main-backup2"),
  "through S3, for the bucket of the audit trail": (site) => throughS3(site, "main-audit-trail"),
  "through S3, for the bucket of copies": (site) => throughS3(site, "main-backup-replica"),
  "through S3 of the second region, for the bucket of copies": (site) =>
    throughS3(inSecond(site), "main-backup-replica"),
  "through S3 of the second region, for an object in the bucket of copies": (site) =>
    throughS3(inSecond(site), "main-backup-replica/velero/backup"),
  "through S3 of the second region, for a bucket whose name only begins like it": (site) =>
    throughS3(inSecond(site), "main-backup-replica2"),
  "through S3 of the second region, for the bucket of backups": (site) => throughS3(inSecond(site), "main-backup"),
  "with the context of the bucket of backups, but not through S3": (site) => ({
    ...throughS3(site, "main-backup"),
    "kms:ViaService": `ec2.${site.region}.${site.dnsSuffix}`,
  }),
  "through S3, for the bucket of the archive": (site) => throughS3(site, archiveBucket),
  "through S3, for a bucket whose name only begins like that of the archive": (site) =>
    throughS3(site, `${archiveBucket}2`),
  "with the context of the bucket of the archive, but not through S3": (site) => ({
    ...throughS3(site, archiveBucket),
    "kms:ViaService": `firehose.${site.region}.${site.dnsSuffix}`,
  }),
  "through SNS": (site) => through(site, "sns"),
  "through SNS of the second region": (site) => through(inSecond(site), "sns"),
  "through Secrets Manager of the second region, for a secret of payments": (site) =>
    throughSecretsManager(inSecond(site), "payments/card-AbCdEf"),
  "through Secrets Manager of the second region, for a secret whose name only begins like one of payments": (site) =>
    throughSecretsManager(inSecond(site), "payments2/card-AbCdEf"),
  "through Secrets Manager of the second region, for a secret of the registry": (site) =>
    throughSecretsManager(inSecond(site), "harbor/database-AbCdEf"),
  "through Secrets Manager, for a secret of that name in the first region": (site) =>
    throughSecretsManager(site, "payments/card-AbCdEf"),
  "with the context of a secret of payments, but not through Secrets Manager": (site) => ({
    ...throughSecretsManager(inSecond(site), "payments/card-AbCdEf"),
    ...through(inSecond(site), "ssm"),
  }),
  "in a grant to a service of AWS": () => ({ "kms:GrantIsForAWSResource": "true" }),
  "in a grant to anybody else": () => ({ "kms:GrantIsForAWSResource": "false" }),
};

function through({ region, dnsSuffix }: Site, service: string): Record<string, string> {
  return { "kms:ViaService": `${service}.${region}.${dnsSuffix}` };
}

function throughS3(site: Site, resource: string): Record<string, string> {
  return { ...through(site, "s3"), "kms:EncryptionContext:aws:s3:arn": bucketArn(site, resource) };
}

function throughSecretsManager(site: Site, secret: string): Record<string, string> {
  const arn = regional(site, "secretsmanager", `secret:${secret}`);
  return { ...through(site, "secretsmanager"), "kms:EncryptionContext:SecretARN": arn };
}
