import {
  below,
  type AddonDeclaration,
  check,
  flag,
  mapOf,
  type Mistake,
  optional,
  quote,
  read,
  record,
  text,
  whole,
} from "../../../catalogue";
import { velero } from "../../../catalogue/charts/velero";
import { type WorkloadClusterArgs, workloadClusterMistakes, workloadClusterShape } from "../../aws";
import { bucketNameMistakes } from "../../foundations/bucket-name";
import { refuseMistakes, soundPart } from "../../foundations/input-error";
import { inputText } from "../../foundations/input-text";
import { isMap } from "../../foundations/values";
import { declareRelease, mirrorShape, type ReleaseSettings, resolveRelease } from "../../releases";
import type { VeleroAddonArgs, VeleroArgs } from "./args";
import { drillShape, type DrillSettings, resolveDrill } from "./drill-settings";
import {
  resolveSchedules,
  scheduleNamePattern,
  scheduleNameRule,
  type ScheduleSettings,
  scheduleShape,
} from "./schedules";
import { veleroValues } from "./values";

/** Arguments that a cluster passes on, with every default filled in. */
export interface VeleroAddonSettings {
  schedules: Record<string, ScheduleSettings>;
  nodeAgent: boolean;
  /** Absent where there is no drill. */
  drill?: DrillSettings;
  release: ReleaseSettings;
}

export interface VeleroSettings extends VeleroAddonSettings {
  cluster: WorkloadClusterArgs;
  store: VeleroArgs["store"] & { prefix: string };
  alertTopicArn?: VeleroArgs["alertTopicArn"];
}

const members = {
  schedules: optional(mapOf(scheduleShape, scheduleNamePattern, scheduleNameRule)),
  nodeAgent: optional(flag),
  restoreDrill: optional(drillShape),
  values: optional(check("a map of chart values", isMap)),
};

/** The shape of the arguments that a cluster passes on. */
export const veleroShape = record(members);

const fullShape = record({
  ...members,
  mirror: optional(mirrorShape),
  cluster: workloadClusterShape,
  store: record({
    bucket: inputText,
    keyArn: inputText,
    region: optional(inputText),
    prefix: optional(text("a folder, without slashes at its ends", /^[\w.-]+(?:\/[\w.-]+)*$/)),
  }),
  retentionDays: optional(whole(1, 36500)),
  alertTopicArn: optional(inputText),
});

/** Fills the defaults; notes what does not fit together, and values that carry a control. `path` is where the arguments stand. */
export function resolveVeleroAddon(
  args: VeleroAddonArgs & Pick<VeleroArgs, "mirror" | "retentionDays">,
  path: string,
  mistakes: Mistake[],
): VeleroAddonSettings {
  const at = (member: string) => below(path, member);
  const { retentionDays = 30 } = args;
  const schedules = resolveSchedules(args.schedules, retentionDays, at("schedules"), mistakes);
  const moving = Object.keys(schedules).filter((name) => schedules[name]!.snapshotMoveData);
  const nodeAgent = args.nodeAgent ?? moving.length > 0;
  if (!nodeAgent && moving.length > 0) {
    const expected = `true, or none: the agent moves the snapshots of ${moving.join(", ")}`;
    mistakes.push({ path: at("nodeAgent"), got: quote(false), expected });
  }
  const drill = resolveDrill(args.restoreDrill ?? {}, schedules, at("restoreDrill"), mistakes);
  const drillsVolumes = drill?.volumes ?? false;
  const ours = veleroValues({ schedules, nodeAgent, retentionDays, drillsVolumes });
  const release = resolveRelease(velero, ours, args, at("values"), mistakes);
  return { schedules, nodeAgent, ...(drill !== undefined && { drill }), release };
}

/** Complete settings of the component. Pure; throws one error with every mistake. */
export function resolveVeleroArgs(args: VeleroArgs): VeleroSettings {
  const mistakes: Mistake[] = [...read(fullShape, args).mistakes];
  const sound = soundPart(args, mistakes);
  const settings = resolveVeleroAddon(sound, "", mistakes);
  if (sound.cluster !== undefined) mistakes.push(...workloadClusterMistakes(sound.cluster, "cluster"));
  const bucket = sound.store?.bucket;
  if (typeof bucket === "string") mistakes.push(...bucketNameMistakes("store.bucket", bucket));
  refuseMistakes("Velero", mistakes);
  const { cluster, store, alertTopicArn } = args;
  return {
    ...settings,
    cluster,
    store: { ...store, prefix: store.prefix ?? "velero" },
    ...(alertTopicArn !== undefined && { alertTopicArn }),
  };
}

/** What policies see of the add-on: its release, and when it makes backups. (BCK-01) */
export function declareVelero({ schedules, release }: VeleroAddonSettings): AddonDeclaration {
  const declared = Object.entries(schedules).map(([name, { cron, includedNamespaces, ttlDays }]) => ({
    name,
    cron,
    namespaces: includedNamespaces,
    ttlDays,
  }));
  return { releases: [declareRelease(release)], schedules: declared };
}
