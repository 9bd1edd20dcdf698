import type * as pulumi from "@pulumi/pulumi";
import {
  DetectionFeature,
  detectionGap,
  flag,
  type Mistake,
  oneOf,
  optional,
  Part,
  type PartDeclaration,
  Provision,
  quote,
  record,
} from "../../../catalogue";
import { inputText } from "../../foundations/input-text";
import { partitionOf } from "../../foundations/partition";
import type { Asked } from "../asked";
import { declarePart, partMembers, type PartSettings, resolvePart } from "../part";
import { type DetectionArgs, FindingFrequency } from "./args";

export const detectionShape = record({
  ...partMembers([Provision.Create, Provision.Existing, Provision.Inherited]),
  detectorId: optional(inputText),
  runtimeMonitoring: optional(flag),
  malwareProtection: optional(flag),
  findingFrequency: optional(oneOf(Object.values(FindingFrequency))),
});

export interface DetectionSettings extends PartSettings {
  /** Each feature that exists where the stack is, on or off; in this order they are set. */
  features: { name: DetectionFeature; enabled: boolean }[];
  findingFrequency: FindingFrequency;
}

/** Fills the defaults; notes a feature that is asked for where it does not exist, and a reference that names no detector. */
export function resolveDetection(args: DetectionArgs, { region }: Asked, mistakes: Mistake[]): DetectionSettings {
  const part = resolvePart<DetectionArgs>("detection", args, { reference: "detectorId" }, mistakes);
  if (part.mode === Provision.Existing) mistakes.push(...idMistakes(part.reference));
  const partition = region === undefined ? undefined : partitionOf(region);
  const features = (["runtimeMonitoring", "malwareProtection"] as const).flatMap((argument) => {
    const name = argument === "runtimeMonitoring" ? DetectionFeature.Runtime : DetectionFeature.Malware;
    const gap = partition === undefined ? undefined : detectionGap(name, partition);
    if (gap === undefined) return [{ name, enabled: args[argument] ?? true }];
    if (args[argument] === true && part.mode === Provision.Create) {
      const expected = `nothing or false: GuardDuty has no ${name} in ${gap.partition} (${gap.source})`;
      mistakes.push({ path: `detection.${argument}`, got: "true", expected });
    }
    return [];
  });
  return {
    ...part,
    features: [{ name: DetectionFeature.AuditLogs, enabled: true }, ...features],
    findingFrequency: args.findingFrequency ?? FindingFrequency.FifteenMinutes,
  };
}

/** An id that is known only later is left to AWS. */
function idMistakes(id: pulumi.Input<string> | undefined): Mistake[] {
  if (typeof id !== "string" || /^[0-9a-f]{32}$/.test(id)) return [];
  const expected = "the id of a detector: 32 hexadecimal digits, in lower case";
  return [{ path: "detection.detectorId", got: quote(id), expected }];
}

/** What policies see of the detector. */
export function declareDetection(settings: DetectionSettings): Record<string, PartDeclaration> {
  return { [Part.Detection]: declarePart(settings) };
}
