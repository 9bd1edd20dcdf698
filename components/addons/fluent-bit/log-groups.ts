import type * as aws from "@pulumi/aws";
import { type ClusterContext, createLogGroup } from "../../aws";
import { workloadLogGroupName } from "../../foundations/names";
import type { FluentBitSettings } from "./settings";

export type LogGroups = Record<string, aws.cloudwatch.LogGroup>;

/** A group for each source, with a key and an end. (ENC-06, LOG-02) */
export function createLogGroups(
  context: ClusterContext,
  { cluster, sources, key, retentionInDays }: FluentBitSettings,
): LogGroups {
  const groups = sources.map((source) => [
    source,
    createLogGroup(context, {
      purpose: source,
      name: workloadLogGroupName(cluster.name, source),
      key,
      retentionInDays,
    }),
  ]);
  return Object.fromEntries(groups) as LogGroups;
}
