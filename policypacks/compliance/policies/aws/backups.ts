import type { Fact } from "../../facts/fact";
import { all, best, fail, type Judgement, misread, oneOf, pass, unknown } from "../../facts/judgement";
import { customerKey, kmsKey } from "../../facts/keys";
import { joined, refers } from "../../facts/references";
import type { Stack } from "../../facts/stack";
import { isComponent, read, type Sources, type Subject } from "../../facts/subject";
import { bucketsOf, isBucket } from "./buckets";
import { bucketTypes, replicationConfig } from "./types";

/** What is known of where the objects of a bucket go. */
export interface Replication {
  /** Whether the rule copies whatever is written. */
  whole: Judgement;
  /** The bucket of this stack that they go to; undefined where it is not of this stack, or not to be told yet. */
  replica?: Subject;
}

/** The resources that say how a bucket is replicated. */
const configsOf = (stack: Stack, bucket: Subject) =>
  joined(stack, [replicationConfig], "bucket", bucket, isBucket(bucket));

/** The buckets of the stack that are kept twice: those of backups. */
export const backupBuckets = (stack: Stack) =>
  bucketsOf(stack).filter((bucket) => configsOf(stack, bucket).sure.length > 0);

/** The rules by which a bucket is replicated. */
export function replicationsOf(stack: Stack, bucket: Subject): Replication[] {
  return configsOf(stack, bucket).sure.flatMap((config) => {
    const rules = read(config).at("rules");
    return (rules.items() ?? [rules]).map((rule) => {
      const destination = rule.at("destination.bucket");
      // The source is among what a rule comes from where its filter or metrics are made from the bucket's name.
      const replica = bucketsOf(stack).find(
        (each) =>
          each.urn !== bucket.urn && refers(destination, config.sources("rules"), each, isBucket(each)) === true,
      );
      return { whole: copiesEverything(rule, config.sources("rules")), ...(replica === undefined ? {} : { replica }) };
    });
  });
}

/** The buckets of the stack that receive the copies. */
export const replicaBuckets = (stack: Stack) => [
  ...new Set(
    backupBuckets(stack).flatMap((bucket) => replicationsOf(stack, bucket).flatMap(({ replica }) => replica ?? [])),
  ),
];

/** A rule counts where it leaves nothing out: S3 skips what a key of KMS encrypts unless it is told how. */
function copiesEverything(rule: Fact, from: Sources): Judgement {
  return all(
    oneOf(rule.at("status"), { values: ["Enabled"], printable: ["Disabled"] }),
    leavesNothingOut(rule),
    oneOf(rule.at("sourceSelectionCriteria.sseKmsEncryptedObjects.status"), {
      values: ["Enabled"],
      printable: ["Disabled"],
    }),
    replicaKey(rule.at("destination.encryptionConfiguration.replicaKmsKeyId"), from),
  );
}

/** No filter, an empty one, or one by an empty prefix. */
function leavesNothingOut(rule: Fact): Judgement {
  const [filter, ...names] = [rule.at("filter"), rule.at("prefix"), rule.at("filter.prefix")];
  const keys = (filter.keys() ?? []).filter((key) => key !== "prefix" && filter.at([key]).state !== "absent");
  if (filter.state === "wrong" || (filter.state === "known" && filter.keys() === undefined))
    return misread(filter, "no filter");
  if (keys.length > 0 || names.some(({ state, value }) => state === "known" && value !== ""))
    return fail(`${filter.path} leaves objects out; expected a rule for the whole bucket`);
  return [filter, ...names].some(({ state }) => state === "unknown")
    ? unknown(`whether ${filter.path} leaves objects out cannot be known before deployment`)
    : pass("the whole bucket is copied");
}

const replicaKeys = [kmsKey, "aws:kms/replicaKey:ReplicaKey"];

/** A rule comes from the bucket of the copies as well as from their key, so neither is linked to it alone. */
function replicaKey(key: Fact, { subjects, foreign }: Sources): Judgement {
  const made = subjects.filter(({ type }) => !isComponent(type));
  const own = made.every(({ type }) => bucketTypes.includes(type) || replicaKeys.includes(type));
  if (key.state === "unknown" && !foreign && own && made.some(({ type }) => replicaKeys.includes(type)))
    return pass(`${key.path} comes from a KMS key of this stack`);
  return customerKey(key);
}

/** Whatever is written to the bucket is copied to another region. */
export function judgeReplication(stack: Stack, bucket: Subject): Judgement {
  const replications = replicationsOf(stack, bucket);
  if (replications.length === 0) return fail("it is replicated nowhere; expected a copy in another region");
  return best(
    ...replications.map(({ whole, replica }) =>
      all(
        whole,
        replica === undefined
          ? unknown("the bucket of its copies is not part of this stack, so where it is cannot be seen")
          : judgeRegions(bucket, replica),
      ),
    ),
  );
}

function judgeRegions(bucket: Subject, replica: Subject): Judgement {
  if (bucket.region !== undefined && replica.region !== undefined)
    return bucket.region === replica.region
      ? fail("its copies are in the same region; expected another one")
      : pass("its copies are in another region");
  // Without a region of their own both have their provider's.
  const both = bucket.props["region"] === undefined && replica.props["region"] === undefined;
  return both && bucket.provider === replica.provider
    ? fail("its copies are in the same region; expected another one")
    : unknown("whether its copies are in another region cannot be known before deployment");
}
