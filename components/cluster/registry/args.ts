import type * as pulumi from "@pulumi/pulumi";
import type { Provision } from "../../../catalogue/contracts";

export interface RepositoryArgs {
  /** How many tagged images stay, the newest ones, 1 to 1000; those without a tag go after 14 days. @default 30 */
  keepImages?: number;
}

export interface PullThroughArgs {
  /**
   * ARN of the secret with the user name and access token for the upstream registry, in this account and region; its
   * name begins with `ecr-pullthroughcache/`. Needed for docker-hub and github-container-registry, refused elsewhere.
   */
  credentialArn?: pulumi.Input<string>;
}

export interface ScanningArgs {
  /**
   * "create": this stack makes Amazon Inspector scan every image of the account in this region, again with each new
   * finding. "inherited": the account does so without this stack. @default "create" (VUL-01)
   */
  mode?: Provision;
  /** Who vouches that images are scanned continuously, and where that is written; only with "inherited". */
  vouchedBy?: string;
}

export interface RegistryArgs {
  /**
   * "create": repositories and caches of this stack. "existing": another registry of ECR, by its url. "inherited": the
   * account provides one without this stack. @default "create" (ENC-06, VUL-01)
   */
  mode?: Provision;
  /** Who vouches for the registry, and where that is written; only with "inherited". */
  vouchedBy?: string;
  /** Host name of the registry, `<account>.dkr.ecr.<region>.<suffix of the partition>`; only with "existing". */
  url?: pulumi.Input<string>;
  /**
   * Prefix of each pull-through cache that the existing registry has, by upstream (ecr-public, k8s, quay, docker-hub,
   * github-container-registry); only with "existing". @default none: images keep their names
   */
  cachePrefixes?: Record<string, string>;
  /** Repositories to make, by name below `<cluster>/`. @default none (ENC-06) */
  repositories?: Record<string, RepositoryArgs>;
  /**
   * Pull-through caches to make, by upstream: ecr-public, k8s, quay, docker-hub, github-container-registry.
   * @default ecr-public, k8s and quay, which need no credentials; none where the partition has no caches
   */
  pullThroughCaches?: Record<string, PullThroughArgs>;
  /**
   * Continuous scanning of all images by Amazon Inspector. There is one such setting in an account and region, so two
   * stacks must not both make it. @default none: each repository scans what is pushed to it (VUL-01)
   */
  scanning?: ScanningArgs;
}
