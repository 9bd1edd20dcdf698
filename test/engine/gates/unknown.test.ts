import { expect } from "chai";
import type { CliLab } from "../lab/cli";
import { findPlugins } from "../lab/plugins";
import { fixture } from "../lab/project";
import { gate, judge } from "./judge";
import { open, update } from "./open";

const { plugins } = findPlugins();

describe("gates: what no preview can know", () => {
  let lab: CliLab;
  const allowed = { config: { evidence: { allowUnknown: ["ENC-03"] } } };

  before(async () => {
    ({ lab } = await open({ ...fixture("engine-gates", { manifest: { plugins } }), stack: "unknown" }));
  });

  it("is a violation of a mandatory control, and a reason of the gate", async () => {
    const { code, text, violations, evidence } = await judge(lab, {});
    expect([code, violations]).to.deep.equal([1, { "stack-mandatory": "mandatory" }]);
    expect(text).to.match(/ENC-03 .*kmsKeyId cannot be known before deployment/);
    expect(evidence!.summary.verdict).to.equal("unknown");
    expect(await gate(lab)).to.deep.include({ code: 1, reasons: ["ENC-03 stayed unknown"] });
  });

  it("passes where the settings allow it, and the gate says so", async () => {
    const { code, violations } = await judge(lab, allowed);
    expect([code, violations]).to.deep.equal([0, {}]);
    const seen = await gate(lab);
    expect(seen.code, seen.text).to.equal(0);
    expect(seen.text).to.contain("less than the default: ENC-03 was allowed to stay unknown");
  });

  it("is judged when it is known: an update says that the key is none", async () => {
    const { code, text, evidence } = await judge(lab, allowed, ...update);
    expect(code).to.equal(1);
    expect(text).to.contain("ENC-03 blockDeviceMappings[0].ebs.kmsKeyId is no key reference");
    expect(evidence!.run.mode).to.equal("update");
    expect((await gate(lab)).reasons).to.deep.equal(["ENC-03 failed"]);
  });
});
