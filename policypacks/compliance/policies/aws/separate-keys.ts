import type { Fact } from "../../facts/fact";
import { fail, pass, unknown } from "../../facts/judgement";
import { kmsKeys } from "../../facts/keys";
import type { Stack } from "../../facts/stack";
import { read, type Subject } from "../../facts/subject";
import type { StackCheck, StackJudgement } from "../check";
import { backupBuckets } from "./backups";
import { besides, block, unclear } from "./buckets";
import { accessLogs, receivesLogs } from "./records";
import { cluster, launchTemplate, logGroup, replicationConfig, volume } from "./types";

/** One use of a key. */
interface Use {
  subject: Subject;
  purpose: string;
  property: Fact;
}

/** KEY-04: a key that serves two purposes gives who holds one of them the other. */
export const separateKeys: StackCheck = {
  control: "KEY-04",
  none: "the stack uses no customer-managed key",
  judge: (stack) => [...judgeUses(usesOf(stack), stack), ...unclear(stack, stack.ofType(replicationConfig), "bucket")],
};

function usesOf(stack: Stack): Use[] {
  const use = (purpose: string, subject: Subject, ...properties: (Fact | undefined)[]): Use[] =>
    properties
      .filter((property) => property !== undefined)
      .filter(({ state }) => state === "known" || state === "unknown")
      .map((property) => ({ purpose, subject, property }));
  const logs = accessLogs(stack);
  const isNoRecord = (bucket: Subject) => receivesLogs(bucket, stack) !== true && !logs.includes(bucket);
  return [
    ...stack
      .ofType(cluster)
      .flatMap((each) => use("API data", each, read(each).at("encryptionConfig.provider.keyArn"))),
    ...stack.ofType(launchTemplate).flatMap((each) => use("volumes", each, ...diskKeys(each))),
    ...stack.ofType(volume).flatMap((each) => use("volumes", each, read(each).at("kmsKeyId"))),
    ...stack
      .ofType("aws:ebs/defaultKmsKey:DefaultKmsKey")
      .flatMap((each) => use("volumes", each, read(each).at("keyArn"))),
    ...stack
      .ofType("kubernetes:storage.k8s.io/v1:StorageClass")
      .flatMap((each) => use("volumes", each, read(each).at("parameters.kmsKeyId"))),
    ...stack.ofType(logGroup).flatMap((each) => use("logs", each, read(each).at("kmsKeyId"))),
    ...backupBuckets(stack)
      .filter(isNoRecord)
      .flatMap((bucket) =>
        encryptionOf(stack, bucket).flatMap((each) =>
          use("backups", each, ...elementsOf(read(each).at("rules")).map(defaultKey)),
        ),
      ),
  ];
}

function encryptionOf(stack: Stack, bucket: Subject): Subject[] {
  const { sure, maybe } = besides(stack, bucket, "BucketServerSideEncryptionConfiguration");
  return [...sure, ...maybe];
}

/** The elements of a list; of one that is not known, itself, so that what is below it is not known either. */
const elementsOf = (list: Fact) => list.items() ?? [list];

const diskKeys = (template: Subject) =>
  elementsOf(read(template).at("blockDeviceMappings")).map((mapping) => mapping.at("ebs.kmsKeyId"));

const defaultKey = (rule: Fact) => block(rule, "applyServerSideEncryptionByDefault").at("kmsMasterKeyId");

/** A resource is judged by the keys it uses: none of them may serve another purpose. */
function judgeUses(uses: readonly Use[], stack: Stack): StackJudgement[] {
  const purposes = new Map<string, Set<string>>();
  const found = uses.map((use) => ({ ...use, keys: keysOf(use, stack) }));
  for (const { keys, purpose } of found)
    for (const key of keys ?? []) purposes.set(key, (purposes.get(key) ?? new Set()).add(purpose));
  const subjects = [...new Set(uses.map(({ subject }) => subject))];
  // Where there is one purpose only, no key serves another, whichever it is.
  const several = new Set(uses.map(({ purpose }) => purpose)).size > 1;
  return subjects.map((subject) => {
    const own = found.filter((each) => each.subject === subject);
    const shared = own
      .flatMap(({ keys }) => keys ?? [])
      .map((key) => [...purposes.get(key)!].sort())
      .find((each) => each.length > 1);
    if (shared !== undefined)
      return { subject, judgement: fail(`one key serves ${shared.join(" and ")}; expected a key for each purpose`) };
    const hidden = own.find(({ keys }) => keys === undefined);
    if (several && hidden !== undefined)
      return { subject, judgement: unknown(`${hidden.property.path} cannot be known before deployment`) };
    return { subject, judgement: pass(`its key serves ${own[0]!.purpose} alone`) };
  });
}

/** What tells one key from another: its URN where it is of this stack, else the text that names it. */
function keysOf({ subject, property }: Use, stack: Stack): string[] | undefined {
  const keys = stack.ofType(...kmsKeys);
  if (property.state === "known") {
    const id = idOf(property.value);
    const named = keys.find(({ outputs }) => ["arn", "id", "keyId"].some((name) => idOf(outputs[name]) === id));
    return [named?.urn ?? id];
  }
  if (property.from(...kmsKeys).state !== "linked") return undefined;
  const top = property.path.split(/[.[]/)[0]!;
  return subject
    .sources(top)
    .subjects.filter(({ type }) => kmsKeys.includes(type))
    .map(({ urn }) => urn);
}

/** A key goes by its id, or by an ARN that ends in it. */
const idOf = (text: unknown) => String(text).replace(/^arn:[^:]+:kms:[^:]*:[^:]*:key\//, "");
