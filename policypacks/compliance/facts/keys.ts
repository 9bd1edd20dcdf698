import type { Fact } from "./fact";
import { fail, type Judgement, pass, unreadable } from "./judgement";

/** Type token of a key in KMS. */
export const kmsKey = "aws:kms/key:Key";
/** Every kind of key in KMS. An alias is no key: it may point to one that is not of this stack. */
export const kmsKeys: readonly string[] = [
  kmsKey,
  "aws:kms/replicaKey:ReplicaKey",
  "aws:kms/externalKey:ExternalKey",
  "aws:kms/replicaExternalKey:ReplicaExternalKey",
];

/** An ARN, id or alias of a key. */
const keyReference =
  /^(arn:[\w-]+:kms:[\w-]*:\d*:(key|alias)\/\S+|alias\/\S+|mrk-[0-9a-f]+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;
/** Keys that AWS manages in the account; nobody but AWS sets their policy. */
const managedByAws = /(^|:)alias\/aws\//;

/** The property names a customer-managed key: a known reference, or an unknown one that comes from a key of this stack. */
export function customerKey(property: Fact): Judgement {
  const found = property.from(...kmsKeys);
  const expected = "the ARN of a customer-managed KMS key";
  if (found.state === "linked") return pass(`${found.path} comes from a KMS key of this stack`);
  if (found.state === "absent") return fail(`${found.path} is not set; expected ${expected}`);
  if (found.state !== "known") return unreadable(found, expected);
  if (typeof found.value !== "string" || !keyReference.test(found.value))
    return fail(`${found.path} is no key reference; expected ${expected}`);
  return managedByAws.test(found.value)
    ? fail(`${found.path} names a key that AWS manages; expected ${expected}`)
    : pass(`${found.path} names a KMS key`);
}
