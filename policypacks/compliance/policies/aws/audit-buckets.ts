import { Part, type Posture } from "../../../../catalogue";
import { all, best, fail, type Judgement, pass, unknown } from "../../facts/judgement";
import type { Stack } from "../../facts/stack";
import type { Subject } from "../../facts/subject";
import { type Context, each, type StackCheck, type StackJudgement, unlessProvided } from "../check";
import { backupBuckets, replicaBuckets, replicationsOf } from "./backups";
import { bucketsOf, lock, unclear, publicAccess, versioning } from "./buckets";
import { accessLogs, flowsToBuckets, logging, receivesLogs } from "./records";
import { replicationConfig, trail } from "./types";

/** LOG-03: what proves something, or brings something back, cannot be read by the world, changed or deleted. */
export const auditBuckets: StackCheck = {
  control: "LOG-03",
  none: "the stack holds no bucket of logs or backups",
  judge: (stack, context) => {
    const [stores, replicas] = [backupBuckets(stack), replicaBuckets(stack)];
    const records = bucketsOf(stack).filter((bucket) => receivesLogs(bucket, stack) === true);
    const days = (bucket: Subject) => lockDays(bucket, records, stack, context.posture);
    const locked = [...new Set([...records, ...replicas])].filter(
      (bucket) => !hasLockedCopy(bucket, stack, days(bucket)),
    );
    const others = stores.filter((bucket) => !locked.includes(bucket));
    return [
      ...each(locked, (bucket) => all(kept(bucket, stack), lock(stack, bucket, days(bucket)))),
      ...others.flatMap((bucket) => judgeStore(bucket, stack, context, days(bucket))),
      ...accessLogs(stack)
        .filter((bucket) => !locked.includes(bucket) && !others.includes(bucket))
        .flatMap((bucket) => each([bucket], () => kept(bucket, stack))),
      ...unclear(stack, stack.ofType(trail), "s3BucketName"),
      ...unclear(stack, flowsToBuckets(stack), "logDestination"),
      ...unclear(stack, stack.ofType(...logging), "targetBucket"),
      ...unclear(stack, stack.ofType(replicationConfig), "bucket"),
    ];
  },
};

const kept = (bucket: Subject, stack: Stack) => all(publicAccess(stack, bucket), versioning(stack, bucket));

/** Logs, and copies of them, are locked as long as logs must be kept; backups as long as one of them lives. */
function lockDays(bucket: Subject, records: readonly Subject[], stack: Stack, posture: Posture): number {
  const [logs, backups] = [posture.logRetentionDays.min.value, posture.backupLockDays.min.value];
  const copied = backupBuckets(stack).filter((source) =>
    replicationsOf(stack, source).some(({ replica }) => replica === bucket),
  );
  const isRecord = [bucket, ...copied].some((one) => records.includes(one));
  const isBackup = (copied.length === 0 ? [bucket] : copied).some((one) => !records.includes(one));
  return Math.max(isRecord ? logs : 0, isBackup ? backups : 0);
}

/** A bucket that is rewritten all the time, as that of a backup tool is, has a copy that is locked. */
const hasLockedCopy = (bucket: Subject, stack: Stack, days: number) =>
  replicationsOf(stack, bucket).some(
    ({ whole, replica }) =>
      whole.verdict === "pass" && replica !== undefined && lock(stack, replica, days).verdict === "pass",
  );

function judgeStore(bucket: Subject, stack: Stack, context: Context, days: number): readonly StackJudgement[] {
  const judged = (judgement: Judgement): StackJudgement => ({ subject: bucket, judgement });
  const own = all(kept(bucket, stack), lock(stack, bucket, days));
  if (own.verdict === "pass") return [judged(own)];
  const copies = replicationsOf(stack, bucket).map(({ whole, replica }) =>
    all(
      whole,
      replica === undefined
        ? unknown("the bucket of its copies is not part of this stack, so its lock cannot be seen")
        : lock(stack, replica, days),
    ),
  );
  const copy = copies.length === 0 ? fail("it is replicated nowhere; expected a locked copy") : best(...copies);
  const copied = all(kept(bucket, stack), copy, pass("its copies are locked"));
  return unlessProvided(Part.BackupReplica, context, [judged(copied)]);
}
