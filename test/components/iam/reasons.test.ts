import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import {
  accountStatement,
  autoScalingStatements,
  logsStatement,
  secretsUserStatements,
  volumeUserStatements,
} from "../../../components/cluster/key-policies";
import { nodeStatements } from "../../../components/cluster/nodes";
import { policyDocument, reason, statement, type Statement } from "../../../components/cluster/policy-document";
import { containsUnknown } from "../../../cli/preview/wire";
import { policyOf, shortUrn } from "../recorded";
import { keyArn, keyIds, recordWithArns, type Site, sites } from "./rights";

/** Every statement of the cluster's that has a wildcard, and some that have none, as they are written. */
function writtenStatements(site: Site): Statement[] {
  const place = {
    partition: pulumi.output(site.partition),
    dnsSuffix: pulumi.output(site.dnsSuffix),
    region: pulumi.output(site.region),
    account: pulumi.output(site.account),
  };
  return [
    accountStatement(place),
    logsStatement(place, "/aws/eks/main/cluster"),
    ...autoScalingStatements(place),
    ...secretsUserStatements(keyArn(site, keyIds["main-secrets"]!)),
    ...volumeUserStatements(place, keyArn(site, keyIds["main-volumes"]!)),
    ...nodeStatements,
  ];
}

type Rendered = ReturnType<typeof policyOf>["Statement"][number];

function render(...statements: Statement[]): Promise<Rendered[]> {
  return new Promise(
    (resolve) => void policyDocument(...statements).apply((text) => resolve(policyOf(text).Statement)),
  );
}

function hasWildcard({ Principal, NotPrincipal, Action, NotAction, Resource, NotResource }: Rendered): boolean {
  return JSON.stringify([Principal, NotPrincipal, Action, NotAction, Resource, NotResource]).includes("*");
}

/** Every statement of every policy that a recorded cluster registers, whatever the resource. */
async function renderedStatements(site: Site): Promise<Rendered[]> {
  const recording = await recordWithArns(site);
  return recording.registrations.flatMap(({ urn, inputs }) =>
    Object.entries(inputs).flatMap(([property, text]) => {
      if (/policy$/i.test(property) && containsUnknown(text))
        throw new Error(`${shortUrn(urn)}: ${property} is unknown`);
      return typeof text === "string" && text.includes('"Statement"') ? policyOf(text).Statement : [];
    }),
  );
}

describe("iam/reasons", () => {
  const site = sites[0]!;

  it("stand beside every statement with a wildcard, and only there; none is empty, and no two are the same", async () => {
    const written = writtenStatements(site);
    const rendered = await Promise.all(written.map(async (each) => (await render(each))[0]!));
    const wide = written.filter((_, index) => hasWildcard(rendered[index]!));
    const reasons = wide.map((each) => each[reason]?.trim() ?? "");
    expect(reasons.filter((text) => text.split(/\s+/).length < 5)).to.deep.equal([]);
    expect(new Set(reasons.map((text) => text.toLowerCase())).size).to.equal(wide.length);
    expect(written.filter((each) => each[reason] !== undefined)).to.deep.equal(wide);
  });

  it("are missing from no statement that the cluster registers", async () => {
    const written = (await render(...writtenStatements(site))).map((each) => JSON.stringify(each));
    const wide = (await renderedStatements(site)).filter(hasWildcard).map((each) => JSON.stringify(each));
    expect(wide).to.have.length.greaterThan(0);
    expect(wide.filter((each) => !written.includes(each))).to.deep.equal([]);
    expect((await render(...nodeStatements)).map((each) => Object.keys(each))).to.deep.equal([
      ["Effect", "Action", "Resource"],
    ]);
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
      // @ts-expect-error not a statement without `statement()`
      { ...narrow, Action: "kms:Decrypt" } satisfies Statement,
    ];
    expect(statements.map((each) => (each as Partial<Statement>)[reason])).to.deep.equal([
      undefined,
      because,
      ...Array<undefined>(5).fill(undefined),
    ]);
  });
});
