import type * as pulumi from "@pulumi/pulumi";
import {
  type Mistake,
  optional,
  type PartDeclaration,
  Provision,
  quote,
  record,
  whole,
} from "../../../catalogue/contracts";
import { parseKeyArn } from "../../foundations/arn";
import { inputText } from "../../foundations/input-text";
import type { Asked } from "../asked";
import { boundMistakes } from "../bounds";
import { declarePart, partMembers, type PartSettings, resolvePart } from "../part";
import type { ExistingKeyArgs, KeyArgs } from "./args";
import { KeyPurpose } from "./handle";
import { keyArnMistakes } from "./key-arn";

const { mode } = partMembers([Provision.Create, Provision.Existing]);
const existingKey = optional(record({ mode, keyArn: optional(inputText) }));

export const keyShape = record({
  deletionWindowDays: optional(whole(7, 30)),
  rotationDays: optional(whole(90, 2560)),
  secrets: existingKey,
  volumes: existingKey,
  logs: existingKey,
  backups: existingKey,
  registry: existingKey,
  alerts: existingKey,
});

/** Every purpose has a key, in this order. */
export const keyPurposes = Object.values(KeyPurpose);

export interface KeySettings {
  deletionWindowDays: number;
  rotationDays: number;
  /** Who provides the key of each purpose. */
  provided: Record<KeyPurpose, PartSettings>;
}

/**
 * Fills the defaults; notes a rotation that is slower than the regimes in force allow, and keys that cannot be used: of
 * another region or partition, or for two purposes. What is an Output is checked once it is known, when it is used.
 */
export function resolveKeys(args: KeyArgs, { posture, region }: Asked, mistakes: Mistake[]): KeySettings {
  const { keyRotationDays } = posture;
  const rotationDays = args.rotationDays ?? Math.min(365, keyRotationDays.max.value);
  mistakes.push(...boundMistakes("keys.rotationDays", rotationDays, keyRotationDays));
  const provided = Object.fromEntries(
    keyPurposes.map((purpose) => [purpose, resolveKey(purpose, args[purpose] ?? {}, mistakes)]),
  ) as Record<KeyPurpose, PartSettings>;
  mistakes.push(...existingMistakes(provided, region), ...idleMistakes(args, provided));
  return { deletionWindowDays: args.deletionWindowDays ?? 30, rotationDays, provided };
}

function resolveKey(purpose: KeyPurpose, args: ExistingKeyArgs, mistakes: Mistake[]): PartSettings {
  return resolvePart(`keys.${purpose}`, args, { reference: "keyArn" }, mistakes);
}

/** All keys are used from one region: that of the stack, or while it is not known that of the first key. */
function existingMistakes(provided: Record<KeyPurpose, PartSettings>, region: string | undefined): Mistake[] {
  const existing = keyPurposes.flatMap((purpose) => {
    const { reference } = provided[purpose];
    return reference === undefined ? [] : [{ path: `keys.${purpose}.keyArn`, purpose, arn: reference }];
  });
  const texts = existing.map(({ arn }) => arn).filter((arn) => typeof arn === "string");
  const expected = region ?? texts.map((arn) => parseKeyArn(arn)?.region).find((found) => found !== undefined);
  return existing.flatMap(({ path, arn }, index) => {
    const first = existing.slice(0, index).find((other) => other.arn === arn);
    return [
      ...(typeof arn === "string" ? keyArnMistakes(path, arn, expected) : []),
      ...(first === undefined ? [] : [sharedMistake(path, arn, first.purpose)]),
    ];
  });
}

function sharedMistake(path: string, arn: pulumi.Input<string>, purpose: KeyPurpose): Mistake {
  return { path, got: quote(arn), expected: `a key of its own, not that of keys.${purpose} (KEY-04)` };
}

/** What a key of this stack would have, while there is none. */
function idleMistakes(args: KeyArgs, provided: Record<KeyPurpose, PartSettings>): Mistake[] {
  if (keyPurposes.some((purpose) => provided[purpose].mode === Provision.Create)) return [];
  return (["deletionWindowDays", "rotationDays"] as const)
    .filter((each) => args[each] !== undefined)
    .map((each) => ({ path: `keys.${each}`, got: quote(args[each]), expected: "nothing while every key is existing" }));
}

/** What policies and evidence see of each key, by the path of the argument that decides. */
export function declareKeys({ provided }: KeySettings): Record<string, PartDeclaration> {
  return Object.fromEntries(keyPurposes.map((purpose) => [`keys.${purpose}`, declarePart(provided[purpose])]));
}
