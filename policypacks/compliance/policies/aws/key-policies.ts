import type { Fact } from "../../facts/fact";
import { all, fail, type Judgement, oneOf, pass, unknown } from "../../facts/judgement";
import { kmsKeys } from "../../facts/keys";
import { coversActions, grants, judgeGiven } from "../../facts/policy-document";
import { isForEverybody, isNarrowed } from "../../facts/principals";
import { read } from "../../facts/subject";
import { every } from "../../facts/ternary";
import type { ResourceCheck } from "../check";

const keyPolicy = "aws:kms/keyPolicy:KeyPolicy";

/** KEY-03: a key's own policy lets in whom it names, and never just anybody. */
export const keyPolicies: ResourceCheck = {
  control: "KEY-03",
  types: [...kmsKeys, keyPolicy],
  judge: (subject) => {
    const key = read(subject);
    return [
      all(
        oneOf(key.at("bypassPolicyLockoutSafetyCheck"), { values: [false], default: false }),
        judgePolicy(key.at("policy")),
      ),
    ];
  },
};

function judgePolicy(policy: Fact): Judgement {
  if (policy.state === "absent") return pass("the policy is that of KMS: the account decides through IAM");
  return all(
    pass(`${policy.path} lets in nobody but whom it names`),
    ...judgeGiven(policy, (statements) => statements.map(judgeStatement)),
  );
}

/** Actions that stand for the rest: who may do these may do everything. */
const everything = ["kms:decrypt", "kms:putkeypolicy", "kms:schedulekeydeletion", "kms:creategrant"];

function judgeStatement(statement: Fact): Judgement {
  const open = every([grants(statement), isForEverybody(statement)]);
  if (open === false) return pass(`${statement.path} names its principals`);
  const narrowed = isNarrowed(statement);
  if (narrowed === false)
    return found(
      open,
      `${statement.path} lets in everybody; expected principals, or a condition on the caller's account`,
    );
  const whole = coversActions(statement, everything);
  if (whole === true)
    return found(
      open,
      `${statement.path} allows all of kms to more than the principals it names; expected single actions`,
    );
  return narrowed === true && whole === false
    ? pass(`${statement.path} is narrowed by its condition`)
    : unknown(`whom ${statement.path} lets in, and to what, cannot be known before deployment`);
}

const found = (open: boolean | "unknown", message: string) =>
  open === true ? fail(message) : unknown(`it cannot be known before deployment whether ${message}`);
