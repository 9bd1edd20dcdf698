import { expect } from "chai";

import type { ControlEvidence } from "../../../catalogue/contracts";
import { exitCode } from "../../../cli/report/exit-code";
import { evidence, judged } from "./sample";

const of = (change: Partial<ControlEvidence>) =>
  exitCode({ evidence: evidence({ controls: [judged("ENC-01"), judged("NET-01", change)] }), diagnostics: [] });

const incomplete = { ...evidence().run, complete: false, incomplete: "the program failed" };

describe("exit code of a judgement", () => {
  it("is 0 when every control passes", () => {
    expect(of({})).to.equal(0);
  });

  it("is 1 when a mandatory control fails or stays unknown", () => {
    expect(of({ verdict: "fail" })).to.equal(1);
    expect(of({ verdict: "unknown" })).to.equal(1);
  });

  it("is 0 when the unknown is allowed, the fail is waived, or the control is not mandatory", () => {
    expect(of({ verdict: "unknown", unknownAllowed: true })).to.equal(0);
    expect(of({ verdict: "waived" })).to.equal(0);
    expect(of({ verdict: "fail", level: "advisory" })).to.equal(0);
    expect(of({ verdict: "unknown", level: "disabled" })).to.equal(0);
  });

  it("does not let a fail pass because unknown is allowed", () => {
    expect(of({ verdict: "fail", unknownAllowed: true })).to.equal(1);
  });

  it("is 3 when a control ended in an error, even an advisory one, and before any fail", () => {
    expect(of({ verdict: "error" })).to.equal(3);
    expect(of({ verdict: "error", level: "advisory" })).to.equal(3);
    const both = evidence({
      controls: [judged("ENC-01", { verdict: "fail" }), judged("NET-01", { verdict: "error" })],
    });
    expect(exitCode({ evidence: both, diagnostics: [] })).to.equal(3);
  });

  it("is 3 when program or pack broke, or the evidence of our pack is not complete", () => {
    expect(exitCode({ evidence: evidence(), diagnostics: [], broken: "the program threw" })).to.equal(3);
    expect(exitCode({ evidence: evidence({ run: incomplete }), diagnostics: [] })).to.equal(3);
  });

  it("comes from the diagnostics of a pack that writes no evidence", () => {
    const foreign = evidence({ controls: [], findings: [], run: incomplete });
    const diagnostic = { policy: "no-public", message: "public", level: "mandatory" as const };
    expect(exitCode({ evidence: foreign, diagnostics: [] })).to.equal(0);
    expect(exitCode({ evidence: foreign, diagnostics: [{ ...diagnostic, level: "advisory" }] })).to.equal(0);
    expect(exitCode({ evidence: foreign, diagnostics: [diagnostic] })).to.equal(1);
    expect(exitCode({ evidence: foreign, diagnostics: [diagnostic], broken: "it threw" })).to.equal(3);
  });

  it("is 3 when Rampart's own pack wrote no evidence, whatever it reported", () => {
    const silent = evidence({ controls: [], findings: [], run: incomplete });
    expect(exitCode({ evidence: silent, diagnostics: [], ownPack: true })).to.equal(3);
    const diagnostic = { policy: "NET-01", message: "open", level: "mandatory" as const };
    expect(exitCode({ evidence: silent, diagnostics: [diagnostic], ownPack: true })).to.equal(3);
    expect(exitCode({ evidence: evidence(), diagnostics: [], ownPack: true })).to.equal(0);
  });

  it("is 1 for a mandatory diagnostic whatever the evidence says", () => {
    const diagnostics = [{ policy: "NET-01", message: "open", level: "mandatory" as const }];
    expect(exitCode({ evidence: evidence(), diagnostics })).to.equal(1);
  });
});
