import { expect } from "chai";
import { accountProvider, inAccount } from "../../../../support/account-samples";
import { broken, component, type Sample, samples, unknown } from "../../../../support/samples";
import { type Case, cases } from "../../cases";
import { run, type RunOptions } from "../../harness";

const account = accountProvider();
const queue = (name: string, region?: unknown, more: Partial<Sample> = {}): Sample =>
  inAccount({ type: "aws:sqs/queue:Queue", name, props: region === undefined ? {} : { region }, ...more });
const cluster = (transferBasis?: unknown, name = "main"): Sample => ({
  ...broken(samples.compliantCluster(), "transferBasis", transferBasis),
  name,
});
const grounds = { gdpr: "standard contractual clauses of 2021", popia: "consent of 2026" };
const at = (resource: Sample, ...more: Sample[]) => [account, ...more, resource];

/** Verdict and message of each finding, by the resource's name. */
async function found(stack: Sample[], options: RunOptions = {}) {
  const { evidence } = await run(stack, options);
  return evidence.findings
    .filter(({ control }) => control === "RES-01")
    .map(({ verdict, resource, message }) => `${resource!.split("::").at(-1)!} ${verdict}: ${message}`);
}

describe("RES-01 regions", () => {
  cases("RES-01", [
    ["the provider's region", at(queue("a")), "pass", "eu-west-1"],
    ["a region of its own", at(queue("a", "eu-north-1")), "pass", "eu-north-1"],
    ["a region outside", at(queue("a", "us-east-1")), "fail", "us-east-1 is outside; expected a region in the EU"],
    ["an unknown region", at(queue("a", unknown)), "unknown"],
    ["a provider of unknown region", [broken(account, "region", unknown), queue("a")], "unknown"],
    ["a provider without a region", [broken(account, "region", undefined), queue("a")], "unknown"],
    ["a region of the wrong type", at(queue("a", 7)), "unknown"],
    ["a region that is ignored", at(queue("a", "eu-north-1", { ignoreChanges: ["region"] })), "unknown"],
    ["other properties that are ignored", at(queue("a", "eu-north-1", { ignoreChanges: ["tags"] })), "pass"],
    ["grounds for both laws", at(queue("a", "us-east-1"), cluster(grounds)), "pass", "on a ground"],
    ["a ground for one of two laws", at(queue("a", "us-east-1"), cluster({ gdpr: grounds.gdpr })), "fail", "POPIA 72"],
    ["an empty ground", at(queue("a", "us-east-1"), cluster({ ...grounds, popia: " " })), "fail"],
    ["a ground that is no text", at(queue("a", "us-east-1"), cluster({ ...grounds, popia: true })), "fail"],
    ["a ground that is not known yet", at(queue("a", "us-east-1"), cluster({ ...grounds, popia: unknown })), "unknown"],
    ["grounds that are not known yet", at(queue("a", "us-east-1"), cluster(unknown)), "unknown"],
    [
      "grounds of one of two clusters, of a resource that belongs to neither",
      at(queue("a", "us-east-1"), cluster(grounds), cluster({}, "other")),
      "fail",
    ],
    [
      "grounds of the cluster that it belongs to",
      at(queue("a", "us-east-1", { under: [component], parent: "main" }), cluster(grounds), cluster({}, "other")),
      "pass",
    ],
    [
      "grounds of the cluster that it does not belong to",
      at(queue("a", "us-east-1", { under: [component], parent: "other" }), cluster(grounds), cluster({}, "other")),
      "fail",
    ],
    [
      "a resource that says that it is its own parent",
      at(queue("a", "us-east-1", { parent: "a" }), cluster(grounds), cluster({}, "other")),
      "fail",
    ],
    ["nothing of AWS", [samples.namespace()], "not-applicable"],
  ] satisfies Case[]);

  it("tells each resource outside, and of the others one for each region", async () => {
    const stack = [
      account,
      queue("a"),
      queue("b"),
      queue("c", "us-east-1"),
      queue("d", "us-east-1"),
      queue("e", unknown),
    ];
    const [first, ...others] = await found(stack);
    expect(first).to.equal("a pass: resources are in eu-west-1, which is allowed");
    expect(others.map((each) => each.split(":")[0])).to.deep.equal(["c fail", "d fail", "e unknown"]);
  });

  it("limits nothing where neither a regime nor the settings do", async () => {
    const stack = [account, queue("a", "us-east-1"), queue("b", unknown)];
    expect(await found(stack, { settings: { regimes: ["pci-dss"] } })).to.deep.equal([]);
    expect(await found(stack, { settings: { regimes: ["pci-dss"], regions: ["us-east-1"] } })).to.deep.equal([
      "a pass: resources are in us-east-1, which is allowed",
      "b unknown: its region cannot be known before deployment; expected one that the regimes in force allow",
    ]);
    expect(
      await found(stack.slice(0, 2), { settings: { regimes: ["pci-dss"], regions: ["us-west-2"] } }),
    ).to.deep.equal(["a fail: us-east-1 is none of the `regions` of the settings; expected one of them"]);
  });

  it("lets no ground widen what the settings narrow", async () => {
    const settings = { regimes: ["gdpr"], regions: ["eu-central-1"] };
    const narrowed = await found([account, queue("a"), cluster(grounds)], { settings });
    expect(narrowed).to.deep.equal([
      "a fail: eu-west-1 is none of the `regions` of the settings; expected one of them",
    ]);
    expect(await found([account, queue("a", "us-east-1"), cluster(grounds)], { settings })).to.deep.equal([
      "a pass: resources are in us-east-1, on a ground that the cluster documents",
    ]);
  });

  it("shows no text that is no name of a region", async () => {
    expect(await found([account, queue("a", "hunter2")])).to.deep.equal([
      "a fail: another region is outside; expected a region in the EU (GDPR 44, GDPR 45, GDPR 46) and " +
        "in South Africa or the EU (POPIA 72), or a documented ground",
    ]);
  });
});
