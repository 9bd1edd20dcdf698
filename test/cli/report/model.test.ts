import { expect } from "chai";

import type { Registration } from "../../../cli/preview/types";
import { reportModel } from "../../../cli/report/model";
import { cluster, evidence, finding, judged, vocabulary } from "./sample";

const model = (change: Parameters<typeof evidence>[0] = {}, more: object = {}) =>
  reportModel({ evidence: evidence(change), diagnostics: [], ...more }, vocabulary);

const failing = finding({ verdict: "fail", message: "endpointPublicAccess is true", repair: "set it to false" });

describe("report model", () => {
  it("of compliant evidence has nothing to complain about", () => {
    const found = model();
    expect(found.exitCode).to.equal(0);
    expect(found.problems).to.deep.equal([]);
    expect(found.lowered).to.deep.equal([]);
    expect(found.idle).to.deep.equal([]);
    expect(found.blocking).to.deep.equal([]);
    expect(found.controls).to.include({ total: 2, pass: 2, fail: 0, waived: 0 });
    expect(found.regimes.map(({ name, met }) => [name, met])).to.deep.equal([["PCI DSS", 1]]);
  });

  it("turns a failed finding into a problem with all that a reader needs", () => {
    const requirements = [
      { regime: "pci-dss" as const, id: "1.3.1", strength: "P" as const },
      { regime: "hipaa" as const, id: "164.312(e)(1)", strength: "S" as const },
      { regime: "pci-dss" as const, id: "1.4.2", strength: "P" as const },
    ];
    const found = model({
      findings: [{ ...failing, requirements }],
      controls: [judged("ENC-01"), judged("NET-01", { verdict: "fail" })],
    });
    expect(found.problems).to.deep.equal([
      {
        control: "NET-01",
        title: "Title of NET-01",
        severity: "critical",
        level: "mandatory",
        verdict: "fail",
        policy: "NET-01",
        resources: ["aws:eks/cluster:Cluster main"],
        found: "endpointPublicAccess is true",
        repair: "set it to false",
        page: "docs/controls/NET-01.md",
        breaks: [
          { regime: "PCI DSS", ids: ["1.3.1 (P)", "1.4.2 (P)"] },
          { regime: "HIPAA", ids: ["164.312(e)(1) (S)"] },
        ],
      },
    ]);
    expect(found.blocking).to.deep.equal(["NET-01"]);
    expect(found.exitCode).to.equal(1);
  });

  it("takes the catalogue's remediation where the finding has no repair of its own", () => {
    expect(model({ findings: [finding({ verdict: "fail" })] }).problems[0]?.repair).to.equal("Remediation of NET-01");
  });

  it("lists the worst verdict first, then the gravest control", () => {
    const of = (control: string, verdict: "fail" | "unknown" | "error" | "waived") =>
      finding({ control, policy: control, verdict });
    const found = model({
      findings: [
        of("NET-01", "waived"),
        of("NET-01", "unknown"),
        of("ENC-01", "fail"),
        of("NET-01", "fail"),
        of("ENC-01", "error"),
      ],
    });
    expect(found.problems.map(({ control, verdict }) => `${verdict} ${control}`)).to.deep.equal([
      "error ENC-01",
      "fail NET-01",
      "fail ENC-01",
      "unknown NET-01",
      "waived NET-01",
    ]);
  });

  it("shows a waived finding with the waiver that excuses it, and no other", () => {
    const waiver = {
      control: "NET-01",
      resource: "aws:eks/cluster:Cluster::ma*",
      reason: "a partner's office",
      owner: "platform",
      expires: "2027-03-01",
      status: "used" as const,
      matched: 1,
    };
    const waivers = [
      { ...waiver, resource: "aws:eks/cluster:Cluster::other", owner: "nobody" },
      { ...waiver, owner: "of old", expires: "2026-01-01", status: "expired" as const },
      waiver,
    ];
    const found = model({ findings: [finding({ verdict: "waived" })], waivers });
    expect(found.problems[0]?.waiver?.owner).to.equal("platform");
  });

  it("shows with a waived finding about the whole stack only a waiver of everything", () => {
    const waiver = { control: "NET-01", reason: "r", expires: "2027-03-01", status: "used" as const, matched: 1 };
    const whole = finding({ verdict: "waived" });
    delete whole.resource;
    const resources = ["x", "x::", "::x", "*::*"];
    const waivers = resources.map((resource) => ({ ...waiver, resource, owner: resource }));
    expect(model({ findings: [whole], waivers }).problems[0]?.waiver?.owner).to.equal("*::*");
  });

  it("groups what differs in nothing but the resource, and nothing else", () => {
    const on = (resource: string, change = {}) => finding({ verdict: "fail", resource, ...change });
    const groups = (...findings: ReturnType<typeof finding>[]) =>
      model({ findings }).problems.map(({ resources }) => resources);
    expect(groups(on("urn:c"), on("urn:a"), on("urn:b"))).to.deep.equal([["urn:a", "urn:b", "urn:c"]]);
    for (const other of [
      { message: "another cause" },
      { repair: "another repair" },
      { file: "b.yaml" },
      { policy: "NET-01/rule" },
      { control: "ENC-01" },
      { verdict: "unknown" as const },
      { requirements: [] },
    ])
      expect(groups(on("urn:a"), on("urn:b", other)), JSON.stringify(other)).to.have.length(2);
  });

  it("counts waivers, and names those of which more is to be said", () => {
    const waiver = { control: "NET-01", resource: "x::y", reason: "r", owner: "o", expires: "2026-01-01", matched: 1 };
    const found = model({
      waivers: [
        { ...waiver, status: "used" },
        { ...waiver, status: "expired" },
        { ...waiver, status: "unused", matched: 0 },
        { ...waiver, status: "used", note: "holds in previews only" },
      ],
    });
    expect(found.waivers).to.deep.equal({ matched: 2, expired: 1, unmatched: 1 });
    expect(found.remarkableWaivers.map(({ status }) => status)).to.deep.equal(["expired", "unused", "used"]);
  });

  it("marks an unknown that the settings allow, and does not let it block", () => {
    const found = model({
      findings: [finding({ verdict: "unknown" })],
      controls: [judged("NET-01", { verdict: "unknown", unknownAllowed: true })],
    });
    expect(found.problems[0]?.allowed).to.equal("allowed to stay unknown by the settings");
    expect(found.blocking).to.deep.equal([]);
  });

  it("says of an unknown that the deployment judges again that it does", () => {
    const told = evidence({
      findings: [finding({ verdict: "unknown" })],
      controls: [judged("NET-01", { verdict: "unknown", unknownAllowed: true })],
    });
    const found = reportModel(
      { evidence: told, diagnostics: [] },
      {
        ...vocabulary,
        controlById: (id) => ({ ...vocabulary.controlById(id)!, untilDeployment: "it names another resource" }),
      },
    );
    expect(found.problems[0]?.allowed).to.equal("judged again at deployment, when it is known");
    expect(found.blocking).to.deep.equal([]);
  });

  it("names controls that were lowered or disabled", () => {
    const found = model({
      controls: [judged("ENC-01", { level: "advisory" }), judged("NET-01", { level: "disabled" })],
    });
    expect(found.lowered.map(({ id, from, to }) => [id, from, to])).to.deep.equal([
      ["ENC-01", "mandatory", "advisory"],
      ["NET-01", "mandatory", "disabled"],
    ]);
  });

  it("does not call a control weakened that was raised", () => {
    expect(model({ controls: [judged("ENC-01", { catalogueLevel: "advisory" })] }).lowered).to.deep.equal([]);
  });

  it("says where no reason was given, and has no title for a control that the catalogue does not know", () => {
    const found = model({
      controls: [
        judged("X-01", { verdict: "not-applicable", evaluated: 0 }),
        judged("X-02", { verdict: "not-applicable", level: "disabled" }),
      ],
      run: { ...evidence().run, complete: false },
    });
    expect(found.idle).to.deep.equal([{ id: "X-01", title: "", reason: "no reason was given" }]);
    expect(found.lowered).to.deep.equal([{ id: "X-02", title: "", from: "mandatory", to: "disabled" }]);
    expect(found.incomplete).to.equal("no reason was given");
  });

  it("has a problem with a control and a resource that nothing else knows", () => {
    const found = model({
      findings: [finding({ control: "X-01", policy: "X-01/rule", verdict: "unknown", resource: "urn:lost" })],
      controls: [],
    });
    expect(found.problems).to.deep.equal([
      {
        control: "X-01",
        title: "",
        level: "unlisted",
        verdict: "unknown",
        policy: "X-01/rule",
        resources: ["urn:lost"],
        found: "the endpoint is private",
        breaks: [{ regime: "PCI DSS", ids: ["1.3.1 (P)"] }],
      },
    ]);
  });

  it("allows an unknown alone, never a fail", () => {
    const found = model({
      findings: [finding({ verdict: "fail" }), finding({ verdict: "unknown" })],
      controls: [judged("NET-01", { verdict: "fail", unknownAllowed: true })],
    });
    expect(found.problems.map(({ verdict, allowed }) => [verdict, allowed])).to.deep.equal([
      ["fail", undefined],
      ["unknown", "allowed to stay unknown by the settings"],
    ]);
  });

  it("lists findings of one gravity by control, file, resource and policy, and unknown controls after all", () => {
    const of = (control: string, file: string, resource: string, policy: string) =>
      finding({ verdict: "fail", control, file, resource, policy });
    const sorted = [
      of("NET-01", "a.yaml", "urn:a", "p"),
      of("NET-01", "a.yaml", "urn:a", "q"),
      of("NET-01", "a.yaml", "urn:b", "r"),
      of("NET-01", "b.yaml", "urn:a", "p"),
      of("ENC-01", "a.yaml", "urn:a", "p"),
      of("A-01", "a.yaml", "urn:a", "p"),
    ];
    const whole = finding({ verdict: "fail", policy: "p" });
    delete whole.resource;
    const found = model({ findings: [...[...sorted].reverse(), whole] });
    expect(found.problems.map((each) => [each.control, each.file, each.resources[0], each.policy])).to.deep.equal([
      ["NET-01", undefined, undefined, "p"],
      ...sorted.map(({ control, file, resource, policy }) => [control, file, resource, policy]),
    ]);
  });

  it("names controls that were evaluated on nothing, with the reason", () => {
    const found = model({
      controls: [judged("NET-01", { verdict: "not-applicable", evaluated: 0, reason: "no cluster" })],
    });
    expect(found.idle).to.deep.equal([{ id: "NET-01", title: "Title of NET-01", reason: "no cluster" }]);
  });

  it("repeats what another pack reported, and not what our own evidence holds already", () => {
    const diagnostics = [{ policy: "theirs", level: "advisory" as const, message: "mind the gap" }];
    const run = { ...evidence().run, complete: false };
    const foreign = model({ controls: [], findings: [], run }, { diagnostics });
    expect(foreign.foreign).to.equal(true);
    expect(foreign.incomplete).to.equal(undefined);
    expect(foreign.diagnostics).to.deep.equal(diagnostics);
    expect(model({}, { diagnostics }).diagnostics).to.deep.equal([]);
  });

  it("says why evidence is not complete", () => {
    const run = { ...evidence().run, complete: false, incomplete: "no stack was analysed" };
    expect(model({ run }).incomplete).to.equal("no stack was analysed");
  });

  it("remarks on resources that were read, and on components whose children are not visible", () => {
    const registration = (change: Partial<Registration>): Registration => ({
      urn: cluster,
      type: "aws:eks/cluster:Cluster",
      name: "main",
      custom: true,
      remote: false,
      external: false,
      inputs: {},
      outputs: {},
      provider: "",
      providers: {},
      dependencies: [],
      propertyDependencies: {},
      options: { ignoreChanges: [], replaceOnChanges: [], aliases: [], additionalSecretOutputs: [] },
      ...change,
    });
    const remote = model({}, { registrations: [registration({ remote: true })] });
    expect(remote.remote).to.deep.equal(["aws:eks/cluster:Cluster main"]);
    expect(remote.tree[0]?.children[0]?.notes).to.deep.equal(["its children are not visible"]);
    const read = model({}, { registrations: [registration({ external: true })] });
    expect(read.remote).to.deep.equal([]);
    expect(read.tree[0]?.children[0]?.notes).to.deep.equal(["read, not created"]);
  });
});
