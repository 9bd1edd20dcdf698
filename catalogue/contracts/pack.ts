import type { Level } from "./control";
import type { Regime } from "./regime";
import type { RuleSettings } from "./rule";

/** Name of the policy pack, and of its three stack policies. Every other policy bears the id of its control. */
export const packName = "rampart-compliance";
export const stackPolicyNames = {
  mandatory: "stack-mandatory",
  advisory: "stack-advisory",
  evidence: "evidence",
} as const;

/**
 * Configuration of the `evidence` policy, which speaks for the whole pack:
 * `{ "evidence": { "levels": { "NET-02": "advisory" }, "allowUnknown": ["ENC-01"], "regimes": ["hipaa"] } }`.
 */
export interface PackSettings {
  /** Level per control. It also moves a whole-stack control between the stack policies. @default the catalogue's levels */
  levels?: Record<string, Level>;
  /** Controls that may stay unknown at preview without failing it. @default none */
  allowUnknown?: string[];
  /** Regimes to report on. @default what the CompliantCluster declares, else all but cis-eks; a difference is a finding */
  regimes?: Regime[];
  /** Minor versions of Kubernetes that may run (VUL-02). @default those in EKS's standard support when this version was made */
  supportedVersions?: string[];
  /** Fewest days between the wish to delete a key and its end, 7 to 30 (KEY-02). @default 7 */
  keyDeletionDays?: number;
  /** Whether the organisation is a service provider, whom PCI DSS asks for more. @default false */
  serviceProvider?: boolean;
  /** Days that audit logs are kept (LOG-02): as the regimes say or within it, never outside. @default the posture's bounds */
  logRetentionDays?: { least?: number; most?: number };
  /** Shortest prefixes of ranges that rules may let in, of IPv4 and IPv6; never shorter than the default (NET-01, NET-03). @default 8 and 16 */
  cidrFloor?: { ipv4?: number; ipv6?: number };
  /** ARNs of principals that may administer the cluster (IAM-02). @default those that the cluster declares */
  adminPrincipals?: string[];
  /** Regions that resources may be in (RES-01); never one that the regimes leave out. @default the posture's */
  regions?: string[];
  /** Keys of tags that what holds data must bear (TAG-01). @default `data-classification`, `owner`, `scope` */
  requiredTags?: string[];
  /** What object rules compare with; see `RuleParameter`. @default what the cluster declares */
  rules?: RuleSettings;
}

/** How the run that is judged came about. */
export const Mode = {
  /** `rampart preview`: everything is previewed as new, without a cloud. */
  OfflinePreview: "offline-preview",
  /** `pulumi preview`. */
  Preview: "preview",
  /** `pulumi up`. */
  Update: "update",
  /** `rampart check` on Kubernetes YAML: no stack, so whole-stack controls are not applicable. */
  Manifests: "manifests",
  /** `rampart check` on `pulumi stack export`: real state, no unknowns. */
  StackExport: "stack-export",
} as const;
export type Mode = (typeof Mode)[keyof typeof Mode];

/**
 * What `rampart` tells the pack about a run, as keys of the stack configuration in the ConfigureStack call. They count
 * only where RAMPART_CLI is set in the pack's environment, as the command line does: under the plain Pulumi CLI that
 * configuration is the stack's own. Without them the project's root is the nearest folder with a Pulumi.yaml above the
 * pack (or RAMPART_PROJECT_ROOT), and the evidence goes to RAMPART_EVIDENCE or `.rampart/evidence/<stack>.json` under it.
 */
export const runKeys = {
  mode: "rampart-cli:mode",
  evidence: "rampart-cli:evidence",
  root: "rampart-cli:root",
} as const;
export const runEnvironment = {
  cli: "RAMPART_CLI",
  evidence: "RAMPART_EVIDENCE",
  root: "RAMPART_PROJECT_ROOT",
} as const;
