import { expect } from "chai";
import { policyOf, tlsOnlyStatement } from "../../../../support/account-samples";
import { type Sample, unknown } from "../../../../support/samples";
import { type Case, cases } from "../../cases";
import { run } from "../../harness";

const bucket = (props: Record<string, unknown> = {}, name = "data"): Sample => ({
  type: "aws:s3/bucket:Bucket",
  name,
  props: { bucket: name, ...props },
});
const policy = (document: unknown, more: Partial<Sample> = {}): Sample => ({
  type: "aws:s3/bucketPolicy:BucketPolicy",
  name: "tls",
  props: { bucket: "data", policy: document },
  ...more,
});

const statement = tlsOnlyStatement("data");
const [whole, objects] = statement.Resource as [string, string];
const judged = (...statements: object[]) => [bucket(), policy(policyOf(...statements))];
const changed = (change: object) => judged({ ...statement, ...change });
const tls = (value: unknown) => ({ Condition: { Bool: { "aws:SecureTransport": value } } });

/** Statements that refuse all that comes in the clear. */
const refusing: [what: string, stack: Sample[]][] = [
  ["in the words of the documentation", judged(statement)],
  ["beside others", judged({ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: objects }, statement)],
  [
    "in two statements, one for the bucket and one for its objects",
    judged({ ...statement, Resource: whole }, { ...statement, Resource: objects }),
  ],
  ["by a pattern that holds the bucket and its objects", changed({ Resource: "arn:aws:s3:::dat*" })],
  ["for every bucket", changed({ Resource: ["arn:aws:s3:::*", "arn:aws:s3:::*/*"] })],
  ["in another partition", changed({ Resource: ["arn:aws-cn:s3:::data", "arn:aws-cn:s3:::data/*"] })],
  ["by a flag", changed(tls(false))],
  ["where the key is there", changed({ Condition: { BoolIfExists: { "aws:SecureTransport": "false" } } })],
  [
    "of a bucket that is given as its ARN",
    [bucket(), policy(undefined, { props: { bucket: whole, policy: policyOf(statement) } })],
  ],
];

/** Statements that leave something out. */
const leaving: [what: string, stack: Sample[]][] = [
  ["a principal alone", changed({ Principal: { AWS: "111122223333" } })],
  ["all principals but one", changed({ Principal: undefined, NotPrincipal: { AWS: "111122223333" } })],
  ["all actions but one", changed({ Action: undefined, NotAction: "s3:GetBucketLocation" })],
  ["actions that begin alike", changed({ Action: ["s3:Get*", "s3:Put*"] })],
  ["another service", changed({ Action: "kms:*" })],
  ["all resources but one", changed({ Resource: undefined, NotResource: `${whole}/public/*` })],
  ["the objects alone", changed({ Resource: objects })],
  ["objects by their ending", changed({ Resource: [whole, `${whole}/*.log`] })],
  ["objects whose key begins alike", changed({ Resource: [whole, `${whole}/a*`] })],
  ["the objects of another bucket", changed({ Resource: [whole, "arn:aws:s3:::other/*"] })],
  ["whoever has no condition", changed({ Condition: undefined })],
  [
    "another key as well",
    changed({ Condition: { Bool: { "aws:SecureTransport": "false", "aws:ViaAWSService": "false" } } }),
  ],
  [
    "another comparison as well",
    changed({ Condition: { ...statement.Condition, NotIpAddress: { "aws:SourceIp": "10.0.0.0/8" } } }),
  ],
  ["another comparison", changed({ Condition: { StringEquals: { "aws:SecureTransport": "false" } } })],
  ["what comes by TLS", changed(tls("true"))],
  ["nothing, because it allows", changed({ Effect: "Allow" })],
];

/** Documents of which a part is known only later. */
const open: [what: string, document: unknown][] = [
  ["the document", unknown],
  ["a statement", { Statement: [unknown] }],
  ["the effect", { Statement: [{ ...statement, Effect: unknown }] }],
  ["the principal", { Statement: [{ ...statement, Principal: unknown }] }],
  ["the action", { Statement: [{ ...statement, Action: [unknown] }] }],
  ["the resources", { Statement: [{ ...statement, Resource: [whole, unknown] }] }],
  ["the condition", { Statement: [{ ...statement, Condition: unknown }] }],
  ["the test", { Statement: [{ ...statement, Condition: { Bool: unknown } }] }],
  ["its value", { Statement: [{ ...statement, ...tls(unknown) }] }],
];

describe("TLS-04 buckets that refuse plain HTTP", () => {
  cases("TLS-04", [
    ...refusing.map(([what, stack]): Case => [`refuses ${what}`, stack, "pass"]),
    ...leaving.map(([what, stack]): Case => [`refuses ${what}`, stack, "fail", "does not refuse plain HTTP"]),
    ...open.map(([what, document]): Case => [`${what} unknown`, [bucket(), policy(document)], "unknown"]),
    [
      "an unknown part beside a statement that is enough",
      [bucket(), policy({ Statement: [statement, { ...statement, Principal: unknown }] })],
      "pass",
    ],
    [
      "an unknown part in what is not enough anyway",
      [bucket(), policy({ Statement: [{ ...statement, Effect: "Allow", Principal: unknown }] })],
      "fail",
    ],
    ["no JSON", [bucket(), policy("deny")], "fail", "no JSON"],
    ["no text", [bucket(), policy(7)], "fail", "wrong type"],
    ["no document", [bucket(), policy(undefined)], "fail", "policy is not set"],
    ["no policy", [bucket()], "fail", "it has no policy"],
    ["an empty policy within, as S3 gives it back", [bucket({ policy: "" })], "fail", "it has no policy"],
    ["an empty policy within, and one beside", [bucket({ policy: "" }), policy(policyOf(statement))], "pass"],
    ["a policy within that is not known", [bucket({ policy: unknown })], "unknown"],
    [
      "a policy that may be of either bucket",
      [
        bucket({ bucket: unknown }),
        policy(policyOf(statement), { props: { bucket: unknown, policy: policyOf(statement) } }),
      ],
      "unknown",
    ],
    ["a policy of a bucket outside of the stack", [policy(policyOf(statement))], "pass"],
    ["no bucket", [], "not-applicable"],
  ]);

  it("takes the name from the resources where the bucket's is not known, because S3 takes no other's", async () => {
    const from = (document: string): Sample => ({
      ...policy(document),
      props: { bucket: unknown, policy: document },
      sources: { bucket: ["data"] },
    });
    const verdictOf = async (resource: string[]) =>
      (await run([bucket(), from(policyOf({ ...statement, Resource: resource }))])).verdict("TLS-04");
    expect(await verdictOf([whole, objects])).to.equal("pass");
    expect(await verdictOf([whole])).to.equal("fail");
    expect(await verdictOf([objects])).to.equal("fail");
  });

  it("reports what a policy lacks before it is made, and what is not known yet only at deployment", async () => {
    const told = async (document: unknown, dryRun: boolean) =>
      (await run([bucket(), policy(document)], { dryRun })).violations
        .filter(({ message }) => message.startsWith("TLS-04"))
        .map(({ policy: by, urn }) => `${by} ${urn!.split("::").at(-1)!}`);
    expect(await told(policyOf({ ...statement, Effect: "Allow" }), false)).to.deep.equal(["TLS-04 tls"]);
    expect(await told(unknown, true)).to.deep.equal([]);
    expect(await told(unknown, false)).to.deep.equal(["stack-mandatory tls"]);
  });

  it("does not wait for a deployment to know whose a policy is: the bucket would be there by then", async () => {
    const loose = policy(policyOf(statement), { props: { bucket: unknown, policy: policyOf(statement) } });
    const { violations } = await run([bucket(), loose]);
    expect(violations.filter(({ message }) => message.startsWith("TLS-04")).map(({ urn }) => urn)).to.deep.equal([
      "urn:pulumi:dev::demo::aws:s3/bucket:Bucket::data",
    ]);
  });
});
