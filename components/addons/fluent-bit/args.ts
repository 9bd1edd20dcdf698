import type * as pulumi from "@pulumi/pulumi";
import type { WorkloadClusterArgs } from "../../aws";
import type { MirrorArgs } from "../../releases";

/** A bucket that keeps a copy of every log. */
export interface LogArchiveArgs {
  /** Name of the bucket; of this account and region, with Bucket Keys on, best with Object Lock. (LOG-02) */
  bucketName: pulumi.Input<string>;
  /** ARN of the key that its objects are encrypted with. (ENC-06) */
  keyArn: pulumi.Input<string>;
}

/** How the logs of containers and nodes are kept. */
export interface FluentBitAddonArgs {
  /** Whether the journals of the nodes are kept too: kubelet, container runtime, kernel, sign-ins. @default true */
  nodeLogs?: boolean;
  /** Disk of each node, in MiB and for each group, that logs may take while CloudWatch takes none; then the oldest go. 64 to 10240. @default 512 */
  bufferMebibytes?: number;
  /** Copies everything into a bucket, through Firehose. @default none */
  archive?: LogArchiveArgs;
  /** Values for the chart, laid over ours; those that carry a control are refused. @default none */
  values?: Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- values of a chart have no fixed shape
}

export interface FluentBitArgs extends FluentBitAddonArgs {
  /** The cluster that it is installed in. Its name must be known: the log groups are named after it. */
  cluster: WorkloadClusterArgs;
  /** ARN of the key that the log groups are encrypted with, whose own policy must admit them by name. (ENC-06) */
  keyArn: pulumi.Input<string>;
  /** How long logs are kept, in days; a value that CloudWatch Logs offers. (LOG-02) */
  retentionDays: number;
  /** Where the chart and its images come from. @default where their makers publish them */
  mirror?: MirrorArgs;
}
