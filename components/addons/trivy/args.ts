import type { WorkloadClusterArgs } from "../../aws";
import type { MirrorArgs } from "../../releases";

/** What the nodes run: it decides whether their own settings can be read by a pod. */
export const NodeOperatingSystem = { Bottlerocket: "bottlerocket", AmazonLinux: "amazon-linux" } as const;
export type NodeOperatingSystem = (typeof NodeOperatingSystem)[keyof typeof NodeOperatingSystem];

/** Sets of checks that a compliance report can be made of. */
export const ComplianceSpec = {
  EksCis: "eks-cis-1.4",
  KubernetesCis: "k8s-cis-1.23",
  Nsa: "k8s-nsa-1.0",
  PodSecurityBaseline: "k8s-pss-baseline-0.1",
  PodSecurityRestricted: "k8s-pss-restricted-0.1",
} as const;
export type ComplianceSpec = (typeof ComplianceSpec)[keyof typeof ComplianceSpec];

/** How serious a flaw is. */
export const FlawSeverity = {
  Unknown: "UNKNOWN",
  Low: "LOW",
  Medium: "MEDIUM",
  High: "HIGH",
  Critical: "CRITICAL",
} as const;
export type FlawSeverity = (typeof FlawSeverity)[keyof typeof FlawSeverity];

/** A taint that scan jobs bear with, whatever its effect. */
export interface ScanTolerationArgs {
  /** Key of the taint. @default every taint */
  key?: string;
  /** Its value; only with `key`. @default any */
  value?: string;
}

/** The jobs that scan images: one for each workload, in the operator's own namespace. */
export interface ScanJobArgs {
  /** How many run at once, 1 to 50. @default 5 */
  concurrent?: number;
  /** How long one may take, in minutes, 1 to 60. @default 10 */
  timeoutMinutes?: number;
  /** The memory that each container of one may use, in MiB, 512 to 16384; images with much Java need more. @default 1536 */
  memoryMib?: number;
  /** Taints that they bear with. @default none: they run on nodes that anybody may use */
  tolerations?: ScanTolerationArgs[];
}

/** What is scanned, and what is told of it. */
export interface TrivyAddonArgs {
  /** The checks that compliance reports are made of; each report names every failed object, not only their number. @default the EKS benchmark of CIS, the NSA's guide, and both Pod Security Standards */
  complianceSpecs?: ComplianceSpec[];
  /** How many failed objects a report names for one check, 1 to 500. The report is one object, and 1.5 MiB is the most that etcd takes. @default 50 */
  failEntriesLimit?: number;
  /** What is reported of an image; with CRITICAL and HIGH in any case. @default MEDIUM, HIGH and CRITICAL (VUL-01) */
  severities?: FlawSeverity[];
  /** Leaves out flaws that nobody has fixed yet. @default false */
  ignoreUnfixed?: boolean;
  /** Namespaces that are not scanned, besides the operator's own. @default kube-system, whose images come from an account of AWS that the role cannot read (see `registryAccounts`) */
  excludedNamespaces?: string[];
  /** Further accounts of AWS whose images in this region are read, as 12 digits. Their repositories must allow it as well. @default none: the account of the stack */
  registryAccounts?: string[];
  /** Reads the pull secrets of all namespaces, and with them every Secret, for registries that ask for a login. @default false */
  readPullSecrets?: boolean;
  /** The jobs that scan. */
  scanJobs?: ScanJobArgs;
  /** Keeps the database of flaws in a server with a volume of its own, in place of one download for each scan. @default false */
  server?: boolean;
  /** Storage class of the server's volume; only with `server`. @default the cluster's default class */
  serverStorageClass?: string;
  /** Values for the chart, laid over ours; those that carry a control are refused. @default none */
  values?: Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- values of a chart have no fixed shape
}

export interface TrivyOperatorArgs extends TrivyAddonArgs {
  /** The cluster that it scans. */
  cluster: WorkloadClusterArgs;
  /** What all nodes run; name Bottlerocket where only some of them do. @default "bottlerocket" */
  nodeOperatingSystem?: NodeOperatingSystem;
  /** Prefixes of caches in the account's registry that images or the databases come from, such as `main/docker-hub`. A scan may then be the first to ask for an image. @default none */
  cachePrefixes?: string[];
  /** Where the chart, its images and the databases of flaws come from. @default where their makers publish them */
  mirror?: MirrorArgs;
}
