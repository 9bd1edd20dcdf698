import { expect } from "chai";
import { policyOf } from "../../../../support/account-samples";
import { broken, type Sample, samples, unknown } from "../../../../support/samples";
import { cases } from "../../cases";
import { run } from "../../harness";

const key = samples.key();

const replicaExternal = "aws:kms/replicaExternalKey:ReplicaExternalKey";

describe("KEY-02 deletion of keys", () => {
  const window = (value: unknown) => [broken(key, "deletionWindowInDays", value)];
  cases("KEY-02", [
    ["by default", [key], "pass", "which means 30"],
    ["thirty days", window(30), "pass"],
    ["as few as KMS asks for", window(7), "pass"],
    ["fewer", window(5), "fail", "is 5; expected at least 7"],
    ["unknown", window(unknown), "unknown"],
    ["a text", window("30"), "fail"],
    ["a replica", [{ ...key, type: "aws:kms/replicaKey:ReplicaKey", props: { deletionWindowInDays: 1 } }], "fail"],
    ["a replica of a key of yours", [{ ...key, type: replicaExternal, props: { deletionWindowInDays: 1 } }], "fail"],
  ]);

  it("takes the fewest days from the pack's settings", async () => {
    const outcome = await run(window(14), { settings: { keyDeletionDays: 21 } });
    expect(outcome.verdict("KEY-02")).to.equal("fail");
    expect(outcome.finding("KEY-02").message).to.contain("expected at least 21");
  });
});

describe("KEY-03 key policies", () => {
  const own = { Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "kms:*", Resource: "*" };
  const anybody = { Effect: "Allow", Principal: "*", Action: "kms:Decrypt", Resource: "*" };
  const when = (Condition: object, more: object = {}) => ({ ...anybody, ...more, Condition });
  const mine = { StringEquals: { "kms:CallerAccount": "111122223333" } };
  const policy = (...statements: object[]): Sample[] => [broken(key, "policy", policyOf(...statements))];
  const plain = (document: unknown) => [broken(key, "policy", document)];
  cases("KEY-03", [
    ["KMS's own policy", [key], "pass", "that of KMS"],
    ["the account", policy(own), "pass"],
    ["everybody", policy(own, anybody), "fail", "policy.Statement[1] lets in everybody"],
    ["everybody, to a replica of a key of yours", [{ ...policy(anybody)[0]!, type: replicaExternal }], "fail"],
    ["everybody, in a list", policy({ ...anybody, Principal: { AWS: ["arn:aws:iam::1:root", "*"] } }), "fail"],
    ["everybody, in lower case", policy({ effect: "Allow", principal: { AWS: "*" }, action: "kms:Decrypt" }), "fail"],
    ["all but one", policy({ ...anybody, Principal: undefined, NotPrincipal: { AWS: "arn:aws:iam::1:root" } }), "fail"],
    ["everybody of the account", policy(when(mine)), "pass"],
    [
      "everybody of the account, and one of its services",
      policy(when({ StringLike: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/ci-*" } })),
      "pass",
    ],
    ["any account", policy(when({ StringLike: { "kms:CallerAccount": "*" } })), "fail"],
    ["a role of any account", policy(when({ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/ci" } })), "fail"],
    ["of two accounts, one any", policy(when({ StringLike: { "kms:CallerAccount": ["111122223333", "*"] } })), "fail"],
    ["not one account", policy(when({ StringNotEquals: { "kms:CallerAccount": "1" } })), "fail"],
    ["one account, if it says", policy(when({ StringEqualsIfExists: { "kms:CallerAccount": "1" } })), "fail"],
    [
      "for all values, none included",
      policy(when({ "ForAllValues:StringEquals": { "aws:PrincipalArn": "1" } })),
      "fail",
    ],
    [
      "through a service alone",
      policy(when({ StringEquals: { "kms:ViaService": "ec2.eu-west-1.amazonaws.com" } })),
      "fail",
    ],
    ["an empty condition", policy(when({})), "fail"],
    ["everything to the account's everybody", policy(when(mine, { Action: "kms:*" })), "fail", "allows all of kms"],
    ["everything by star", policy(when(mine, { Action: "*" })), "fail"],
    ["everything in pieces", policy(when(mine, { Action: ["KMS:D*", "kms:P*", "kms:S*", "kms:C*"] })), "fail"],
    ["everything but one action", policy(when(mine, { Action: undefined, NotAction: "kms:Encrypt" })), "fail"],
    ["everything refused", policy(own, { ...anybody, Effect: "Deny", Action: "kms:*" }), "pass"],
    ["as an object", plain({ Version: "2012-10-17", Statement: [anybody] }), "fail"],
    ["one statement, no list", plain({ Statement: anybody }), "fail"],
    ["as an object, everybody beside an unknown statement", plain({ Statement: [unknown, anybody] }), "fail"],
    ["as an object, the account beside an unknown statement", plain({ Statement: [unknown, own] }), "unknown"],
    ["as an object, an unknown principal", plain({ Statement: [{ ...anybody, Principal: unknown }] }), "unknown"],
    ["as an object, an unknown effect", plain({ Statement: [{ ...anybody, Effect: unknown }] }), "unknown"],
    [
      "as an object, an unknown account",
      plain({ Statement: [when({ StringEquals: { "kms:CallerAccount": unknown } })] }),
      "unknown",
    ],
    ["as an object, an unknown condition", plain({ Statement: [{ ...anybody, Condition: unknown }] }), "unknown"],
    ["as an object, an unknown action", plain({ Statement: [when(mine, { Action: unknown })] }), "unknown"],
    ["as an object, an unknown statement", plain({ Statement: [own, unknown] }), "unknown"],
    ["unknown", plain(unknown), "unknown"],
    ["no JSON", plain("Allow"), "fail", "policy is no JSON"],
    ["JSON of another kind", plain("[]"), "fail"],
    ["of the wrong type", plain(true), "fail", "wrong type"],
    ["a statement of the wrong type", plain({ Statement: ["Allow"] }), "fail", "wrong type"],
    ["past KMS's own check", [broken(key, "bypassPolicyLockoutSafetyCheck", true)], "fail", "is true; expected false"],
    ["a text for that flag", [broken(key, "bypassPolicyLockoutSafetyCheck", "false")], "fail"],
    ["an unknown flag", [broken(key, "bypassPolicyLockoutSafetyCheck", unknown)], "unknown"],
    [
      "a policy of its own",
      [{ type: "aws:kms/keyPolicy:KeyPolicy", name: "data", props: { keyId: "1", policy: policyOf(anybody) } }],
      "fail",
    ],
  ]);
});
