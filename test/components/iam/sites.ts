import * as pulumi from "@pulumi/pulumi";
import type { Place } from "../../../components/foundations/partition";

/** Where the tables are held: one region of each partition that differs in its names. */
export interface Site {
  partition: string;
  region: string;
  /** Region of the second copy of backups. */
  second: string;
  dnsSuffix: string;
  account: string;
}

const account = "123456789012";

export const sites: Site[] = [
  { partition: "aws", region: "eu-central-1", second: "eu-west-1", dnsSuffix: "amazonaws.com", account },
  { partition: "aws-us-gov", region: "us-gov-west-1", second: "us-gov-east-1", dnsSuffix: "amazonaws.com", account },
  { partition: "aws-cn", region: "cn-north-1", second: "cn-northwest-1", dnsSuffix: "amazonaws.com.cn", account },
];

/** Another account of the same owner, which the way to S3 lets through. */
export const otherOwnAccount = "210987654321";

/** The same place in the account of somebody else. */
export function elsewhere(site: Site): Site {
  return { ...site, account: "999999999999" };
}

/** The second region of the same account. */
export function inSecond(site: Site): Site {
  return { ...site, region: site.second };
}

/** A region in which the cluster has nothing. */
export function abroad(site: Site): Site {
  return { ...site, region: "eu-west-3" };
}

/** What a deployment would give each key for an id. */
export const keyIds: Record<string, string> = {
  "main-secrets": "0a1b2c3d-0000-1111-2222-000000000001",
  "main-volumes": "0a1b2c3d-0000-1111-2222-000000000002",
  "main-logs": "0a1b2c3d-0000-1111-2222-000000000003",
  "main-backups": "0a1b2c3d-0000-1111-2222-000000000004",
  "main-registry": "0a1b2c3d-0000-1111-2222-000000000005",
  "main-alerts": "0a1b2c3d-0000-1111-2222-000000000006",
  "main-backup-replica": "0a1b2c3d-0000-1111-2222-000000000007",
};

/** Keys that others made: of the bucket that logs are archived in, and of secrets. */
export const otherKeyIds = {
  archive: "0a1b2c3d-0000-1111-2222-00000000aaaa",
  payments: "0a1b2c3d-0000-1111-2222-00000000bbbb",
};

/** What the bucket of the archive is called, which others made too. */
export const archiveBucket = "log-archive";

/** What a deployment would give the VPC for an id. */
export const vpcId = "vpc-0123456789abcdef0";

/** ARN of something in one region. */
export function regional({ partition, region, account }: Site, service: string, resource: string): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}

export function keyArn(site: Site, id: string): string {
  return regional(site, "kms", `key/${id}`);
}

export function iamArn({ partition, account }: Site, resource: string): string {
  return `arn:${partition}:iam::${account}:${resource}`;
}

export function roleArn(site: Site, name: string): string {
  return iamArn(site, `role/${name}`);
}

/** A bucket that was made under this name; a deployment would add a few digits to it. */
export function bucketArn({ partition }: Site, name: string): string {
  return `arn:${partition}:s3:::${name}`;
}

export function topicArn(site: Site, name: string): string {
  return regional(site, "sns", name);
}

export function trailArn(site: Site, trail: string): string {
  return regional(site, "cloudtrail", `trail/${trail}`);
}

/** The issuer of a cluster's tokens, without `https://`. */
export function issuer({ region, dnsSuffix }: Site, id = "0123456789ABCDEF0123456789ABCDEF"): string {
  return `oidc.eks.${region}.${dnsSuffix}/id/${id}`;
}

/** The issuer as IAM knows it. */
export function issuerArn(site: Site, id?: string): string {
  return iamArn(site, `oidc-provider/${issuer(site, id)}`);
}

/** A site as our components know it. */
export function placeOf({ partition, dnsSuffix, region, account }: Site): Place {
  return {
    partition: pulumi.output(partition),
    dnsSuffix: pulumi.output(dnsSuffix),
    region: pulumi.output(region),
    account: pulumi.output(account),
  };
}
