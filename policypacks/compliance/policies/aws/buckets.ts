import type { Fact } from "../../facts/fact";
import { all, fail, type Judgement, misread, oneOf, pass, unknown } from "../../facts/judgement";
import { type Identifies, type Joined, joined, judgeJoined, knownBy, refers } from "../../facts/references";
import type { Stack } from "../../facts/stack";
import { read, type Subject } from "../../facts/subject";
import type { StackJudgement } from "../check";
import { bucketTypes } from "./types";

/** Every bucket of the stack, in either of the tokens that it has. */
export const bucketsOf = (stack: Stack) => stack.ofType(...bucketTypes);

/** A bucket goes by its name, or by an ARN that ends in it. */
export function isBucket(bucket: Subject): Identifies {
  const isName = knownBy(bucket, "id", "bucket", "arn");
  return (text) => isName(text) || (typeof text === "string" && isName(/^arn:[^:]+:s3:::([^/]+)/.exec(text)?.[1]));
}

/** Resources that name a bucket which may be any of the stack's, as far as can be known: what is theirs stays open. */
export function unclear(stack: Stack, subjects: readonly Subject[], property: string): StackJudgement[] {
  return subjects
    .filter((subject) => {
      const [name, from] = [read(subject).at(property), subject.sources(property)];
      const answers = bucketsOf(stack).map((bucket) => refers(name, from, bucket, isBucket(bucket)));
      return answers.includes("unknown") && !answers.includes(true);
    })
    .map((subject) => ({
      subject,
      judgement: unknown(`which bucket ${property} names cannot be known before deployment`),
    }));
}

/** What is said of a bucket in resources of its own; each of these had a second token once. */
export function besides(stack: Stack, bucket: Subject, kind: string): Joined {
  const types = [kind, `${kind}V2`].map((each) => `aws:s3/${each[0]!.toLowerCase()}${each.slice(1)}:${each}`);
  return joined(stack, types, "bucket", bucket, isBucket(bucket));
}

/** A block of a resource that one token calls by its name, and the other by its plural, as a list. */
export function block(within: Fact, name: string): Fact {
  const plural = within.at(`${name}s`);
  if (plural.state === "absent") return within.at(name);
  return plural.items()?.[0] ?? plural;
}

/** Old and new objects are kept when one is overwritten or deleted. */
export function versioning(stack: Stack, bucket: Subject): Judgement {
  const none = fail("it keeps no versions; expected a BucketVersioning with status Enabled");
  const inline = block(read(bucket), "versioning");
  if (inline.state !== "absent") return oneOf(inline.at("enabled"), { values: [true], default: false });
  return judgeJoined(
    besides(stack, bucket, "BucketVersioning"),
    (subject) =>
      oneOf(read(subject).at("versioningConfiguration.status"), {
        values: ["Enabled"],
        printable: ["Suspended", "Disabled"],
      }),
    none,
  );
}

const blocks = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

/** Nothing can make it public, neither a policy nor the ACL of an object. */
export function publicAccess(stack: Stack, bucket: Subject): Judgement {
  return judgeJoined(
    besides(stack, bucket, "BucketPublicAccessBlock"),
    (subject) => all(...blocks.map((each) => oneOf(read(subject).at(each), { values: [true], default: false }))),
    fail("nothing blocks public access to it; expected a BucketPublicAccessBlock with all four set"),
  );
}

/** What is in it cannot be deleted or changed for some days, by anybody. */
export function lock(stack: Stack, bucket: Subject, days: number): Judgement {
  const inline = read(bucket).at("objectLockConfiguration");
  if (inline.state !== "absent") return judgeRetention(block(inline, "rule"), days);
  return judgeJoined(
    besides(stack, bucket, "BucketObjectLockConfiguration"),
    (subject) => judgeRetention(read(subject).at("rule"), days),
    fail("its objects are not locked; expected a BucketObjectLockConfiguration with a default retention"),
  );
}

/** A year of a lock is 365 days. */
function judgeRetention(rule: Fact, fewest: number): Judgement {
  const retention = block(rule, "defaultRetention");
  const [days, years] = [retention.at("days"), retention.at("years")];
  const [period, unit] = days.state === "absent" ? [years, "years"] : [days, "days"];
  const expected = `${fewest} days or more`;
  if (period.state === "absent")
    return fail(`${days.path} is not set, so objects are not locked; expected ${expected}`);
  return all(
    oneOf(retention.at("mode"), { values: ["COMPLIANCE", "GOVERNANCE"] }),
    typeof period.value !== "number"
      ? misread(period, expected)
      : period.value * (unit === "years" ? 365 : 1) < fewest
        ? fail(`objects are locked for ${period.value} ${unit}; expected ${expected}`)
        : pass(`objects are locked for ${period.value} ${unit}`),
  );
}
