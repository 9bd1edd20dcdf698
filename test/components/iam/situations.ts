import { bucketArn, type Site } from "./sites";

/** What a role's request may look like to KMS, beside who sends it. */
export const situations: Record<string, (site: Site) => Record<string, string>> = {
  directly: () => ({}),
  "through EC2": ({ region, dnsSuffix }) => ({ "kms:ViaService": `ec2.${region}.${dnsSuffix}` }),
  "through EC2 of another region": ({ second, dnsSuffix }) => ({ "kms:ViaService": `ec2.${second}.${dnsSuffix}` }),
  "through ECR": ({ region, dnsSuffix }) => ({ "kms:ViaService": `ecr.${region}.${dnsSuffix}` }),
  "through S3": ({ region, dnsSuffix }) => ({ "kms:ViaService": `s3.${region}.${dnsSuffix}` }),
  "through S3, for the bucket of backups": (site) => throughS3(site, "main-backup"),
  "through S3, for an object in the bucket of backups": (site) => throughS3(site, "main-backup/velero/backup"),
  "through S3, for a bucket whose name only begins like it": (site) => throughS3(site, "main-backup2"),
  "through S3, for the bucket of the audit trail": (site) => throughS3(site, "main-audit-trail"),
  "through S3, for the bucket of copies": (site) => throughS3(site, "main-backup-replica"),
  "through S3 of the second region, for the bucket of copies": (site) => throughS3(second(site), "main-backup-replica"),
  "through S3 of the second region, for an object in the bucket of copies": (site) =>
    throughS3(second(site), "main-backup-replica/velero/backup"),
  "through S3 of the second region, for a bucket whose name only begins like it": (site) =>
    throughS3(second(site), "main-backup-replica2"),
  "through S3 of the second region, for the bucket of backups": (site) => throughS3(second(site), "main-backup"),
  "with the context of the bucket of backups, but not through S3": (site) => ({
    ...throughS3(site, "main-backup"),
    "kms:ViaService": `ec2.${site.region}.${site.dnsSuffix}`,
  }),
  "in a grant to a service of AWS": () => ({ "kms:GrantIsForAWSResource": "true" }),
  "in a grant to anybody else": () => ({ "kms:GrantIsForAWSResource": "false" }),
};

function throughS3(site: Site, resource: string): Record<string, string> {
  return {
    "kms:ViaService": `s3.${site.region}.${site.dnsSuffix}`,
    "kms:EncryptionContext:aws:s3:arn": bucketArn(site, resource),
  };
}

function second(site: Site): Site {
  return { ...site, region: site.second };
}
