import type { Fact } from "../../facts/fact";
import { all, fail, type Judgement, misread, oneOf } from "../../facts/judgement";
import { customerKey } from "../../facts/keys";
import { judgeJoined } from "../../facts/references";
import type { Stack } from "../../facts/stack";
import { read, type Subject } from "../../facts/subject";
import { each, type StackCheck } from "../check";
import { besides, block, bucketsOf } from "./buckets";

/** ENC-05: what goes into a bucket is encrypted with a key of the customer's unless an upload says otherwise. */
export const bucketEncryption: StackCheck = {
  control: "ENC-05",
  none: "the stack holds no bucket",
  judge: (stack) => each(bucketsOf(stack), (bucket) => judgeBucket(bucket, stack)),
};

function judgeBucket(bucket: Subject, stack: Stack): Judgement {
  const inline = block(read(bucket), "serverSideEncryptionConfiguration");
  if (inline.state !== "absent") return judgeRule(block(inline, "rule"));
  return judgeJoined(
    besides(stack, bucket, "BucketServerSideEncryptionConfiguration"),
    (subject) => judgeRules(read(subject).at("rules")),
    fail("S3 encrypts it with a key of its own; expected aws:kms with a customer-managed key"),
  );
}

function judgeRules(rules: Fact): Judgement {
  const items = rules.items();
  if (items === undefined || items.length === 0)
    return items?.length === 0 || rules.state === "absent"
      ? fail(`${rules.path} is not set; expected aws:kms with a customer-managed key`)
      : misread(rules, "a list of rules");
  return all(...items.map(judgeRule));
}

function judgeRule(rule: Fact): Judgement {
  const encryption = block(rule, "applyServerSideEncryptionByDefault");
  return all(
    oneOf(encryption.at("sseAlgorithm"), { values: ["aws:kms", "aws:kms:dsse"], printable: ["AES256"] }),
    customerKey(encryption.at("kmsMasterKeyId")),
  );
}
