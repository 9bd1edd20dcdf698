import { expect } from "chai";
import { disruptionBudgets } from "../../../catalogue/rules/disruption-budgets";
import { brokenIn } from "../support/evaluate";
import type { Json } from "../support/pods";

const broken = (spec: Json | undefined) =>
  brokenIn(disruptionBudgets, {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: { name: "api", namespace: "shop" },
    ...(spec === undefined ? {} : { spec }),
  });

describe("catalogue/rules: disruption budgets", () => {
  for (const maxUnavailable of [1n, 10n, "1%", "25%", "100%", "010%"])
    it(`let ${String(maxUnavailable)} go`, () => {
      expect(broken({ maxUnavailable })).to.deep.equal([]);
    });

  for (const maxUnavailable of [0n, "0%", "00%", "0"])
    it(`do not let ${JSON.stringify(String(maxUnavailable))} go`, () => {
      expect(broken({ maxUnavailable })).to.deep.equal(["budget-max-unavailable"]);
    });

  for (const minAvailable of [0n, 1n, 100n, "0%", "50%", "99%", "10%"])
    it(`keep ${String(minAvailable)}`, () => {
      expect(broken({ minAvailable })).to.deep.equal([]);
    });

  it("do not keep all of them", () => {
    expect(broken({ minAvailable: "100%" })).to.deep.equal(["budget-min-available"]);
  });

  it("say nothing where they set neither", () => {
    expect(broken({ selector: {} })).to.deep.equal([]);
    expect(broken(undefined)).to.deep.equal([]);
  });

  it("pass no other spelling of nothing or all, and no other type", () => {
    for (const value of ["000%", "0000%", true, [], {}])
      expect(() => broken({ maxUnavailable: value }), JSON.stringify(value)).to.throw("decides neither");
    for (const value of ["0100%", true, [], {}])
      expect(() => broken({ minAvailable: value }), JSON.stringify(value)).to.throw("decides neither");
  });
});
