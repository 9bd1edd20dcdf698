import { Part } from "../../../../catalogue";
import { all, fail, type Judgement } from "../../facts/judgement";
import type { Stack } from "../../facts/stack";
import type { Subject } from "../../facts/subject";
import { type Context, guarded, type StackCheck, type StackJudgement, unlessProvided } from "../check";
import { unclearLocations, writtenByVelero } from "../helm/backup-locations";
import { backupBuckets, judgeReplication } from "./backups";
import { publicAccess, unclear, versioning } from "./buckets";
import { replicationConfig } from "./types";

/** BCK-02: backups survive a mistake, and the loss of a region. */
export const backupStore: StackCheck = {
  control: "BCK-02",
  none: "the stack holds no bucket that is replicated or that Velero writes to, and no cluster declares one for backups",
  judge: (stack, context) => [
    ...storesOf(stack).flatMap((bucket) => judgeBucket(bucket, stack, context)),
    ...unclear(stack, stack.ofType(replicationConfig), "bucket"),
    ...unclearLocations(stack),
    ...undeclared(stack, context),
  ],
};

const storesOf = (stack: Stack) => [...new Set([...backupBuckets(stack), ...writtenByVelero(stack)])];

function judgeBucket(bucket: Subject, stack: Stack, context: Context): readonly StackJudgement[] {
  const judged = (judge: () => Judgement) => ({ subject: bucket, judgement: guarded(judge) });
  const store = judged(() => all(versioning(stack, bucket), publicAccess(stack, bucket)));
  const copies = judged(() => judgeReplication(stack, bucket));
  const seen = [store, ...unlessProvided(Part.BackupReplica, context, [copies])];
  const both = { subject: bucket, judgement: all(...seen.map(({ judgement }) => judgement)) };
  // Without its copies the store is only half of what is asked: it may fail, but it cannot pass.
  return seen.length === 2 ? [both] : unlessProvided(Part.BackupReplica, context, [both]);
}

/** A cluster that says it makes a backup store and its copies must have a bucket of its own that is replicated. */
function undeclared(stack: Stack, { created }: Context): StackJudgement[] {
  const copied = new Set(created(Part.BackupReplica));
  const stores = backupBuckets(stack);
  return stack.subjects
    .filter(({ urn }) => copied.has(urn) && created(Part.Backup).includes(urn))
    .filter(({ urn }) => !stores.some(({ parent }) => parent === urn))
    .map((subject) => ({ subject, judgement: fail("it declares a backup store, and no bucket of it is replicated") }));
}
