import type { PackSettings } from "./contracts";

/** What the pack compares with, where no regime sets it. */
export interface Parameters {
  /** Minor versions of Kubernetes that may run, for example `1.35`. */
  supportedVersions: readonly string[];
  /** Fewest days between the wish to delete a key and its end. */
  keyDeletionDays: number;
}

/** Versions in EKS's standard support, as of October 2026: https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html */
const supportedVersions: readonly string[] = ["1.34", "1.35", "1.36"];

/** What KMS itself asks for at least. */
const keyDeletionDays = 7;

/** The pack's settings over its own defaults. */
export function parametersOf(settings: PackSettings): Parameters {
  return {
    supportedVersions: settings.supportedVersions ?? supportedVersions,
    keyDeletionDays: settings.keyDeletionDays ?? keyDeletionDays,
  };
}
