import type * as pulumi from "@pulumi/pulumi";
import type { Regime } from "../../catalogue/contracts";
import type { AdmissionArgs } from "../addons/gatekeeper";
import type { AccessArgs, EndpointArgs, KeyArgs, LogArgs, NetworkArgs, NodeGroupArgs } from "../cluster/args";

/** Every argument may be left out: what remains is a private, encrypted cluster over three zones, with all regimes in force. */
export interface CompliantClusterArgs {
  /** The regimes to meet; together they set retention, key rotation and replicas. @default all but "cis-eks" */
  regimes?: Regime[];
  /** Minor version of Kubernetes. @default "1.35" */
  kubernetesVersion?: string;
  /** Builds of EKS add-ons to use instead of the pinned ones, by add-on name, for example "v1.22.4-eksbuild.3". @default none */
  addonVersions?: Record<string, string>;
  /** The VPC. (NET-02) */
  network?: NetworkArgs;
  /** Who can reach the API server. @default from within the VPC only (NET-01) */
  endpoint?: EndpointArgs;
  /** Who may use the API server. @default the deployer only (IAM-01) */
  access?: AccessArgs;
  /** Node groups by name. @default one group, "default" (ENC-03, IAM-05) */
  nodes?: Record<string, NodeGroupArgs>;
  /** The customer-managed keys. (ENC-01, KEY-01) */
  keys?: KeyArgs;
  /** Control-plane logs. (LOG-01, LOG-02) */
  logs?: LogArgs;
  /** Admission control. (POL-01, PSS-01) */
  gatekeeper?: AdmissionArgs;
  /** Keeps the cluster, its keys and its logs from deletion, and the stack from a destroy; to destroy, turn it off and update first. @default true */
  protect?: boolean;
  /** SHA-256 (hex) of the waiver file that the program read, for policies to compare. @default none */
  waiversHash?: string;
  /** Tags of every AWS resource. @default none */
  tags?: Record<string, pulumi.Input<string>>;
}
