import type * as pulumi from "@pulumi/pulumi";

/** What each key encrypts. One key for one purpose: access to one gives nothing of another. (KEY-04) */
export const KeyPurpose = {
  Secrets: "secrets",
  Volumes: "volumes",
  Logs: "logs",
  Backups: "backups",
  Registry: "registry",
  Alerts: "alerts",
} as const;
export type KeyPurpose = (typeof KeyPurpose)[keyof typeof KeyPurpose];

/** A key to encrypt with: one of this stack, or one that exists. */
export interface KeyHandle {
  arn: pulumi.Output<string>;
}
