import type { PackSettings, RuleSettings } from "./contracts";

/** What the pack compares with, where no regime sets it. */
export interface Parameters {
  /** Minor versions of Kubernetes that may run, for example `1.35`. */
  supportedVersions: readonly string[];
  /** Fewest days between the wish to delete a key and its end. */
  keyDeletionDays: number;
  /** Days that audit logs are kept, where the settings narrow what the posture allows. */
  logRetentionDays: { least?: number; most?: number };
  /** Shortest prefixes of ranges that rules may let in. */
  cidrFloor: CidrFloor;
  /** ARNs of those who may administer the cluster; absent where nobody said. */
  adminPrincipals?: readonly string[];
  /** Regions that resources may be in, within what the posture allows; absent where the posture alone decides. */
  regions?: readonly string[];
  /** Keys of tags that what holds data must bear. */
  requiredTags: readonly string[];
  /** What object rules compare with, where the settings say it. */
  rules: Readonly<RuleSettings>;
}

export interface CidrFloor {
  ipv4: number;
  ipv6: number;
}

/** Versions in EKS's standard support, as of October 2026: https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html */
const supportedVersions: readonly string[] = ["1.34", "1.35", "1.36"];

/** What KMS itself asks for at least. */
const keyDeletionDays = 7;

/** The widest range that one owner has: a /8 of IPv4, a /16 of IPv6. */
export const cidrFloor: CidrFloor = { ipv4: 8, ipv6: 16 };

/** Whose data it is, how it is to be handled, and which audit looks at it (cardholder data, health data). */
const requiredTags: readonly string[] = ["data-classification", "owner", "scope"];

/** The pack's settings over its own defaults. */
export function parametersOf(settings: PackSettings): Parameters {
  const { adminPrincipals, regions } = settings;
  return {
    supportedVersions: settings.supportedVersions ?? supportedVersions,
    keyDeletionDays: settings.keyDeletionDays ?? keyDeletionDays,
    logRetentionDays: settings.logRetentionDays ?? {},
    cidrFloor: { ...cidrFloor, ...settings.cidrFloor },
    ...(adminPrincipals === undefined ? {} : { adminPrincipals }),
    ...(regions === undefined ? {} : { regions }),
    requiredTags: settings.requiredTags ?? requiredTags,
    rules: settings.rules ?? {},
  };
}
