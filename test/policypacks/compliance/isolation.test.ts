import { expect } from "chai";
import { clusterAccess } from "../../../policypacks/compliance/policies/aws/cluster-access";
import { logRetention } from "../../../policypacks/compliance/policies/aws/log-retention";
import { resourceChecks, stackChecks } from "../../../policypacks/compliance/policies/checks";
import { installers } from "../../../policypacks/compliance/policies/helm/installations";
import { carried } from "../../../policypacks/compliance/policies/helm/security-values";
import { charts, controls } from "../../../catalogue";
import { compliantStack, samples } from "../../support/samples";
import { run } from "./harness";

/** Runs a test while a check throws an error that quotes a secret. */
async function whileBroken(check: { judge: unknown }, test: () => Promise<void>): Promise<void> {
  const { judge } = check;
  check.judge = () => {
    throw new TypeError("hunter2");
  };
  try {
    await test();
  } finally {
    check.judge = judge;
  }
}

describe("compliance pack: checks that break", () => {
  it("has a check for each control of the catalogue, and of the kind that it says", () => {
    const ids = (kinds: string[]) => controls.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id);
    expect(resourceChecks.map(({ control }) => control).sort()).to.deep.equal(ids(["resource", "object"]).sort());
    // GOV-01 judges the waiver file, and no resource.
    const joins = ids(["stack"]).filter((id) => id !== "GOV-01");
    expect(stackChecks.map(({ control }) => control).sort()).to.deep.equal(joins.sort());
  });

  it("evaluates each control on the types that the catalogue names, and on charts whose values carry it", () => {
    for (const { control, types } of resourceChecks) {
      if (types === undefined) continue;
      const ofCharts = Object.values(charts).some((pin) => carried(pin).includes(control)) ? installers : [];
      const named = controls.find(({ id }) => id === control)!.appliesTo;
      expect([...types].sort(), control).to.deep.equal([...new Set([...named, ...ofCharts])].sort());
    }
  });

  it("makes an error of a resource's check, at once and for that control alone", () =>
    whileBroken(clusterAccess, async () => {
      const { violations, evidence, verdict, finding } = await run(compliantStack());
      expect(violations.map(({ policy, level, message }) => [policy, level, message.split("\n")[0]])).to.deep.equal([
        ["IAM-01", "mandatory", "IAM-01 the check broke (TypeError); please report it"],
      ]);
      expect([verdict("IAM-01"), finding("IAM-01").verdict]).to.deep.equal(["error", "error"]);
      expect(evidence.controls.filter(({ verdict }) => verdict !== "pass").map(({ id }) => id)).to.deep.equal([
        "IAM-01",
      ]);
      expect(evidence.summary.verdict).to.equal("error");
      expect(JSON.stringify(evidence)).not.to.contain("hunter2");
    }));

  it("makes an error of a join, and goes on", () =>
    whileBroken(logRetention, async () => {
      const { violations, evidence, finding } = await run(compliantStack());
      expect(violations.map(({ policy, level, message }) => [policy, level, message.split("\n")[0]])).to.deep.equal([
        ["stack-mandatory", "mandatory", "LOG-02 the check broke (TypeError); please report it"],
      ]);
      expect(finding("LOG-02").resource).to.equal(undefined);
      expect(evidence.controls.filter(({ verdict }) => verdict === "pass")).to.have.length(controls.length - 1);
      expect(evidence.controls.find(({ id }) => id === "LOG-02")!.verdict).to.equal("error");
    }));

  it("says not applicable for what it does not judge, so that nothing counts as passed unseen", async () => {
    const { notApplicable } = await run([samples.subnet()]);
    const asked = resourceChecks.filter(({ types }) => types?.length !== 1).map(({ control }) => control);
    expect(Object.values(notApplicable)).to.deep.equal([asked]);
    expect(asked).to.include.members(["ENC-06", "KEY-02", "TLS-02", "NET-03", "IAM-03", "VUL-03", "PSS-01"]);
  });
});
