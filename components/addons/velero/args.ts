import type * as pulumi from "@pulumi/pulumi";
import type { WorkloadClusterArgs } from "../../aws";
import type { MirrorArgs } from "../../releases";

/** When what is backed up, and for how long. */
export interface VeleroScheduleArgs {
  /** When: five fields of cron, in UTC, for example `0 3 * * *`. (BCK-01) */
  cron: string;
  /** Namespaces that it holds. @default all */
  includedNamespaces?: string[];
  /** Days after which a backup may expire, 1 to 36500. @default how long the store keeps backups (BCK-01) */
  ttlDays?: number;
  /** Whether what is in volumes is moved into the bucket; otherwise it stays in EBS as snapshots, which have no second copy. @default true (BCK-02) */
  snapshotMoveData?: boolean;
}

/** The drill that restores the last backup, looks at what came back, and says how it went. */
export interface RestoreDrillArgs {
  /** Whether there is a drill. @default true (BCK-01) */
  enabled?: boolean;
  /** When: five fields of cron, in UTC, twice a week or more often. @default "30 5 * * *" */
  cron?: string;
  /** Name of the schedule whose last backup is restored. @default the first one */
  backupSchedule?: string;
  /** Namespace of the backup that is restored. @default "velero", from which a ConfigMap of known content must come back */
  namespace?: string;
  /** Namespace that it is restored into; the component makes it. @default "restore-drill" */
  scratchNamespace?: string;
  /** What is restored, as `plural` or `plural.group`; nothing that runs, opens a way in or gives rights. @default ConfigMaps */
  resources?: string[];
  /** Whether volumes are restored as well, each into a new one. @default false */
  volumes?: boolean;
  /** By resource, how many objects must come back at least. @default `{ configmaps: 1 }` where ConfigMaps are restored */
  minimum?: Record<string, number>;
  /** Minutes after which a restore that has not ended has failed, 5 to 240. @default 60 */
  deadlineMinutes?: number;
  /** Hours that the last completed backup may be old, 1 to 8760. @default 26 (BCK-01) */
  backupMaxAgeHours?: number;
  /** Hours within which a drill must have succeeded, or the alarm rings; 2 to 168, the longest that CloudWatch looks back. @default 26 (BCK-01) */
  successWithinHours?: number;
}

/** How the cluster is backed up. */
export interface VeleroAddonArgs {
  /** Schedules by name: lower-case letters, digits and dashes. @default `daily`, of all namespaces, at 03:00 UTC (BCK-01) */
  schedules?: Record<string, VeleroScheduleArgs>;
  /** Whether an agent runs on every node, which moves snapshots into the bucket. @default whether a schedule moves them */
  nodeAgent?: boolean;
  /** The restore drill. @default daily */
  restoreDrill?: RestoreDrillArgs;
  /** Values for the chart, laid over ours; those that carry a control are refused. @default none */
  values?: Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- values of a chart have no fixed shape
}

/** The bucket that backups are written to. */
export interface VeleroStoreArgs {
  /** Name of the bucket. */
  bucket: pulumi.Input<string>;
  /** ARN of the key that encrypts it; its objects must use a Bucket Key. */
  keyArn: pulumi.Input<string>;
  /** Region of the bucket. @default the stack's own */
  region?: pulumi.Input<string>;
  /** Folder in the bucket, without slashes at its ends. @default "velero" */
  prefix?: string;
}

export interface VeleroArgs extends VeleroAddonArgs {
  /** Where the chart and the images come from. @default where their makers publish them */
  mirror?: MirrorArgs;
  /** The cluster that it is installed in. */
  cluster: WorkloadClusterArgs;
  /** Where backups are kept. (BCK-02) */
  store: VeleroStoreArgs;
  /** Days after which a backup may expire where its schedule says nothing else, 1 to 36500. @default 30 (BCK-01) */
  retentionDays?: number;
  /** ARN of the SNS topic that the drill's alarms go to. @default none: there are no alarms */
  alertTopicArn?: pulumi.Input<string>;
}
