import type * as pulumi from "@pulumi/pulumi";
import { type Mistake, oneOf, optional, Part, Provision, quote, record, regionText, whole } from "../../../catalogue";
import { bucketArnMistakes } from "../../foundations/bucket-name";
import { inputText } from "../../foundations/input-text";
import type { Asked } from "../asked";
import { boundMistakes, reasonsOf } from "../bounds";
import { type BucketLock, LockMode } from "../locked-bucket";
import { partMembers, type PartSettings, resolvePart } from "../part";
import type { ResidencySettings } from "../residency";
import { type BackupReplicaArgs, ReplicaDeletions } from "./args";
import { defaultReplicaRegion, replicaKeyMistakes, replicaRegionMistakes } from "./replica-place";

const path = Part.BackupReplica;

export const replicaShape = record({
  ...partMembers([Provision.Create, Provision.Existing, Provision.Inherited]),
  region: optional(regionText),
  bucketArn: optional(inputText),
  keyArn: optional(inputText),
  lockMode: optional(oneOf(Object.values(LockMode))),
  lockDays: optional(whole(1, 36500)),
  deletions: optional(oneOf(Object.values(ReplicaDeletions))),
});

export interface ReplicaSettings {
  /** `reference` is the bucket's ARN. */
  part: PartSettings;
  /** Of a bucket to make; absent while the stack's own region is not known, which decides it then. */
  region?: string;
  /** Key of the bucket that exists. */
  keyArn?: pulumi.Input<string>;
  lock: BucketLock;
  deletions: ReplicaDeletions;
}

/** The second copy of a store, as whoever provides the store leaves it open; undefined where there is none. */
export function resolveReplica(
  args: BackupReplicaArgs | undefined,
  store: PartSettings,
  asked: Asked,
  residency: ResidencySettings,
  mistakes: Mistake[],
): ReplicaSettings | undefined {
  if (store.mode === Provision.Create) return resolveOwn(args ?? {}, store, asked, residency, mistakes);
  if (args !== undefined) {
    const misread = mistakes.some((mistake) => mistake.path === `${path}.mode`);
    if (!misread && (args.mode ?? Provision.Create) === Provision.Create) {
      const got = args.mode ?? "nothing";
      const expected = `existing or inherited while backup.mode is ${store.mode}: replication is set on the first bucket, which is not the stack's`;
      mistakes.push({ path: `${path}.mode`, got, expected });
      return undefined;
    }
    return resolveOwn(args, store, asked, residency, mistakes);
  }
  // Whoever vouches for the backups vouches for where they are.
  if (store.mode === Provision.Inherited) return { part: store, ...standards(asked) };
  const { min } = asked.posture.backupCopies;
  if (min.value > 1) {
    const expected = `who provides the copy in a second region, because backup.mode is existing (${reasonsOf(min)})`;
    mistakes.push({ path, got: "nothing", expected });
  }
  return undefined;
}

function resolveOwn(
  args: BackupReplicaArgs,
  store: PartSettings,
  asked: Asked,
  residency: ResidencySettings,
  mistakes: Mistake[],
): ReplicaSettings {
  const rules = { reference: "bucketArn", always: ["keyArn", "deletions"] } as const;
  const part = resolvePart<BackupReplicaArgs>(path, args, rules, mistakes);
  if (part.mode === Provision.Existing && typeof args.bucketArn === "string") {
    mistakes.push(...bucketArnMistakes(`${path}.bucketArn`, args.bucketArn, asked.region));
  }
  const { backupLockDays } = asked.posture;
  const fallback = standards(asked);
  const lock = { mode: args.lockMode ?? fallback.lock.mode, days: args.lockDays ?? fallback.lock.days };
  mistakes.push(...boundMistakes(`${path}.lockDays`, lock.days, backupLockDays));
  const region = part.mode === Provision.Create ? resolveRegion(args.region, asked, residency, mistakes) : undefined;
  return {
    part,
    ...(region !== undefined && { region }),
    ...resolveKey(args, part, asked, residency, mistakes),
    lock,
    deletions: resolveDeletions(args.deletions, store, part, asked, mistakes),
  };
}

/** What holds where nobody says otherwise. */
function standards({ posture: { backupLockDays } }: Asked): Pick<ReplicaSettings, "lock" | "deletions"> {
  const ends = Number.isFinite(backupLockDays.max.value);
  return {
    lock: { mode: LockMode.Governance, days: backupLockDays.min.value },
    deletions: ends ? ReplicaDeletions.Followed : ReplicaDeletions.Kept,
  };
}

function resolveRegion(
  chosen: string | undefined,
  { region: stack }: Asked,
  residency: ResidencySettings,
  mistakes: Mistake[],
): string | undefined {
  const at = `${path}.region`;
  if (chosen !== undefined) {
    mistakes.push(...replicaRegionMistakes(at, chosen, stack, residency));
    return chosen;
  }
  if (stack === undefined || mistakes.some((mistake) => mistake.path === at)) return undefined;
  return defaultReplicaRegion(at, stack, mistakes);
}

function resolveKey(
  { keyArn }: BackupReplicaArgs,
  { mode }: PartSettings,
  { region: stack }: Asked,
  residency: ResidencySettings,
  mistakes: Mistake[],
): Pick<ReplicaSettings, "keyArn"> {
  const at = `${path}.keyArn`;
  if (mode !== Provision.Existing) {
    if (keyArn !== undefined) {
      const got = typeof keyArn === "string" ? quote(keyArn) : "an Output";
      mistakes.push({ path: at, got, expected: `nothing while ${path}.mode is ${mode}` });
    }
    return {};
  }
  if (keyArn === undefined) {
    mistakes.push({ path: at, got: "nothing", expected: `a value, because ${path}.mode is existing` });
    return {};
  }
  if (typeof keyArn === "string") mistakes.push(...replicaKeyMistakes(at, keyArn, stack, residency));
  return { keyArn };
}

/** Whether deletions reach the copy is a setting of the replication, which is this stack's only between buckets it knows. */
function resolveDeletions(
  chosen: ReplicaDeletions | undefined,
  store: PartSettings,
  { mode }: PartSettings,
  asked: Asked,
  mistakes: Mistake[],
): ReplicaDeletions {
  const at = `${path}.deletions`;
  const { max } = asked.posture.backupLockDays;
  const standard = standards(asked).deletions;
  if (chosen === undefined) return standard;
  if (store.mode !== Provision.Create || mode === Provision.Inherited) {
    mistakes.push({ path: at, got: chosen, expected: "nothing where the replication is not the stack's" });
  } else if (chosen === ReplicaDeletions.Kept && standard === ReplicaDeletions.Followed) {
    const expected = `followed: what is deleted must come to its end in both regions (${reasonsOf(max)})`;
    mistakes.push({ path: at, got: chosen, expected });
  }
  return chosen;
}
