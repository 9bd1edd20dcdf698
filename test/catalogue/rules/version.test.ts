import { expect } from "chai";
import { type ObjectRule, podRules, podVariables, type RuleSet, ruleSets, setsAt } from "../../../catalogue";

const pods = ruleSets.find(({ id }) => id === "pods")!;
const rule = (bounds: Pick<ObjectRule, "since" | "until">): ObjectRule => ({ ...podRules[0]!, ...bounds });
const setOf = (...rules: ObjectRule[]): RuleSet => ({ ...pods, variables: [], rules });
const holds = (each: ObjectRule, version: string | undefined) => setsAt([setOf(each)], version)[0]!.rules.length === 1;
const variablesAt = (version: string | undefined) => setsAt([pods], version)[0]!.variables;

describe("catalogue/rules: Kubernetes versions", () => {
  it("compares minor versions as numbers", () => {
    const from = (since: string, at: string) => holds(rule({ since }), at);
    expect(from("1.10", "1.9")).to.equal(false);
    expect(from("1.9", "1.10")).to.equal(true);
    expect(from("1.35", "1.35")).to.equal(true);
    expect(from("1.35", "1.35.4")).to.equal(true);
    expect(from("1.35", "v1.34")).to.equal(false);
    expect(from("1.35", "2.0")).to.equal(true);
    expect(from("2.0", "1.40")).to.equal(false);
  });

  it("refuses what is no version", () => {
    expect(() => holds(rule({ since: "1.35" }), "latest")).to.throw(
      RangeError,
      'Kubernetes version "latest": expected one like 1.35',
    );
  });

  it("lets a user namespace relax nothing before 1.35, and changes no other variable", () => {
    const userns = podVariables.find(({ name }) => name === "userns")!;
    expect(userns.since).to.deep.equal({ version: "1.35", otherwise: "false" });
    const at = (expression: string) =>
      podVariables.map((each) => (each.name === "userns" ? { name: "userns", expression } : each));
    expect(variablesAt("1.35")).to.deep.equal(at(userns.expression));
    for (const version of ["1.34", undefined]) expect(variablesAt(version)).to.deep.equal(at("false"));
    expect(podVariables.map(({ name }) => name)).to.deep.equal(["tpl", "pod", "ann", "ctrs", "scs", "win", "userns"]);
  });

  it("keeps rules between since and until, both included, and all of them where the version is not known", () => {
    const between = rule({ since: "1.33", until: "1.34" });
    expect(["1.32", "1.33", "1.34", "1.35"].filter((at) => holds(between, at))).to.deep.equal(["1.33", "1.34"]);
    expect(holds(rule({ until: "1.34" }), "1.30")).to.equal(true);
    expect(holds(rule({}), "1.30")).to.equal(true);
    expect(holds(between, undefined)).to.equal(true);
  });

  it("leaves the rest of a set as it is", () => {
    const [at] = setsAt([pods], "1.36");
    expect(at).to.deep.equal({ ...pods, variables: variablesAt("1.36") });
  });
});
