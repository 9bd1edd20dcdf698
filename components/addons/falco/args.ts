import type * as pulumi from "@pulumi/pulumi";
import type { FalcoPriority } from "../../../catalogue/falco";
import type { WorkloadClusterArgs } from "../../aws";
import type { MirrorArgs } from "../../releases";

/** What Falco watches, whom it knows, and where its alerts go. */
export interface FalcoAddonArgs {
  /** Namespaces with regulated data, in which a shell or an unknown connection rings. @default none (MON-01) */
  regulatedNamespaces?: string[];
  /** Folders with regulated data, and the programs that may read them. @default none (MON-01) */
  dataMounts?: FalcoDataMountArgs[];
  /** Networks in CIDR form, IPv4 or IPv6, that pods of regulated namespaces may connect to. @default the private ranges, the pod itself, and the agent of EKS Pod Identity */
  allowedNetworks?: string[];
  /** Ports that they may connect to wherever it is. @default none */
  allowedPorts?: number[];
  /** Users of the API server that are machines, as the audit log names them; `*` at the end stands for the session. @default none */
  automationUsers?: string[];
  /** Users that are for emergencies: whatever they change rings; `*` as above. @default none */
  breakGlassUsers?: string[];
  /** Your own entries of rules files, after ours. @default none */
  rules?: FalcoRulesArgs;
  /** Rules of the project's own file to switch off, by their names. @default none */
  disabledUpstreamRules?: string[];
  /** Which alerts go where. @default see each */
  routes?: FalcoRoutesArgs;
  /** Namespace whose pods may read the metrics. @default none */
  metricsNamespace?: string;
  /** Values for the charts, laid over ours; those that carry a control are refused. @default none */
  values?: FalcoValuesArgs;
}

export interface FalcoDataMountArgs {
  /** Namespace of the pods. */
  namespace: string;
  /** Where the folder stands in their containers: absolute, without a slash at the end. */
  path: string;
  /** Paths of the programs in the container that may read it. @default none */
  readers?: string[];
}

/** Entries as a rules file holds them: maps with `rule`, `macro` or `list`. */
export interface FalcoRulesArgs {
  /** For the Falco of each node. @default none */
  syscall?: Record<string, any>[]; // eslint-disable-line @typescript-eslint/no-explicit-any -- an entry of a rules file
  /** For the Falco that reads the audit log; each rule says `source: k8s_audit`. @default none */
  audit?: Record<string, any>[]; // eslint-disable-line @typescript-eslint/no-explicit-any -- an entry of a rules file
}

/** By route the lowest priority that takes it. */
export interface FalcoRoutesArgs {
  /** To the topic of alerts; `critical` or lower, or nothing of ours would ring. @default "error" (MON-02) */
  topic?: FalcoPriority;
  /** To the log group. @default "notice" */
  log?: FalcoPriority;
  /** To an address of yours. @default none */
  webhook?: FalcoWebhookArgs;
}

export interface FalcoWebhookArgs {
  /** Name of a Secret in Falco's namespace that holds the address. It may come later; falcosidekick is then to be restarted. */
  secretName: string;
  /** Its key. @default "address" */
  secretKey?: string;
  /** The lowest priority that it takes. @default "warning" */
  priority?: FalcoPriority;
}

export interface FalcoValuesArgs {
  /** For the release `falco`, on every node. @default none */
  falco?: Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- values of a chart have no fixed shape
  /** For the release `falco-k8saudit`. @default none */
  audit?: Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- values of a chart have no fixed shape
  /** For the release `falcosidekick`. @default none */
  sidekick?: Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- values of a chart have no fixed shape
}

export interface FalcoArgs extends FalcoAddonArgs {
  /** The cluster that it watches. Its audit log must be delivered to CloudWatch (LOG-01). */
  cluster: WorkloadClusterArgs;
  /** The log group of the alerts, which is made. */
  logGroup: FalcoLogGroupArgs;
  /** The topic of alerts. @default none: alerts stay in the log, and MON-02 is not met */
  topic?: FalcoTopicArgs;
  /** Where the charts, their images and artifacts come from. @default where their makers publish them */
  mirror?: MirrorArgs;
}

export interface FalcoLogGroupArgs {
  /** Its name in CloudWatch, which the key's policy must admit. */
  name: string;
  /** ARN of the key that encrypts it. (ENC-06) */
  keyArn: pulumi.Input<string>;
  /** Days that alerts are kept: a number that CloudWatch accepts. (LOG-02) */
  retentionDays: number;
}

export interface FalcoTopicArgs {
  /** ARN of the SNS topic. */
  arn: pulumi.Input<string>;
  /** ARN of the key that encrypts it. @default none: the topic has no key of yours */
  keyArn?: pulumi.Input<string>;
}
