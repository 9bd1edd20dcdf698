/** By how a region's name begins, in this order: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
const partitionPrefixes: [string, string][] = [
  ["cn-", "aws-cn"],
  ["us-gov-", "aws-us-gov"],
  ["us-iso-", "aws-iso"],
  ["us-isob-", "aws-iso-b"],
  ["eu-isoe-", "aws-iso-e"],
  ["us-isof-", "aws-iso-f"],
  ["eusc-", "aws-eusc"],
];

/** The partition that a region belongs to. */
export function partitionOf(region: string): string {
  return partitionPrefixes.find(([prefix]) => region.startsWith(prefix))?.[1] ?? "aws";
}

/** What GuardDuty can watch, as its API calls it. */
export const DetectionFeature = {
  AuditLogs: "EKS_AUDIT_LOGS",
  Runtime: "RUNTIME_MONITORING",
  Malware: "EBS_MALWARE_PROTECTION",
} as const;
export type DetectionFeature = (typeof DetectionFeature)[keyof typeof DetectionFeature];

/** A feature that a partition lacks. */
export interface DetectionGap {
  feature: DetectionFeature;
  partition: string;
  source: string;
}

/**
 * What AWS's own pages say is missing. The audit logs of EKS are read in every partition; GovCloud has had runtime
 * monitoring since its agent's version 1.11.1, with an endpoint of its own (`guardduty-data-fips`):
 * https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-guardduty.html
 */
export const detectionGaps: readonly DetectionGap[] = [
  {
    feature: DetectionFeature.Runtime,
    partition: "aws-cn",
    source: "https://docs.amazonaws.cn/en_us/aws/latest/userguide/guardduty.html",
  },
  {
    feature: DetectionFeature.Malware,
    partition: "aws-cn",
    source: "https://docs.aws.amazon.com/config/latest/developerguide/guardduty-malware-protection-enabled.html",
  },
  {
    feature: DetectionFeature.Malware,
    partition: "aws-us-gov",
    source: "https://docs.aws.amazon.com/config/latest/developerguide/guardduty-malware-protection-enabled.html",
  },
];

/** The gap, where a partition lacks a feature. */
export function detectionGap(feature: string, partition: string): DetectionGap | undefined {
  return detectionGaps.find((gap) => gap.feature === feature && gap.partition === partition);
}
