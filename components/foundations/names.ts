import { createHash } from "node:crypto";

/** Pulumi appends `-` and seven hexadecimal digits to a logical name where a resource has no explicit one. */
export const autonameSuffix = 8;

/**
 * How long AWS lets a physical name be. Pulumi itself stops at 255 for most types, so a longer name would be refused
 * only by the cloud, in the middle of an update.
 */
export const nameLimits = {
  /** EKS takes 100, but names that derive from the cluster's (load balancers, tags) stay valid below 40. */
  cluster: 40,
  iamRole: 64,
  iamRolePolicy: 128,
  launchTemplate: 128,
  logGroup: 512,
  kmsAlias: 256,
  nodeGroup: 63,
  eventRule: 64,
  s3Bucket: 63,
} as const;
export type NameKind = keyof typeof nameLimits;

/** A cluster's name: lower case, digits and single dashes, at most 40 characters. */
export const clusterNamePattern = /^[a-z](?:[a-z0-9]|-(?=[a-z0-9])){0,39}$/;
export const clusterNameRule =
  "lower-case letters, digits and single dashes, from a letter on, at most 40 characters (EKS derives other names from it)";

/** A name that users give within a cluster, to a team or a node group: other names are made of it and the cluster's. */
export const givenNamePattern = /^[a-z](?:[a-z0-9]|-(?=[a-z0-9])){0,30}$/;
export const givenNameRule = "lower-case letters, digits and single dashes, from a letter on, at most 31 characters";

const digestLength = 6;

/**
 * A logical name from parts, joined by dashes, whose physical name (with Pulumi's suffix) stays within the limit of
 * AWS. A name that is too long is cut and ends in a digest of the whole, so that two long names stay different.
 */
export function logicalName(kind: NameKind, ...parts: string[]): string {
  return cut(parts.join("-"), nameLimits[kind] - autonameSuffix);
}

function cut(whole: string, limit: number): string {
  if (whole.length <= limit) return whole;
  return `${whole.slice(0, limit - digestLength - 1)}-${digest(whole, digestLength)}`;
}

/** The first hexadecimal digits of a text's SHA-256: a short name that is the same in every run. */
export function digest(value: string, length = digestLength): string {
  return createHash("sha256").update(value).digest("hex").slice(0, length);
}

/** Name of the log group that EKS writes its control-plane logs to. */
export function controlPlaneLogGroupName(cluster: string): string {
  return `/aws/eks/${cluster}/cluster`;
}

/** Name of the log group of the VPC's flow logs. */
export function flowLogGroupName(cluster: string): string {
  return `/aws/vpc/${cluster}/flow-logs`;
}

/** Name of the log group that the audit trail writes to. */
export function auditTrailLogGroupName(cluster: string): string {
  return `/aws/cloudtrail/${cluster}`;
}

/** Where the logs of what runs in a cluster come from, and by what their groups are named. */
export const LogSource = { Application: "application", Platform: "platform", Node: "node" } as const;
export type LogSource = (typeof LogSource)[keyof typeof LogSource];

/** Name of the log group of one source. */
export function workloadLogGroupName(cluster: string, source: LogSource | "falco"): string {
  return `/aws/eks/${cluster}/${source}`;
}

/** Name of the log group of Falco's alerts. */
export function falcoLogGroupName(cluster: string): string {
  return workloadLogGroupName(cluster, "falco");
}

/** Name of the log group that the archive of logs writes its failures to; apart, or it would archive its own failures. */
export function logArchiveLogGroupName(cluster: string): string {
  return `/aws/kinesisfirehose/${cluster}-log-archive`;
}

/** Name of the audit trail. Key and bucket admit it by its ARN before it exists, so it is computed, not read. */
export function auditTrailName(cluster: string): string {
  return `${cluster}-audit`;
}

/** Name of the topic that alerts go to. */
export function alertTopicName(cluster: string): string {
  return `${cluster}-alerts`;
}

/** Name of a key's alias. */
export function keyAliasName(cluster: string, purpose: string): string {
  return `alias/${cluster}/${purpose}`;
}

/** What ECR takes as the prefix of a pull-through cache. */
const cachePrefixLimit = 30;
/** Room for the longest folder, `ecr-public` or `docker-hub`, and the slash before it. */
const cacheHeadLimit = cachePrefixLimit - "/docker-hub".length;

/**
 * Prefix of the repositories that cache one upstream registry, `<cluster>/<folder>`. A name that is too long is cut and
 * ends in its digest, in all prefixes alike, so that the caches of one cluster stand together.
 */
export function cachePrefix(cluster: string, folder: string): string {
  if (cluster.length <= cacheHeadLimit) return `${cluster}/${folder}`;
  // A dash at the cut would make two in a row, which not every reader of repository names takes.
  const head = cluster.slice(0, cacheHeadLimit - digestLength - 1).replace(/-$/, "");
  return `${head}-${digest(cluster)}/${folder}`;
}
