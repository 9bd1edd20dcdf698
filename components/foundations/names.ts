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
} as const;
export type NameKind = keyof typeof nameLimits;

/** A cluster's name: lower case, digits and single dashes, at most 40 characters. */
export const clusterNamePattern = /^[a-z](?:[a-z0-9]|-(?=[a-z0-9])){0,39}$/;
export const clusterNameRule =
  "lower-case letters, digits and single dashes, from a letter on, at most 40 characters (EKS derives other names from it)";

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

/** Name of a key's alias. */
export function keyAliasName(cluster: string, purpose: string): string {
  return `alias/${cluster}/${purpose}`;
}
