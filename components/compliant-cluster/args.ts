import type * as pulumi from "@pulumi/pulumi";
import type { AdmissionExclusion } from "../../catalogue";
import type { Regime, RuleSettings } from "../../catalogue/contracts";
import type { AccessArgs } from "../cluster/access";
import type { AlertArgs } from "../cluster/alerts";
import type { AuditTrailArgs } from "../cluster/audit-trail";
import type { BackupArgs } from "../cluster/backup";
import type { ControlPlaneArgs, EndpointArgs, LogArgs } from "../cluster/control-plane";
import type { DetectionArgs } from "../cluster/detection";
import type { IdentityArgs } from "../cluster/identity";
import type { KeyArgs } from "../cluster/keys";
import type { ManagedAddonArgs } from "../cluster/managed-addons";
import type { NetworkArgs } from "../cluster/network";
import type { NodeGroupArgs } from "../cluster/nodes";
import type { RegistryArgs } from "../cluster/registry";
import type { ResidencyArgs } from "../cluster/residency";
import type { StorageArgs } from "../cluster/storage";
import type { PlatformArgs } from "./platform";

/** Every argument may be left out: what remains is a private, encrypted, watched cluster over three zones, with all regimes in force. */
export interface CompliantClusterArgs extends PlatformArgs {
  /**
   * The region that the AWS provider deploys to. Name it: what it decides (residency, the region of a key, what a partition
   * lacks) is then refused before anything is registered. @default that of the provider, checked once it answers
   */
  region?: string;
  /** The regimes to meet; together they set the parameters of every part. @default all but "cis-eks" */
  regimes?: Regime[];
  /** Grounds on which data may lie outside of where the regimes let it. */
  residency?: ResidencyArgs;
  /** Minor version of Kubernetes. @default "1.35" (VUL-02) */
  kubernetesVersion?: string;
  /** Builds of EKS add-ons to use instead of the pinned ones, by add-on name, for example "v1.22.4-eksbuild.3". @default none (VUL-03) */
  addonVersions?: Record<string, string>;
  /** The add-ons that EKS manages. (NET-06, VUL-03) */
  addons?: ManagedAddonArgs;
  /** The VPC. (NET-02, NET-07) */
  network?: NetworkArgs;
  /** The EKS cluster itself. (BCK-03, VUL-02) */
  controlPlane?: ControlPlaneArgs;
  /** Who can reach the API server. @default nodes, and the networks of `network.apiCidrs` (NET-01) */
  endpoint?: EndpointArgs;
  /** Who may use the API server. @default the deployer only (IAM-01) */
  access?: AccessArgs;
  /** How workloads get their roles. (IAM-04) */
  identity?: IdentityArgs;
  /** Node groups by name. @default one group, "default" (ENC-03, IAM-05) */
  nodes?: Record<string, NodeGroupArgs>;
  /** What the account does with volumes by itself. (ENC-03) */
  storage?: StorageArgs;
  /** The customer-managed keys. (ENC-01, KEY-01) */
  keys?: KeyArgs;
  /** Control-plane logs. (LOG-01, LOG-02) */
  logs?: LogArgs;
  /** The record of what is done in the account. (LOG-03, LOG-04) */
  auditTrail?: AuditTrailArgs;
  /** GuardDuty. (MON-03) */
  detection?: DetectionArgs;
  /** Who is told of what logs and services find. */
  alerts?: AlertArgs;
  /** Where images come from, and how they are scanned. (VUL-01) */
  registry?: RegistryArgs;
  /** Where backups are kept, and their copy in a second region. (BCK-02) */
  backup?: BackupArgs;
  /** Keeps the cluster and what holds data from deletion, and the stack from a destroy; to destroy, turn it off and update first. @default true (BCK-04) */
  protect?: boolean;
  /** What object rules compare with, in previews and at admission. @default empty lists (IMG-01, NET-08, RBAC-01, RBAC-02) */
  rules?: RuleSettings;
  /** Objects that waivers take from admission, for rules of a control. @default none (GOV-01) */
  exclusions?: AdmissionExclusion[];
  /** SHA-256 (hex) of the waiver file that the program read, for policies to compare. @default none */
  waiversHash?: string;
  /** Tags of every AWS resource. @default none */
  tags?: Record<string, pulumi.Input<string>>;
}
