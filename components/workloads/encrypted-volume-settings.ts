import type * as pulumi from "@pulumi/pulumi";
import {
  flag,
  mapOf,
  type Mistake,
  oneOf,
  optional,
  quote,
  read,
  record,
  text,
  whole,
} from "../../catalogue/contracts";
import { parseKeyArn, partitionMistakes } from "../foundations/arn";
import { refuseMistakes, soundPart } from "../foundations/input-error";
import { inputText } from "../foundations/input-text";
import { tagMistakes, type Tags } from "../foundations/tags";

/** File systems that the EBS driver makes on a new volume. */
export const FileSystem = { Ext4: "ext4", Xfs: "xfs" } as const;
export type FileSystem = (typeof FileSystem)[keyof typeof FileSystem];

/** Who may mount the volume at a time: an EBS volume is on one node only. */
export const VolumeAccess = { Node: "ReadWriteOnce", Pod: "ReadWriteOncePod" } as const;
export type VolumeAccess = (typeof VolumeAccess)[keyof typeof VolumeAccess];

export interface EncryptedVolumeArgs {
  /** Size in GiB, 1 to 16384; of a volume that exists, its size. It may grow, not shrink. */
  sizeGiB: number;
  /** Zone of the volume, for example "eu-central-1a"; only nodes in it can use the volume. */
  availabilityZone: pulumi.Input<string>;
  /** Namespace of the claim, and so of the pods that use the volume. */
  namespace: pulumi.Input<string>;
  /** ARN of the key to encrypt the new volume with; nothing with `volumeId`. (ENC-02) */
  kmsKeyArn?: pulumi.Input<string>;
  /** Name of the claim and of the PersistentVolume, which is unique in the cluster. @default the component's own name */
  name?: string;
  /** File system that the driver makes on an empty volume. @default "ext4" */
  fsType?: FileSystem;
  /** Whether all pods of one node may mount it, or one pod alone. @default "ReadWriteOnce" */
  accessMode?: VolumeAccess;
  /** Id of an encrypted volume that exists, to be used instead of a new one. @default none: a volume is made */
  volumeId?: pulumi.Input<string>;
  /** Keeps the new volume from deletion. @default true */
  protect?: boolean;
  /** Tags of the new volume. @default none */
  tags?: Record<string, pulumi.Input<string>>;
}

export interface EncryptedVolumeSettings {
  name: string;
  sizeGiB: number;
  availabilityZone: pulumi.Input<string>;
  namespace: pulumi.Input<string>;
  fsType: FileSystem;
  accessMode: VolumeAccess;
  protect: boolean;
  tags: Tags;
  /** One of these two. */
  kmsKeyArn?: pulumi.Input<string>;
  volumeId?: pulumi.Input<string>;
}

/** The policy that AWS manages for the driver lets it act on what has this tag. */
export const driverTag = "ebs.csi.aws.com/cluster";

const shape = record({
  // Larger ones exist, but not of every type in every region.
  sizeGiB: whole(1, 16384),
  availabilityZone: inputText,
  namespace: inputText,
  kmsKeyArn: optional(inputText),
  name: optional(text()),
  fsType: optional(oneOf(Object.values(FileSystem))),
  accessMode: optional(oneOf(Object.values(VolumeAccess))),
  volumeId: optional(inputText),
  protect: optional(flag),
  tags: optional(mapOf(inputText)),
});

/** RFC 1123, as a label: what every kind of object takes for a name. */
const namePattern = /^(?=.{1,63}$)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const nameRule = "lower-case letters, digits and dashes, 1 to 63 characters";
const zonePattern = /^([a-z]{2,4}(?:-[a-z]+)+-\d)(?:-[a-z]+-\d)?[a-z]$/;
const keyArn = { test: (value: string) => parseKeyArn(value) !== undefined };

/** What a text that is known now must look like; one that is known later is left to AWS and the API server. */
const forms: Partial<Record<keyof EncryptedVolumeArgs, [{ test(value: string): boolean }, string]>> = {
  availabilityZone: [zonePattern, "a zone such as eu-central-1a"],
  namespace: [namePattern, `a namespace: ${nameRule}`],
  kmsKeyArn: [keyArn, "the ARN of a key: no alias, which may come to mean another one"],
  name: [namePattern, nameRule],
  volumeId: [/^vol-[0-9a-f]{8,17}$/, "the id of a volume such as vol-0123456789abcdef0"],
};

/** Complete settings. Pure; throws one error with every mistake. */
export function resolveEncryptedVolumeArgs(name: string, args: EncryptedVolumeArgs): EncryptedVolumeSettings {
  const mistakes: Mistake[] = [...read(shape, args).mistakes];
  const sound = soundPart(args, mistakes);
  mistakes.push(...formMistakes(name, sound), ...modeMistakes(sound, mistakes), ...ownTagMistakes(sound.tags ?? {}));
  refuseMistakes(`EncryptedVolume ${name}`, mistakes);
  const { sizeGiB, availabilityZone, namespace, kmsKeyArn, volumeId } = args;
  return {
    name: args.name ?? name,
    sizeGiB,
    availabilityZone,
    namespace,
    fsType: args.fsType ?? FileSystem.Ext4,
    accessMode: args.accessMode ?? VolumeAccess.Node,
    protect: args.protect ?? true,
    tags: args.tags ?? {},
    ...(volumeId === undefined ? { kmsKeyArn: kmsKeyArn! } : { volumeId }),
  };
}

function formMistakes(name: string, sound: Partial<EncryptedVolumeArgs>): Mistake[] {
  const mistakes: Mistake[] = [];
  for (const [path, [pattern, expected]] of Object.entries(forms)) {
    const value = sound[path as keyof EncryptedVolumeArgs];
    if (typeof value === "string" && !pattern.test(value)) mistakes.push({ path, got: quote(value), expected });
  }
  if (sound.name === undefined && !namePattern.test(name)) {
    mistakes.push({ path: "name", got: `the component's name ${quote(name)}`, expected: nameRule });
  }
  return [...mistakes, ...keyPlaceMistakes(sound)];
}

/** A key is of one region, and encrypts no volume of another. */
function keyPlaceMistakes({ availabilityZone: zone, kmsKeyArn: arn }: Partial<EncryptedVolumeArgs>): Mistake[] {
  const key = typeof arn === "string" ? parseKeyArn(arn) : undefined;
  if (key === undefined) return [];
  const path = "kmsKeyArn";
  const region = typeof zone === "string" ? zonePattern.exec(zone)?.[1] : undefined;
  if (region !== undefined && region !== key.region) {
    return [{ path, got: `a key in ${key.region}`, expected: `one in ${region}, where the zone is` }];
  }
  return partitionMistakes(path, arn as string, region);
}

/** A new volume needs a key; of one that exists, nothing that it is made of can be chosen. */
function modeMistakes(sound: Partial<EncryptedVolumeArgs>, told: readonly Mistake[]): Mistake[] {
  if (sound.volumeId === undefined) {
    const open = !told.some(({ path }) => path === "volumeId" || path === "kmsKeyArn");
    const expected = "the ARN of a key, because there is no volumeId";
    return sound.kmsKeyArn === undefined && open ? [{ path: "kmsKeyArn", got: "nothing", expected }] : [];
  }
  const ofNewOnes = (["kmsKeyArn", "protect", "tags"] as const).filter((path) => sound[path] !== undefined);
  const expected = "nothing beside volumeId: it says what a new volume would be like";
  return ofNewOnes.map((path) => ({ path, got: "a value", expected }));
}

function ownTagMistakes(tags: Tags): Mistake[] {
  const mistakes = tagMistakes(tags, "tags");
  if (driverTag in tags) {
    mistakes.push({
      path: `tags.${driverTag}`,
      got: quote(driverTag),
      expected: "nothing: the component sets this tag",
    });
  }
  return mistakes;
}
