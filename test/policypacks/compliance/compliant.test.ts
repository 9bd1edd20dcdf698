import { expect } from "chai";
import { controls } from "../../../catalogue";
import { compliantStack } from "../../support/samples";
import { run } from "./harness";

describe("compliance pack: a compliant stack", () => {
  it("passes every control on at least one resource, and reports nothing", async () => {
    const { violations, evidence } = await run(compliantStack());
    expect(violations).to.deep.equal([]);
    expect(evidence.controls.map(({ id, verdict }) => `${id} ${verdict}`)).to.deep.equal(
      controls.map(({ id }) => `${id} pass`).sort(),
    );
    // The waiver file is no resource.
    const onNothing = evidence.controls.filter(({ evaluated }) => evaluated === 0);
    expect(onNothing.map(({ id }) => id)).to.deep.equal(["GOV-01"]);
    expect(evidence.summary.verdict).to.equal("pass");
  });

  it("says of an empty stack why each control was evaluated on nothing", async () => {
    const { violations, evidence } = await run([]);
    expect(violations).to.deep.equal([]);
    expect(new Set(evidence.controls.map(({ verdict }) => verdict))).to.deep.equal(new Set(["not-applicable"]));
    expect(evidence.controls.filter(({ reason }) => reason === undefined)).to.deep.equal([]);
    expect(evidence.summary.verdict).to.equal("not-applicable");
  });
});
