import { expect } from "chai";

import { controls, regimes } from "../../../catalogue";
import type { Evidence } from "../../../catalogue/contracts";
import { mergeEvidence } from "../../../cli/check/merge";
import { evidence, finding, judged } from "../report/sample";

const mappings = { controls, regimes };
const merge = (...parts: Partial<Evidence>[]) =>
  mergeEvidence(
    parts.map((part, index) => ({ file: `${index + 1}.yaml`, evidence: evidence(part) })),
    mappings,
  );
const failing = {
  findings: [finding({ verdict: "fail" })],
  controls: [judged("ENC-01"), judged("NET-01", { verdict: "fail", evaluated: 3 })],
  summary: { ...evidence().summary, verdict: "fail" as const },
};
const forProviders = regimes["pci-dss"].requirements.filter(({ serviceProviderOnly }) => serviceProviderOnly === true);
const idle = {
  controls: [judged("NET-01", { verdict: "not-applicable", evaluated: 0, reason: "no cluster" })],
};
const waiver = { control: "NET-01", resource: "a::b", reason: "r", owner: "o", expires: "2027-01-01" };

describe("evidence of several files", () => {
  it("of one file is that file's, with the file in its findings", () => {
    const one = merge({});
    expect(one.findings.map(({ file }) => file)).to.deep.equal(["1.yaml", "1.yaml"]);
    expect({ ...one, findings: [] }).to.deep.equal({ ...evidence(), findings: [] });
  });

  it("keeps resources and findings in the order of the files", () => {
    const two = merge(failing, {});
    expect(two.resources).to.have.length(6);
    expect(two.findings.map(({ file, verdict }) => `${file} ${verdict}`)).to.deep.equal([
      "1.yaml fail",
      "2.yaml pass",
      "2.yaml pass",
    ]);
  });

  it("takes the worst verdict of a control, and adds up what it was evaluated on", () => {
    for (const two of [merge(failing, {}), merge({}, failing)]) {
      expect(two.controls).to.deep.equal([
        judged("ENC-01", { evaluated: 2 }),
        judged("NET-01", { verdict: "fail", evaluated: 4 }),
      ]);
      expect(two.summary.verdict).to.equal("fail");
    }
  });

  it("keeps the reason of a control only where no file gave it a resource", () => {
    expect(merge(idle, idle).controls[0]).to.include({ evaluated: 0, reason: "no cluster" });
    expect(merge(idle, {}).controls.find(({ id }) => id === "NET-01")).to.deep.equal(judged("NET-01"));
  });

  it("counts requirements anew by the worst of their controls", () => {
    const row = (part: Evidence) => part.summary.regimes.find(({ regime }) => regime === "pci-dss")!;
    const total = regimes["pci-dss"].requirements.length;
    const broken = row(merge(failing, {}));
    const ids = (id: string) =>
      controls
        .find((control) => control.id === id)!
        .mappings.flatMap((each) => (each.regime === "pci-dss" ? each.requirement : []));
    expect(broken.broken).to.equal(new Set(ids("NET-01")).size);
    expect(broken.met).to.equal(new Set(ids("ENC-01").filter((id) => !ids("NET-01").includes(id))).size);
    const { met, unknown, waived, notApplicable, notEvidenced } = broken;
    expect(broken.broken + met + unknown + waived + notApplicable + notEvidenced).to.equal(total);
    expect(row(merge({}, {})).broken).to.equal(0);
  });

  it("adds up counts", () => {
    const { summary } = merge({}, {}, {});
    expect(summary.resources).to.equal(9);
    expect(summary.findings).to.deep.include({ pass: 6, fail: 0 });
  });

  it("takes the worst verdict of the files, as their own summaries count it", () => {
    const summary = (verdict: Evidence["summary"]["verdict"]) => ({ summary: { ...evidence().summary, verdict } });
    expect(merge(summary("pass"), summary("unknown")).summary.verdict).to.equal("unknown");
    expect(merge(summary("not-applicable"), summary("pass")).summary.verdict).to.equal("pass");
  });

  it("says of all files which controls were lowered", () => {
    const lowered = { controls: [judged("NET-01", { level: "advisory" })] };
    expect(merge(lowered, lowered).summary.lowered).to.deep.equal([
      { id: "NET-01", level: "advisory", catalogueLevel: "mandatory" },
    ]);
    expect(merge({}, {}).summary.lowered).to.deep.equal([]);
  });

  it("takes a disabled control for no evidence", () => {
    const disabled = { controls: [judged("NET-01", { level: "disabled", verdict: "not-applicable", evaluated: 0 })] };
    const [row] = merge(disabled, disabled).summary.regimes;
    expect(row).to.deep.equal({
      regime: "pci-dss",
      met: 0,
      broken: 0,
      unknown: 0,
      waived: 0,
      notApplicable: forProviders.length,
      notEvidenced: regimes["pci-dss"].requirements.length - forProviders.length,
    });
    const [provider] = merge({ ...disabled, serviceProvider: true }, disabled).summary.regimes;
    expect(provider).to.include({ notApplicable: 0, notEvidenced: regimes["pci-dss"].requirements.length });
  });

  it("names project and stack only where all files agree", () => {
    expect(merge({}, {})).to.include({ project: "shop", stack: "prod" });
    expect(merge({}, { project: "other" })).to.include({ project: "several", stack: "prod" });
  });

  it("says once what a waiver did over all files", () => {
    const two = merge(
      { waivers: [{ ...waiver, status: "unused", matched: 0 }] },
      { waivers: [{ ...waiver, status: "used", matched: 2 }] },
    );
    expect(two.waivers).to.deep.equal([{ ...waiver, status: "used", matched: 2 }]);
    expect(two.summary.waivers).to.deep.equal({ matched: 1, expired: 0, unmatched: 0 });
  });

  it("says once what is not evidenced, and unites regimes in the order of reports", () => {
    const missing = { regime: "gdpr" as const, requirement: "35", reason: "paper" };
    const two = merge(
      { notEvidenced: [missing], regimes: ["popia"] },
      { notEvidenced: [missing], regimes: ["pci-dss"] },
    );
    expect(two.notEvidenced).to.deep.equal([missing]);
    expect(two.regimes).to.deep.equal(["pci-dss", "popia"]);
  });

  it("is complete only when every part is, and says which is not", () => {
    const run = { ...evidence().run, mode: "stack-export" as const };
    expect(merge({ run }, { run }).run).to.include({ complete: true, mode: "stack-export" });
    const two = merge(
      { run },
      { run: { ...run, mode: "manifests", complete: false, incomplete: "the pack threw", dirty: true } },
    );
    expect(two.run).to.include({
      complete: false,
      dirty: true,
      mode: "manifests",
      incomplete: "2.yaml: the pack threw",
    });
  });

  it("names every file that was not judged to the end, with its reason or that none was given", () => {
    const run = { ...evidence().run, complete: false };
    const two = merge({ run: { ...run, incomplete: "the pack broke" } }, { run }, {});
    expect(two.run.complete).to.equal(false);
    expect(two.run.incomplete).to.equal("1.yaml: the pack broke; 2.yaml: no reason was given");
  });
});
