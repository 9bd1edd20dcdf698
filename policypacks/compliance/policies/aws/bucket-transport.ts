import type { Fact } from "../../facts/fact";
import { fail, type Judgement, pass, unknown } from "../../facts/judgement";
import { coversActions, element, listOf, matches, readPolicy } from "../../facts/policy-document";
import { isForEverybody } from "../../facts/principals";
import { joined } from "../../facts/references";
import type { Stack } from "../../facts/stack";
import { read, type Subject } from "../../facts/subject";
import { every, some, type Ternary } from "../../facts/ternary";
import type { ResourceCheck } from "../check";
import { isBucket } from "./buckets";
import { bucketPolicy, bucketTypes } from "./types";

/**
 * TLS-04: a bucket's own policy refuses what does not come by TLS. A bucket must have a policy; what that says is judged
 * where it stands, so that it is judged before it is deployed.
 */
export const bucketTransport: ResourceCheck = {
  control: "TLS-04",
  types: [...bucketTypes, bucketPolicy],
  judge: (subject, _, stack) => {
    const policy = read(subject).at("policy");
    // What S3 gives back of a bucket without a policy is an empty text.
    const stands = subject.type === bucketPolicy || (policy.state !== "absent" && policy.value !== "");
    return [stands ? judgePolicy(policy, nameOf(read(subject).at("bucket"))) : judgeBucket(subject, stack)];
  },
};

const expected = "a BucketPolicy that denies everybody s3:* on the bucket and its objects without aws:SecureTransport";

function judgeBucket(bucket: Subject, stack: Stack | undefined): Judgement {
  if (stack === undefined) return unknown(`whether it has a BucketPolicy is seen in the whole stack`);
  const { sure, maybe } = joined(stack, [bucketPolicy], "bucket", bucket, isBucket(bucket));
  if (sure.length > 0) return pass("a BucketPolicy of this stack is its policy");
  return maybe.length > 0
    ? { ...unknown("which bucket a BucketPolicy belongs to cannot be known before deployment"), lasting: true }
    : fail(`it has no policy, so it answers plain HTTP; expected ${expected}`);
}

/** The name of a bucket, which may be given as its ARN; undefined when it is not known. */
function nameOf({ value }: Fact): string | undefined {
  return typeof value === "string" ? value.replace(/^arn:[^:]+:s3:::/, "") : undefined;
}

function judgePolicy(policy: Fact, name: string | undefined): Judgement {
  if (policy.state === "absent") return fail(`${policy.path} is not set; expected ${expected}`);
  const reading = readPolicy(policy);
  if ("unreadable" in reading) return reading.unreadable;
  // What several statements refuse, they refuse together.
  const refused = (covers: (pattern: string, name: string) => boolean) =>
    some(reading.statements.map((each) => every([refusesPlain(each), reaches(each, name, covers)])));
  const whole = every([refused(coversBucket), refused(coversObjects)]);
  if (whole === true) return pass(`${policy.path} refuses plain HTTP`);
  return whole === false
    ? fail(`${policy.path} does not refuse plain HTTP; expected ${expected}`)
    : unknown(`whether ${policy.path} refuses plain HTTP cannot be known before deployment; expected ${expected}`);
}

/** Whether a statement denies everybody everything because it comes in the clear, and for no other reason. */
function refusesPlain(statement: Fact): Ternary {
  const effect = element(statement, "Effect");
  const named = ["NotPrincipal", "NotAction"].every((each) => element(statement, each).state === "absent");
  return every([
    named,
    effect.state === "unknown" ? "unknown" : effect.value === "Deny",
    isForEverybody(statement),
    coversActions(statement, ["s3:any", "s3:getobject"]),
    isPlain(element(statement, "Condition")),
  ]);
}

/** All tests of a condition must hold, so a second one leaves something out. */
function isPlain(condition: Fact): Ternary {
  if (condition.state === "unknown") return "unknown";
  const [operator, ...others] = condition.keys() ?? [];
  if (operator === undefined || others.length > 0 || !/^Bool(IfExists)?$/i.test(operator)) return false;
  const test = condition.at([operator]);
  if (test.state === "unknown") return "unknown";
  const [key, ...more] = test.keys() ?? [];
  if (key === undefined || more.length > 0 || key.toLowerCase() !== "aws:securetransport") return false;
  return some(
    listOf(test.at([key])).map(({ state, value }) =>
      state === "unknown" ? "unknown" : value === false || value === "false",
    ),
  );
}

/** Whether a pattern of a statement covers something of the bucket. Where it has no name yet, S3 takes only its own ARN. */
function reaches(
  statement: Fact,
  name: string | undefined,
  covers: (pattern: string, name: string) => boolean,
): Ternary {
  const patterns = listOf(element(statement, "Resource"));
  const own = name ?? patterns.map(({ value }) => bucketIn(value)).find((each) => each !== undefined) ?? "any";
  return some(
    patterns.map(({ state, value }) =>
      state === "unknown" ? "unknown" : typeof value === "string" && covers(value, own),
    ),
  );
}

const bucketIn = (value: unknown) =>
  typeof value === "string" ? /^arn:[^:]+:s3:::([^*?/]+)(?:\/\*)?$/.exec(value)?.[1] : undefined;

/** An ARN with the partition of the pattern, which is the bucket's own. */
const arnOf = (pattern: string, name: string) => `arn:${/^arn:([\w-]+):/.exec(pattern)?.[1] ?? "aws"}:s3:::${name}`;

const coversBucket = (pattern: string, name: string) => matches(pattern, arnOf(pattern, name));

/** A pattern covers all objects where it leaves their keys open, from the first character on. */
const coversObjects = (pattern: string, name: string) =>
  pattern.endsWith("*") && matches(pattern, `${arnOf(pattern, name)}/`);
