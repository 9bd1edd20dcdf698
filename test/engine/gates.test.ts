import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { controls } from "../../catalogue";
import { evidenceOf, gate, judge, judgeBeside } from "./gates/judge";
import { inDays, open, update, waive } from "./gates/open";
import type { Repository } from "./gates/repository";
import type { CliLab } from "./lab/cli";
import { findPlugins } from "./lab/plugins";
import { fixture, root } from "./lab/project";

const { plugins } = findPlugins();
const mandatory = controls.filter(({ level }) => level === "mandatory");

describe("gates: a small program that breaks NET-03", () => {
  const group = "aws:ec2/securityGroup:SecurityGroup::open";
  const programs = {
    narrow: `new (require("@pulumi/aws").ec2.SecurityGroup)("open", { ingress: [] });`,
    open: readFileSync(join(root, "test/fixtures/projects/cmd-public/index.js"), "utf8"),
  };
  let lab: CliLab;
  let repository: Repository;
  let first: string;

  const write = (program: string) => writeFileSync(join(lab.project.folder, "index.js"), program);

  before(async () => {
    ({ lab, repository, first } = await open(fixture("cmd-public", { manifest: { plugins } })));
  });

  it("ends the preview with an error that names control and requirement, and still writes the evidence", async () => {
    const { code, text, violations, evidence } = await judge(lab, {});
    expect(code).to.equal(1);
    expect(violations).to.deep.equal({ "NET-03": "mandatory" });
    expect(text).to.contain("NET-03 ingress is open to the internet (IPv4)");
    expect(text).to.match(/Breaks: PCI DSS 1\.3\.1 \(D\).*HIPAA.*GDPR.*POPIA.*ISO\/IEC 27001 A\.8\.20/);
    expect(evidence!.run).to.include({ commit: first, dirty: false, mode: "preview", complete: true });
    expect(evidence!.summary.verdict).to.equal("fail");
    expect(await gate(lab)).to.deep.include({ code: 1, reasons: ["NET-03 failed"] });
  });

  const lowered: [string, unknown, string[]][] = [
    [
      "a level of the engine",
      { "NET-03": "advisory", "stack-mandatory": "disabled" },
      mandatory.flatMap(({ id, kind }) => [
        ...(kind === "stack" ? [`${id} was disabled`] : []),
        ...(id === "NET-03" ? ["NET-03 was lowered to advisory", "NET-03 failed"] : []),
      ]),
    ],
    [
      "a level for everything",
      { all: "advisory" },
      mandatory.flatMap(({ id }) => [`${id} was lowered to advisory`, ...(id === "NET-03" ? ["NET-03 failed"] : [])]),
    ],
  ];
  for (const [what, config, reasons] of lowered) {
    it(`lets it pass as advice by ${what}, and the gate sees it`, async () => {
      const { code, violations, evidence } = await judge(lab, { config });
      expect(code).to.equal(0);
      expect(violations).to.deep.equal({ "NET-03": "advisory" });
      expect(evidence!.controls.find(({ id }) => id === "NET-03")).to.include({
        level: "advisory",
        catalogueLevel: "mandatory",
        verdict: "fail",
      });
      const seen = await gate(lab);
      expect(seen.code).to.equal(1);
      expect(seen.reasons).to.have.members(reasons);
    });
  }

  describe("with a waiver", () => {
    let waived: string;

    it("passes preview and gate while it holds", async () => {
      waive(lab.project, "NET-03", group, inDays(30));
      waived = repository.commit();
      const { code, violations, evidence } = await judge(lab, {});
      expect([code, violations]).to.deep.equal([0, {}]);
      expect(evidence!.waivers).to.have.length(1);
      expect(evidence!.waivers[0]).to.include({ control: "NET-03", status: "used", matched: 1 });
      const seen = await gate(lab, "--stack", "dev");
      expect(seen.code, seen.text).to.equal(0);
      expect(seen.text).to.contain("public / dev, complete, of this commit");
      const other = await gate(lab, "--stack", "prod");
      expect(other).to.deep.include({ code: 1, reasons: ["it is of stack dev, and prod is to be deployed"] });
    });

    it("does not lend its good evidence to a later run with the pack switched off", async () => {
      write(programs.narrow);
      const run = await judgeBeside(lab, { config: { all: "disabled" } });
      expect([run.code, run.violations], run.text).to.deep.equal([0, {}]);
      expect(run.text).to.match(/✅ rampart-compliance/);
      expect(run.evidence!.run.commit, "nothing was written").to.equal(waived);
      expect(await gate(lab)).to.deep.include({ code: 1, reasons: ["this checkout holds changes that no commit has"] });
      const later = repository.commit();
      const short = (commit: string) => commit.slice(0, 12);
      expect((await gate(lab)).reasons).to.deep.equal([
        `it is of commit ${short(waived)}, and this is ${short(later)}`,
      ]);
      rmSync(evidenceOf(lab));
      expect(await gate(lab)).to.deep.include({ code: 2, reasons: [] });
    });

    it("blocks when it has expired, and says who answers for it", async () => {
      write(programs.open);
      repository.commit();
      waive(lab.project, "NET-03", group, inDays(-1));
      const { code, text, violations } = await judge(lab, {});
      expect([code, violations]).to.deep.equal([1, { "NET-03": "mandatory", "stack-mandatory": "mandatory" }]);
      expect(text).to.contain("GOV-01 the waiver of NET-03");
      expect(text).to.contain(`; waiver of laboratory@example.com expired on ${inDays(-1)}`);
      const seen = await gate(lab);
      expect(seen.code).to.equal(1);
      expect(seen.reasons).to.deep.equal([
        "it was made with changes that no commit has",
        "this checkout holds changes that no commit has",
        "NET-03 failed",
        "GOV-01 failed",
        "it was judged by a waivers.yaml that is not this commit's",
        `the waiver of NET-03 on ${group} (laboratory@example.com) expired on ${inDays(-1)}`,
      ]);
    });
  });
});

describe("gates: an update", () => {
  let lab: CliLab;
  const made = () =>
    lab.cloud
      .all()
      .map(({ urn }) => urn.split("::").at(-1)!)
      .sort();

  before(async () => {
    ({ lab } = await open({ ...fixture("engine-gates", { manifest: { plugins } }), stack: "order" }));
  });

  it("stops at the resource that breaks a control: what came before it is there, and no evidence", async () => {
    const { code, violations, evidence } = await judge(lab, {}, ...update);
    expect([code, violations]).to.deep.equal([1, { "NET-03": "mandatory" }]);
    expect(made()).to.deep.equal(["bare", "network"]);
    expect(evidence).to.equal(undefined);
  });

  it("ends with an error for what the whole stack breaks, when everything is there; what the settings lower is advice", async () => {
    const config = { evidence: { levels: { "NET-03": "advisory" } } };
    const { code, violations, evidence } = await judge(lab, { config }, ...update);
    expect([code, violations]).to.deep.equal([1, { "stack-advisory": "advisory", "stack-mandatory": "mandatory" }]);
    expect(made()).to.deep.equal(["after", "bare", "network", "open"]);
    expect(evidence!.run).to.include({ mode: "update", complete: true });
    expect((await gate(lab)).reasons).to.deep.equal([
      "NET-03 was lowered to advisory",
      "NET-03 failed",
      "NET-05 failed",
      "NET-07 failed",
    ]);
  });

  it("is judged again from the state by `pulumi policy analyze`, whose evidence no gate takes", async () => {
    const { code, violations, evidence } = await judge(lab, {}, "policy", "analyze", "--stack", "order");
    expect([code, violations]).to.deep.equal([1, { "NET-03": "mandatory", "stack-mandatory": "mandatory" }]);
    expect(evidence).to.equal(undefined);
    expect((await gate(lab)).code).to.equal(2);
    // The engine names no stack to the pack here.
    expect((await gate({ ...lab, project: { ...lab.project, stack: "stack" } })).code).to.equal(2);
  });

  const broken = [
    ["whose policy throws", "cmd-pack-fails", "Error validating resource with policy 'thoughtless'"],
    ["that throws as it is loaded", "cmd-pack-throws", "the pack has no time today"],
  ] as const;
  for (const [what, name, message] of broken) {
    it(`ends with an error beside a pack ${what}, and leaves nothing to show`, async () => {
      const pack = join(root, "test/fixtures/projects", name);
      const { code, text, evidence } = await judge(lab, { others: [pack] });
      expect(code).to.equal(1);
      expect(text).to.contain(message);
      expect(evidence).to.equal(undefined);
      expect((await gate(lab)).code).to.equal(2);
    });
  }
});
