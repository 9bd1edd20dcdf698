import type * as pulumi from "@pulumi/pulumi";
import type { Provision } from "../../../catalogue/contracts";

/** Who provides one key. */
export interface ExistingKeyArgs {
  /** "create": this stack makes the key; "existing": `keyArn` names it. A key cannot be inherited. @default "create" (KEY-04) */
  mode?: Provision;
  /**
   * ARN of the key itself, not of an alias; only with mode "existing". The key must be symmetric, enabled and in the region
   * of the cluster, and its policy must say what the page of the keys lists for this purpose. @default none
   */
  keyArn?: pulumi.Input<string>;
}

export interface KeyArgs {
  /** Days between the wish to delete a key and its end, 7 to 30. @default 30 (KEY-02) */
  deletionWindowDays?: number;
  /** Days after which a key gets new material, 90 to what the regimes allow. @default 365 (KEY-01) */
  rotationDays?: number;
  /** Wraps Kubernetes Secrets. @default a key of this stack (ENC-01) */
  secrets?: ExistingKeyArgs;
  /** Encrypts the volumes of nodes and pods. @default a key of this stack (ENC-02, ENC-03) */
  volumes?: ExistingKeyArgs;
  /** Encrypts log groups, and the audit trail with its bucket. @default a key of this stack (ENC-05, ENC-06) */
  logs?: ExistingKeyArgs;
  /** Encrypts the bucket of backups. @default a key of this stack (ENC-05) */
  backups?: ExistingKeyArgs;
  /** Encrypts image repositories. @default a key of this stack (ENC-06) */
  registry?: ExistingKeyArgs;
  /** Encrypts the topic of alerts. @default a key of this stack (ENC-06) */
  alerts?: ExistingKeyArgs;
}
