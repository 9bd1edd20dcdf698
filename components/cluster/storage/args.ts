import type { Provision } from "../../../catalogue/contracts";

export interface AccountEncryptionArgs {
  /**
   * "create": this stack makes the account encrypt every new volume of the region, with the cluster's key of volumes.
   * "inherited": the account does so without this stack. @default "create" (ENC-03)
   */
  mode?: Provision;
  /** Who vouches that the account encrypts every new volume, and where that is written; only with "inherited". */
  vouchedBy?: string;
}

export interface StorageArgs {
  /**
   * Encryption of every new volume of the account in this region, whoever makes it. There is one such setting in an
   * account and region, so two stacks must not both make it. @default none: the stack leaves it as it is (ENC-03)
   */
  accountEncryption?: AccountEncryptionArgs;
}
