import type * as pulumi from "@pulumi/pulumi";
import type { Provision } from "../../../catalogue";

/** How soon EventBridge hears that a finding has happened again; a new finding is told within minutes in any case. */
export const FindingFrequency = {
  FifteenMinutes: "FIFTEEN_MINUTES",
  OneHour: "ONE_HOUR",
  SixHours: "SIX_HOURS",
} as const;
export type FindingFrequency = (typeof FindingFrequency)[keyof typeof FindingFrequency];

/** GuardDuty: who attacks the account, the cluster's API, and the nodes. */
export interface DetectionArgs {
  /**
   * Make the detector of this account and region, name the one that exists, or say who vouches that there is one. An
   * account has one detector in a region: where two stacks make it, the second fails.
   * @default "create" (MON-03)
   */
  mode?: Provision;
  /** Who says that the account is watched, and where that is written; only with `inherited`. */
  vouchedBy?: string;
  /** Id of the detector that exists, 32 hexadecimal digits; only with `existing`. */
  detectorId?: pulumi.Input<string>;
  /**
   * Whether an agent on every node, which GuardDuty installs as an EKS add-on, watches processes, files and connections.
   * Does not exist in China.
   * @default true where it exists (MON-03)
   */
  runtimeMonitoring?: boolean;
  /**
   * Whether the volumes of an instance are scanned for malware once something about it is suspicious. Does not exist in
   * GovCloud and in China.
   * @default true where it exists (MON-03)
   */
  malwareProtection?: boolean;
  /** How soon EventBridge hears that a finding has happened again. @default "FIFTEEN_MINUTES" (MON-03) */
  findingFrequency?: FindingFrequency;
}
