import type * as pulumi from "@pulumi/pulumi";
import {
  below,
  type AddonDeclaration,
  awsLogRetentionDays,
  check,
  flag,
  type Mistake,
  optional,
  platformNamespaces,
  quote,
  read,
  record,
  whole,
} from "../../../catalogue";
import { fluentBit as pin } from "../../../catalogue/charts/fluent-bit";
import { type WorkloadClusterArgs, workloadClusterMistakes, workloadClusterShape } from "../../aws";
import { parseKeyArn } from "../../foundations/arn";
import { bucketNameMistakes } from "../../foundations/bucket-name";
import { refuseMistakes, soundPart } from "../../foundations/input-error";
import { inputText } from "../../foundations/input-text";
import { clusterNamePattern, clusterNameRule } from "../../foundations/names";
import { isMap } from "../../foundations/values";
import { declareRelease, mirrorShape, type ReleaseSettings, resolveRelease } from "../../releases";
import type { FluentBitAddonArgs, FluentBitArgs, LogArchiveArgs } from "./args";
import { LogSource } from "../../foundations/names";
import { fluentBitValues } from "./values";

/** Arguments with every default filled in. */
export interface FluentBitAddonSettings {
  sources: LogSource[];
  archive?: LogArchiveArgs;
  release: ReleaseSettings;
}

export interface FluentBitSettings extends FluentBitAddonSettings {
  cluster: WorkloadClusterArgs & { name: string };
  key: { arn: pulumi.Input<string> };
  retentionInDays: number;
}

const members = {
  nodeLogs: optional(flag),
  bufferMebibytes: optional(whole(64, 10_240)),
  archive: optional(record({ bucketName: inputText, keyArn: inputText })),
  values: optional(check("a map of chart values", isMap)),
};

/** The shape of the arguments that a cluster passes on. */
export const fluentBitShape = record(members);

const shape = record({
  ...members,
  cluster: workloadClusterShape,
  keyArn: inputText,
  retentionDays: check(
    `one of the values that CloudWatch Logs offers: ${awsLogRetentionDays.join(", ")}`,
    (value): value is number => awsLogRetentionDays.includes(value as number),
  ),
  mirror: optional(mirrorShape),
});

/** Namespaces whose containers are the platform's, as far as they have any. */
function platform(): string[] {
  return [...new Set([...platformNamespaces.map(({ name }) => name), pin.namespace])].sort();
}

/** Fills the defaults; notes values that carry a control. `cluster` is its name, `path` is where the arguments stand. */
export function resolveFluentBitAddon(
  args: FluentBitAddonArgs & Pick<FluentBitArgs, "mirror">,
  cluster: string,
  path: string,
  mistakes: Mistake[],
): FluentBitAddonSettings {
  const at = (key: string) => below(path, key);
  const { nodeLogs = true, bufferMebibytes = 512, archive, mirror = {} } = args;
  const sources = Object.values(LogSource).filter((source) => nodeLogs || source !== LogSource.Node);
  mistakes.push(...archiveMistakes(archive, at("archive")));
  const ours = fluentBitValues({ cluster, sources, platform: platform(), bufferMebibytes }, mirror);
  const release = resolveRelease(pin, ours, args, at("values"), mistakes);
  return { sources, release, ...(archive !== undefined && { archive }) };
}

function archiveMistakes({ bucketName, keyArn }: Partial<LogArchiveArgs> = {}, path: string): Mistake[] {
  return [
    ...(typeof bucketName === "string" ? bucketNameMistakes(`${path}.bucketName`, bucketName) : []),
    ...keyMistakes(`${path}.keyArn`, keyArn),
  ];
}

function keyMistakes(path: string, arn: pulumi.Input<string> | undefined): Mistake[] {
  if (typeof arn !== "string" || parseKeyArn(arn) !== undefined) return [];
  return [{ path, got: quote(arn), expected: "the ARN of a key, not of an alias" }];
}

/** The groups' names, the rights on them and the key that admits them are made of the cluster's name. */
function nameMistakes(name: unknown): Mistake[] {
  if (typeof name === "string" && clusterNamePattern.test(name)) return [];
  return [{ path: "cluster.name", got: quote(name), expected: `a name that is known beforehand: ${clusterNameRule}` }];
}

/** Complete settings of the component. Pure; throws one error with every mistake. */
export function resolveFluentBitArgs(args: FluentBitArgs): FluentBitSettings {
  const mistakes: Mistake[] = [...read(shape, args).mistakes];
  const { cluster, keyArn = "", retentionDays = 0, ...sound } = soundPart(args, mistakes);
  if (cluster?.name !== undefined) mistakes.push(...nameMistakes(cluster.name));
  const name = typeof cluster?.name === "string" && mistakes.length === 0 ? cluster.name : "cluster";
  const settings = resolveFluentBitAddon(sound, name, "", mistakes);
  if (keyArn !== "") mistakes.push(...keyMistakes("keyArn", keyArn));
  if (cluster !== undefined) mistakes.push(...workloadClusterMistakes(cluster, "cluster"));
  refuseMistakes("FluentBit", mistakes);
  return { ...settings, cluster: { ...cluster, name }, key: { arn: keyArn }, retentionInDays: retentionDays };
}

/** What policies see of the add-on. */
export function declareFluentBit(settings: FluentBitSettings): AddonDeclaration {
  return { releases: [declareRelease(settings.release)] };
}
