import * as pulumi from "@pulumi/pulumi";
import { Provision } from "../../../catalogue/contracts";
import { controlPlaneLogGroupName } from "../../foundations/names";
import { type ClusterContext, createLogGroup } from "../../aws";
import type { KeyHandle } from "../keys";
import type { LogSettings } from "./settings";

export interface ControlPlaneLogGroup {
  name: pulumi.Output<string>;
  /** What this stack makes of it, which must be there before the cluster. */
  made: pulumi.Resource[];
}

/** The group that EKS writes to. Where there is none, EKS makes its own: kept for ever, and encrypted with none of our keys. */
export function createControlPlaneLogGroup(
  context: ClusterContext,
  { mode, retentionDays }: LogSettings,
  key: KeyHandle,
): ControlPlaneLogGroup {
  const name = controlPlaneLogGroupName(context.name);
  if (mode !== Provision.Create) return { name: pulumi.output(name), made: [] };
  const group = createLogGroup(context, { purpose: "control-plane", name, key, retentionInDays: retentionDays });
  return { name: group.name, made: [group] };
}
