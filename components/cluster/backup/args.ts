import type * as pulumi from "@pulumi/pulumi";
import type { Provision } from "../../../catalogue/contracts";
import type { LockMode } from "../locked-bucket";

/** What becomes of a copy when what it was made of is deleted in the first region. */
export const ReplicaDeletions = {
  /** Nothing: the copy stays for good. */
  Kept: "kept",
  /** It is marked deleted, and goes when its lock and `noncurrentDays` have ended. */
  Followed: "followed",
} as const;
export type ReplicaDeletions = (typeof ReplicaDeletions)[keyof typeof ReplicaDeletions];

/** The copy of every backup in a second region, which nobody can alter. */
export interface BackupReplicaArgs {
  /**
   * Who provides the second copy: a bucket of this stack, one that `bucketArn` names, or the account. A bucket of this
   * stack copies a backup bucket of this stack only. @default "create", or whatever the backup bucket's mode leaves (BCK-02)
   */
  mode?: Provision;
  /** Who vouches that the account keeps a second copy, and where that is written; only with "inherited". @default none */
  vouchedBy?: string;
  /**
   * The second region: another one of the same partition, where the regimes in force let data lie; only with "create".
   * @default a region of the same country, else of the EU, else one that every account has
   */
  region?: string;
  /** ARN of the bucket that exists: versioned and with Object Lock; only with "existing". @default none */
  bucketArn?: pulumi.Input<string>;
  /** ARN of the key that encrypts the bucket that exists, a key of its region; only with "existing". @default none */
  keyArn?: pulumi.Input<string>;
  /**
   * Who may delete a copy before its time: whoever holds a special right ("GOVERNANCE"), or nobody, not even AWS
   * ("COMPLIANCE", which no destroy can undo). @default "GOVERNANCE" (BCK-02)
   */
  lockMode?: LockMode;
  /** Days for which a copy cannot be altered, up to what the regimes allow. @default the fewest that the regimes ask for, 30 of all (BCK-02) */
  lockDays?: number;
  /** What becomes of a copy when its backup is deleted. @default "followed" where a regime limits storage, else "kept" */
  deletions?: ReplicaDeletions;
}

/** The store of backups: a bucket that backups are written to, and a copy of it elsewhere. */
export interface BackupArgs {
  /** Who provides the bucket that backups are written to. @default "create" (BCK-02) */
  mode?: Provision;
  /** Who vouches that the account backs the cluster up, and where that is written; only with "inherited". @default none */
  vouchedBy?: string;
  /** Name of the bucket that exists, encrypted with the key of `keys.backups`; only with "existing". @default none */
  bucket?: pulumi.Input<string>;
  /** Days after which a backup may expire, within what the regimes ask and allow. @default 30 */
  retentionDays?: number;
  /**
   * Days for which what was overwritten or deleted can still be brought back, in both regions, within what the regimes
   * ask and allow. @default 30 (BCK-02)
   */
  noncurrentDays?: number;
  /** The copy in a second region. @default a locked bucket there (BCK-02) */
  replica?: BackupReplicaArgs;
}
