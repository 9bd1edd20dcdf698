import { expect } from "chai";
import { reason, type Statement, statement } from "../../../components/aws";
import { WorkloadIdentity } from "../../../components/cluster/identity";
import { containsUnknown } from "../../../cli/preview/wire";
import { policyOf, shortUrn } from "../recorded";
import { recordWithArns, type RecordedRights } from "./rights";
import { sites } from "./sites";
import { fingerprint, type WrittenStatement } from "./written-policies";

/** A grant that is wider than its text says; what refuses takes away, however wide it is. */
function hasWildcard({ rendered }: WrittenStatement): boolean {
  const { Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource } = rendered;
  if (Effect === "Deny") return false;
  return JSON.stringify([Principal, NotPrincipal, Action, NotAction, Resource, NotResource]).includes("*");
}

/** Every policy that a recorded cluster registers, however deep, with the type of its resource. */
function registeredPolicies(recording: RecordedRights): { type: string; policy: unknown }[] {
  return recording.registrations.flatMap(({ urn, type, inputs }) => {
    for (const [property, value] of Object.entries(inputs)) {
      if (/policy$/i.test(property) && containsUnknown(value))
        throw new Error(`${shortUrn(urn)}: ${property} is unknown`);
    }
    return policiesIn(inputs).map((policy) => ({ type, policy }));
  });
}

function policiesIn(value: unknown): unknown[] {
  if (typeof value === "string") return /^\s*\{.*"Statement"/s.test(value) ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return "Statement" in value ? [value] : Object.values(value).flatMap(policiesIn);
}

const site = sites[0]!;

describe("iam/reasons", () => {
  let recordings: RecordedRights[];
  let statements: WrittenStatement[];
  before(async () => {
    recordings = [await recordWithArns(site), await recordWithArns(site, WorkloadIdentity.Irsa)];
    statements = recordings.flatMap(({ written }) => written).flatMap((each) => each.statements);
  });

  it("are known of every policy that the cluster registers: each is made of statements", () => {
    for (const recording of recordings) {
      const made = new Map(recording.written.map(({ policy, statements: its }) => [policy, its.length]));
      const other = registeredPolicies(recording).filter(
        ({ policy }) => made.get(fingerprint(policy)) !== policyOf(policy).Statement.length,
      );
      expect(other).to.deep.equal([]);
    }
  });

  it("are of policies that the tables judge, and of no others", () => {
    for (const recording of recordings) {
      const counts: Record<string, number> = {};
      for (const { type } of registeredPolicies(recording)) counts[type] = (counts[type] ?? 0) + 1;
      expect(counts).to.deep.equal({
        "aws:ec2/vpcEndpoint:VpcEndpoint": 1,
        "aws:iam/role:Role": 20,
        "aws:iam/rolePolicy:RolePolicy": 18,
        "aws:kms/key:Key": 7,
        "aws:s3/bucketPolicy:BucketPolicy": 3,
        "aws:sns/topicPolicy:TopicPolicy": 1,
      });
    }
  });

  it("stand beside every statement with a wildcard, in five words or more, and only there", () => {
    const short = statements.filter(hasWildcard).filter(({ because = "" }) => because.trim().split(/\s+/).length < 5);
    expect(short.map(({ rendered }) => rendered)).to.deep.equal([]);
    const idle = statements.filter((each) => !hasWildcard(each) && each.because !== undefined);
    expect(idle).to.deep.equal([]);
  });

  it("are each of one statement only", () => {
    const byReason = new Map<string, Set<string>>();
    for (const { because, rendered } of statements) {
      if (because === undefined) continue;
      const text = because.trim().toLowerCase();
      byReason.set(text, (byReason.get(text) ?? new Set()).add(JSON.stringify(rendered)));
    }
    expect(byReason.size).to.be.greaterThan(15);
    expect([...byReason].filter(([, rendered]) => rendered.size > 1).map(([text]) => text)).to.deep.equal([]);
  });

  it("are asked for by the compiler, wherever the wildcard is", () => {
    const narrow = { Effect: "Allow", Principal: { AWS: "arn:aws:iam::123456789012:root" }, Resource: "arn" } as const;
    const because = "a test of the types says so";
    const statements = [
      statement({ ...narrow, Action: "kms:Decrypt" }),
      statement({ ...narrow, Action: ["kms:Decrypt", "kms:Describe*"], because }),
      // @ts-expect-error a wildcard within one action of a list
      statement({ ...narrow, Action: ["kms:Decrypt", "kms:Describe*"] }),
      // @ts-expect-error every action
      statement({ ...narrow, Action: "*" }),
      // @ts-expect-error every resource
      statement({ ...narrow, Action: "kms:Decrypt", Resource: "*" }),
      // @ts-expect-error everybody
      statement({ ...narrow, Action: "kms:Decrypt", Principal: { AWS: "*" } }),
      // @ts-expect-error everybody, in the short form, which is for refusals
      statement({ ...narrow, Action: "kms:Decrypt", Principal: "*", because }),
      // @ts-expect-error one principal of a list
      statement({ ...narrow, Action: "kms:Decrypt", Principal: { AWS: ["arn", "*"] } }),
      // @ts-expect-error one resource of a list
      statement({ ...narrow, Action: "kms:Decrypt", Resource: ["arn", "arn/*"] }),
      // What refuses needs none.
      statement({ Effect: "Deny", Principal: "*", Action: "*", Resource: ["arn", "arn/*"] }),
      // @ts-expect-error not a statement without `statement()`
      { ...narrow, Action: "kms:Decrypt" } satisfies Statement,
    ];
    expect(statements.map((each) => (each as Partial<Statement>)[reason])).to.deep.equal([
      undefined,
      because,
      ...Array<undefined>(4).fill(undefined),
      because,
      ...Array<undefined>(4).fill(undefined),
    ]);
  });
});
