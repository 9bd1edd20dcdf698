import type * as pulumi from "@pulumi/pulumi";
import type { WorkloadClusterArgs } from "../../aws";
import type { MirrorArgs } from "../../releases";

/** Version of Vault's key/value engine. */
export const VaultEngine = { V1: "v1", V2: "v2" } as const;
export type VaultEngine = (typeof VaultEngine)[keyof typeof VaultEngine];

/** The kind of object that holds a certificate authority. */
export const CaKind = { ConfigMap: "ConfigMap", Secret: "Secret" } as const;
export type CaKind = (typeof CaKind)[keyof typeof CaKind];

/** Namespaces that may read from a store: those of either list. One of them is required. (SEC-01) */
export interface StoreNamespacesArgs {
  /** By name. @default none */
  names?: string[];
  /** Every namespace that bears all of these labels. Whoever may label namespaces decides who reads. @default none */
  labels?: Record<string, string>;
}

/** Secrets of AWS Secrets Manager, read with a role of the store's own. */
export interface SecretsManagerStoreArgs {
  /** First parts of the names of secrets that it may read: `payments` is for `payments/database` and whatever else stands below. (SEC-01) */
  prefixes: string[];
  /** Region of the secrets. @default the stack's */
  region?: string;
  /** ARNs of the keys that the secrets are encrypted with. @default none: secrets under the key of AWS (ENC-06) */
  keyArns?: pulumi.Input<string>[];
}

/** Where the certificate authority of a Vault stands. */
export interface VaultCaArgs {
  /** What kind of object it is. */
  kind: CaKind;
  /** Name of the object. */
  name: string;
  /** Key in it, whose value is in PEM. */
  key: string;
  /** Its namespace. @default "external-secrets" */
  namespace?: string;
}

/** Secrets of a key/value engine of HashiCorp Vault, read as a service account of the store's own. */
export interface VaultStoreArgs {
  /** Address of Vault, `https://…`. */
  server: string;
  /** Path at which the key/value engine is mounted. */
  path: string;
  /** Version of that engine. @default "v2" */
  version?: VaultEngine;
  /** Role of Vault's Kubernetes auth method, bound to the service account `vault-<store>` of the namespace `external-secrets`. */
  role: string;
  /** Path at which the auth method is mounted. @default "kubernetes" */
  mountPath?: string;
  /** Audience of the token that Vault is shown, which its role must ask for. @default "vault" */
  audience?: string;
  /** Namespace of Vault Enterprise. @default none */
  namespace?: string;
  /** Authority that signed Vault's certificate. @default those that the controller's image knows */
  ca?: VaultCaArgs;
}

/** A store of secrets: one of its two providers, and who may read from it. */
export interface SecretStoreArgs {
  /** Namespaces that may read from it. (SEC-01) */
  namespaces: StoreNamespacesArgs;
  /** AWS Secrets Manager. @default none */
  awsSecretsManager?: SecretsManagerStoreArgs;
  /** HashiCorp Vault. @default none */
  vault?: VaultStoreArgs;
}

/** Where workloads get their secrets from. */
export interface ExternalSecretsAddonArgs {
  /** Stores by name; each becomes a ClusterSecretStore of that name. @default none (SEC-01) */
  stores?: Record<string, SecretStoreArgs>;
  /** Values for the chart, laid over ours; those that carry a control are refused. @default none */
  values?: Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- values of a chart have no fixed shape
}

export interface ExternalSecretsArgs extends ExternalSecretsAddonArgs {
  /** The cluster that it is installed in. */
  cluster: WorkloadClusterArgs;
  /** Where the chart and its images come from. @default where their makers publish them */
  mirror?: MirrorArgs;
}
