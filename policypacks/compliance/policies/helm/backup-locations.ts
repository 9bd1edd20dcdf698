import type { Fact } from "../../facts/fact";
import { unknown } from "../../facts/judgement";
import { refers } from "../../facts/references";
import type { Stack } from "../../facts/stack";
import type { Sources, Subject } from "../../facts/subject";
import { bucketsOf, isBucket } from "../aws/buckets";
import type { StackJudgement } from "../check";
import { isKind, objectsIn } from "../kubernetes/objects";
import { installations } from "./installations";

/** A place where Velero keeps backups, and the bucket that it names. */
interface Location {
  subject: Subject;
  bucket: Fact;
  from: Sources;
}

/** The values of each Velero, and the objects of its own kind. */
function locationsOf(stack: Stack): Location[] {
  const installed = installations(stack, { chart: "velero" }).flatMap(({ subject, value }) => {
    const locations = value("configuration.backupStorageLocation");
    return (locations.items() ?? [locations]).map((each) => ({
      subject,
      bucket: each.at("bucket"),
      from: subject.sources("values"),
    }));
  });
  const kind = isKind({ apiGroup: "velero.io", kind: "BackupStorageLocation" });
  const objects = objectsIn(stack, kind).map(({ subject, props }) => ({
    subject,
    bucket: props.at("spec.objectStorage.bucket"),
    from: subject.sources("spec"),
  }));
  return [...installed, ...objects];
}

const names = ({ bucket, from }: Location, target: Subject) => refers(bucket, from, target, isBucket(target));

/** The buckets of the stack to which Velero writes. */
export function writtenByVelero(stack: Stack): readonly Subject[] {
  const locations = locationsOf(stack);
  return bucketsOf(stack).filter((bucket) => locations.some((each) => names(each, bucket) === true));
}

/** Where Velero writes to a bucket which may be any of the stack's, as far as can be known. */
export function unclearLocations(stack: Stack): StackJudgement[] {
  const unclear = locationsOf(stack).filter((location) => {
    const answers = bucketsOf(stack).map((bucket) => names(location, bucket));
    return answers.includes("unknown") && !answers.includes(true);
  });
  return [...new Set(unclear.map(({ subject }) => subject))].map((subject) => ({
    subject,
    judgement: unknown("to which bucket Velero writes cannot be known before deployment"),
  }));
}
