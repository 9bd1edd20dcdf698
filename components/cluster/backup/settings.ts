import {
  type Mistake,
  optional,
  Part,
  type PartDeclaration,
  Provision,
  quote,
  record,
  whole,
} from "../../../catalogue";
import { bucketNameMistakes } from "../../foundations/bucket-name";
import { inputText } from "../../foundations/input-text";
import type { Asked } from "../asked";
import { boundMistakes } from "../bounds";
import { declarePart, partMembers, type PartSettings, resolvePart } from "../part";
import type { ResidencySettings } from "../residency";
import type { BackupArgs } from "./args";
import { replicaShape, type ReplicaSettings, resolveReplica } from "./replica-settings";

export const backupShape = record({
  ...partMembers([Provision.Create, Provision.Existing, Provision.Inherited]),
  bucket: optional(inputText),
  retentionDays: optional(whole(1, 36500)),
  noncurrentDays: optional(whole(1, 36500)),
  replica: optional(replicaShape),
});

export interface BackupSettings {
  /** `reference` is the bucket's name. */
  part: PartSettings;
  /** Days after which a backup may expire. */
  retentionDays: number;
  /** Days for which what was overwritten or deleted can be brought back. */
  noncurrentDays: number;
  /** Absent where an existing store has no second copy, and no regime asks for one. */
  replica?: ReplicaSettings;
}

/** Fills the defaults; notes what the regimes in force find too short, too long or in the wrong place. */
export function resolveBackup(
  args: BackupArgs,
  asked: Asked,
  residency: ResidencySettings,
  mistakes: Mistake[],
): BackupSettings {
  const rules = { reference: "bucket", always: ["retentionDays", "replica"] } as const;
  const part = resolvePart<BackupArgs>(Part.Backup, args, rules, mistakes);
  if (part.mode === Provision.Inherited && args.retentionDays !== undefined) {
    const [got, expected] = [quote(args.retentionDays), "nothing while backup.mode is inherited"];
    mistakes.push({ path: "backup.retentionDays", got, expected });
  }
  if (part.mode === Provision.Existing && typeof args.bucket === "string") {
    mistakes.push(...bucketNameMistakes("backup.bucket", args.bucket));
  }
  const replica = resolveReplica(args.replica, part, asked, residency, mistakes);
  return { part, ...resolveDays(args, asked, mistakes), ...(replica !== undefined && { replica }) };
}

/** A month, or what the regimes ask for where that is more. What has expired is still there until its versions go too. */
function resolveDays(
  args: BackupArgs,
  { posture: { backupLockDays } }: Asked,
  mistakes: Mistake[],
): Pick<BackupSettings, "retentionDays" | "noncurrentDays"> {
  const { min, max } = backupLockDays;
  const standard = Math.max(30, min.value);
  const { retentionDays = standard, noncurrentDays = standard } = args;
  const left = { ...max, value: max.value - noncurrentDays };
  mistakes.push(
    ...boundMistakes("backup.noncurrentDays", noncurrentDays, backupLockDays),
    ...boundMistakes("backup.retentionDays", retentionDays, { min, max: left }),
  );
  return { retentionDays, noncurrentDays };
}

/** What policies and evidence see of the store and of its copy. */
export function declareBackup({ part, replica }: BackupSettings): Partial<Record<Part, PartDeclaration>> {
  return {
    [Part.Backup]: declarePart(part),
    ...(replica !== undefined && { [Part.BackupReplica]: declarePart(replica.part) }),
  };
}
