import { expect } from "chai";
import { type ObjectRule, podRules, podVariables, podVariablesAt, rulesAt } from "../../../catalogue";
import { atLeast } from "../../../catalogue/rules/version";

describe("catalogue/rules: Kubernetes versions", () => {
  it("compares minor versions as numbers", () => {
    expect(atLeast("1.9", "1.10")).to.equal(false);
    expect(atLeast("1.10", "1.9")).to.equal(true);
    expect(atLeast("1.35", "1.35")).to.equal(true);
    expect(atLeast("1.35.4", "1.35")).to.equal(true);
    expect(atLeast("v1.34", "1.35")).to.equal(false);
    expect(atLeast("2.0", "1.35")).to.equal(true);
    expect(atLeast("1.40", "2.0")).to.equal(false);
  });

  it("refuses what is no version", () => {
    expect(() => atLeast("latest", "1.35")).to.throw(RangeError, 'Kubernetes version "latest": expected one like 1.35');
  });

  it("lets a user namespace relax nothing before 1.35, and changes no other variable", () => {
    expect(podVariablesAt("1.35")).to.deep.equal(podVariables);
    const before = podVariables.map((each) =>
      each.name === "userns" ? { name: "userns", expression: "false" } : each,
    );
    expect(podVariablesAt("1.34")).to.deep.equal(before);
    expect(podVariablesAt(undefined)).to.deep.equal(before);
    expect(podVariables.map(({ name }) => name)).to.deep.equal(["tpl", "pod", "ann", "ctrs", "scs", "win", "userns"]);
  });

  it("keeps rules between since and until, both included", () => {
    const rule = (since?: string, until?: string): ObjectRule => ({ ...podRules[0]!, since, until });
    const holds = (each: ObjectRule, version: string) => rulesAt([each], version).length === 1;
    expect(["1.32", "1.33", "1.34", "1.35"].filter((at) => holds(rule("1.33", "1.34"), at))).to.deep.equal([
      "1.33",
      "1.34",
    ]);
    expect(holds(rule(undefined, "1.34"), "1.30")).to.equal(true);
    expect(holds(rule(), "1.30")).to.equal(true);
  });
});
