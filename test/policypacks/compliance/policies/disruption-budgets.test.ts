import { expect } from "chai";
import { objectCheck } from "../../../../policypacks/compliance/policies/kubernetes/object-checks";
import { samples, unknown } from "../../../support/samples";
import { cases } from "../cases";
import { saidBy } from "./rule-samples";

const said = (spec: unknown, type = "policy/v1:PodDisruptionBudget") =>
  saidBy(objectCheck("BCK-03"), `kubernetes:${type}`, { metadata: { name: "api" }, spec }).map(
    (line) => line.split(":")[0],
  );
const passed = ["undefined pass"];
const most = ["budget-max-unavailable fail"];
const least = ["budget-min-available fail"];

describe("BCK-03 disruption budgets", () => {
  it("spare a pod", () => {
    for (const spec of [{ maxUnavailable: 1 }, { maxUnavailable: "25%" }, { minAvailable: 1 }, { minAvailable: "50%" }])
      expect(said(spec), JSON.stringify(spec)).to.deep.equal(passed);
    for (const value of [0, "0%", "00%", "0000%"])
      expect(said({ maxUnavailable: value }), String(value)).to.deep.equal(most);
    for (const value of ["100%", "0100%"]) expect(said({ minAvailable: value }), value).to.deep.equal(least);
    expect(said({ maxUnavailable: 0 }, "policy/v1beta1:PodDisruptionBudget")).to.deep.equal(most);
    expect(said({ minAvailable: 0 })).to.deep.equal(passed);
    expect(said({ maxUnavailable: null, minAvailable: null })).to.deep.equal(passed);
  });

  it("are not known where their number is not", () => {
    expect(said({ maxUnavailable: unknown })).to.deep.equal(["budget-max-unavailable unknown"]);
    expect(said({ minAvailable: unknown })).to.deep.equal(["budget-min-available unknown"]);
    expect(said(unknown)).to.have.length(2);
    expect(said({ maxUnavailable: 0, minAvailable: unknown })).to.include(most[0]);
  });

  it("fail where values are of the wrong type", () => {
    for (const value of [true, [], {}]) {
      expect(said({ maxUnavailable: value }), JSON.stringify(value)).to.deep.equal(most);
      expect(said({ minAvailable: value }), JSON.stringify(value)).to.deep.equal(least);
    }
    expect(said("x")[0]).to.match(/ fail$/);
  });

  it("are judged by what a patch states", () => {
    const patched = (spec: unknown) => said(spec, "policy/v1:PodDisruptionBudgetPatch");
    expect(patched({ maxUnavailable: 0 })).to.deep.equal(most);
    expect(patched({ maxUnavailable: 1 })).to.deep.equal([]);
    expect(patched({ selector: {} })).to.deep.equal([]);
  });
});

describe("BCK-03 disruption budgets in a stack", () => {
  const budget = {
    type: "kubernetes:policy/v1:PodDisruptionBudget",
    name: "api",
    props: { spec: { maxUnavailable: 0 } },
  };
  cases("BCK-03", [
    ["a budget that blocks drains", [budget], "fail", "nodes cannot be drained"],
    ["beside something else", [samples.namespace(), budget], "fail"],
  ]);
});
