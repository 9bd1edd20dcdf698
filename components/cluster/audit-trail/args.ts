import type * as pulumi from "@pulumi/pulumi";
import type { Provision } from "../../../catalogue";
import type { LockMode } from "../locked-bucket";

/** Who did what in the account: calls of AWS's API, recorded, signed and locked away. */
export interface AuditTrailArgs {
  /**
   * Make a trail, name one that exists, or say who vouches that the account (or its organization) has one.
   * @default "create" (LOG-04)
   */
  mode?: Provision;
  /** Who says that the account has a trail, and where that is written; only with `inherited`. */
  vouchedBy?: string;
  /** ARN of the trail that exists; only with `existing`. */
  trailArn?: pulumi.Input<string>;
  /**
   * Days for which the log group and the bucket keep what was recorded, and for which the bucket's lock protects it: a
   * value that CloudWatch Logs offers, within the bounds of the regimes in force.
   * @default what the regimes ask for, 365 with PCI DSS and 90 or more otherwise (LOG-02, LOG-03)
   */
  retentionDays?: number;
  /**
   * Who may delete a recording before its time: with `GOVERNANCE` whoever holds `s3:BypassGovernanceRetention`, with
   * `COMPLIANCE` nobody, the account's root user included. `COMPLIANCE` cannot be taken back for what is recorded already.
   * @default "GOVERNANCE" (LOG-03)
   */
  lockMode?: LockMode;
  /**
   * Whether reads and writes of objects are recorded as well: those of the stack's other buckets, and whoever reads or
   * deletes what the trail itself recorded. Every event costs.
   * @default false
   */
  dataEvents?: boolean;
}
