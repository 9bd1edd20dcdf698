import type { Provision } from "../../../catalogue/contracts";
import type { CalicoAddonArgs } from "../../addons/calico";
import type { ExternalSecretsAddonArgs } from "../../addons/external-secrets";
import type { FalcoAddonArgs } from "../../addons/falco";
import type { FluentBitAddonArgs } from "../../addons/fluent-bit";
import type { AdmissionArgs } from "../../addons/gatekeeper";
import type { HarborAddonArgs } from "../../addons/harbor";
import type { IstioAddonArgs } from "../../addons/istio";
import type { KyvernoAddonArgs } from "../../addons/kyverno";
import type { LoadBalancerControllerAddonArgs } from "../../addons/load-balancer-controller";
import type { TrivyAddonArgs } from "../../addons/trivy";
import type { VeleroAddonArgs } from "../../addons/velero";
import type { MirrorArgs } from "../../releases";

/** The mesh, or who vouches for another. */
export interface IstioPartArgs extends IstioAddonArgs {
  /** "create" or "inherited". @default "create" (TLS-01) */
  mode?: Provision;
  /** Who vouches for what is inherited, and where that is written. @default none */
  vouchedBy?: string;
}

/** Falco, or who vouches for another tool that watches. */
export interface FalcoPartArgs extends FalcoAddonArgs {
  /** "create" or "inherited". @default "create" (MON-01) */
  mode?: Provision;
  /** Who vouches for what is inherited, and where that is written. @default none */
  vouchedBy?: string;
}

/** Velero, or who vouches for another tool that makes backups. */
export interface VeleroPartArgs extends VeleroAddonArgs {
  /** "create" or "inherited". @default as `backup`: without a store there is nothing to write to (BCK-01) */
  mode?: Provision;
  /** Who vouches for what is inherited, and where that is written. @default as `backup` */
  vouchedBy?: string;
}

/** External Secrets, or who vouches for another way to an external store. */
export interface ExternalSecretsPartArgs extends ExternalSecretsAddonArgs {
  /** "create" or "inherited". @default "create" (SEC-01) */
  mode?: Provision;
  /** Who vouches for what is inherited, and where that is written. @default none */
  vouchedBy?: string;
}

/** The Trivy operator, or who vouches for another scanner. */
export interface TrivyPartArgs extends TrivyAddonArgs {
  /** "create" or "inherited". @default "create" */
  mode?: Provision;
  /** Who vouches for what is inherited, and where that is written. @default none */
  vouchedBy?: string;
}

/** Fluent Bit, or who vouches for another way of logs out of the cluster. */
export interface FluentBitPartArgs extends FluentBitAddonArgs {
  /** "create" or "inherited". @default "create" */
  mode?: Provision;
  /** Who vouches for what is inherited, and where that is written. @default none */
  vouchedBy?: string;
}

/** The AWS Load Balancer Controller, or who vouches for another. */
export interface LoadBalancerControllerPartArgs extends LoadBalancerControllerAddonArgs {
  /** "create" or "inherited". @default "create" */
  mode?: Provision;
  /** Who vouches for what is inherited, and where that is written. @default none */
  vouchedBy?: string;
}

/** What runs in the cluster before any workload. */
export interface PlatformArgs {
  /** Where charts and their images come from, in place of where their makers publish them. @default each chart's own, images through the caches of `registry` */
  mirror?: MirrorArgs;
  /** Network policies of the whole cluster; only with `addons.networkPolicy` "calico". (NET-05, NET-06) */
  calico?: CalicoAddonArgs;
  /** Admission control. (POL-01, PSS-01) */
  gatekeeper?: AdmissionArgs;
  /** Admission control by Kyverno in place of Gatekeeper; never both. @default none (POL-01) */
  kyverno?: KyvernoAddonArgs;
  /** Load balancers of Services and Ingresses. */
  loadBalancerController?: LoadBalancerControllerPartArgs;
  /** The mesh and its gateway. (TLS-01, TLS-02, RBAC-04, MON-04) */
  istio?: IstioPartArgs;
  /** What is watched, and who is told. (MON-01, MON-02) */
  falco?: FalcoPartArgs;
  /** Backups, and the drill that restores them. (BCK-01) */
  velero?: VeleroPartArgs;
  /** Scans of what runs. (VUL-01) */
  trivy?: TrivyPartArgs;
  /** Secrets from a store outside of the cluster. (SEC-01) */
  externalSecrets?: ExternalSecretsPartArgs;
  /** Logs of containers and nodes. (LOG-02) */
  fluentBit?: FluentBitPartArgs;
  /** A registry of your own in the cluster. @default none */
  harbor?: HarborAddonArgs;
}
