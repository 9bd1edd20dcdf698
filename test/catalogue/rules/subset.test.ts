import { Environment } from "@marcbachmann/cel-js";
import { expect } from "chai";
import { podRules, podVariables, podVariablesAt } from "../../../catalogue";
import { outsideSubset } from "../support/subset";

/** A second implementation with a type checker: what it refuses, cel-go refuses at admission, or only when evaluated. */
const typed = new Environment({ unlistedVariablesAreDyn: true });

const forbidden: Record<string, string> = {
  "variables.pod.?spec": "does not parse",
  "variables.pod.spec // why": "does not parse",
  "variables.pod.spec.exists_one(": "does not parse",
  "type(variables.pod) == string": "calls type",
  "variables.ctrs.size() - 1 > 0": "calls _-_",
  "int(variables.pod.x) == 1": "calls int",
  "variables.pod.labels == {}": "compares a list or map",
  "variables.pod.drop != ['ALL']": "compares a list or map",
  "variables.pod.a + variables.pod.b == 3": "adds what is not a list",
  "has(variables.ctrs[0].name)": "has() on an index chain",
  "has(variables.ctrs[0].securityContext.privileged)": "has() on an index chain",
  "variables.a in ['a', 1]": "a list of mixed types",
  "{'a': 1}.a == 1": "builds a map",
};

describe("catalogue/rules: the shared subset of CEL", () => {
  for (const [expression, reason] of Object.entries(forbidden)) {
    it(`refuses ${expression}`, () => {
      expect(outsideSubset(expression).join("; ")).to.include(reason);
    });
  }

  for (const { id, expression } of podRules) {
    it(`holds ${id}, which is bool`, () => {
      expect(outsideSubset(expression)).to.deep.equal([]);
      expect(typed.check(expression)).to.deep.equal({ valid: true, type: "bool" });
    });
  }

  for (const { name, expression } of [...podVariables, ...podVariablesAt("1.30")]) {
    it(`holds the variable ${name}: ${expression.slice(0, 20)}…`, () => {
      expect(outsideSubset(expression)).to.deep.equal([]);
      expect(typed.check(expression).valid).to.equal(true);
    });
  }

  it("declares variables in order of use, and rules use no others", () => {
    const used = (expression: string) => [...expression.matchAll(/variables\.(\w+)/g)].map((match) => match[1]!);
    const known = ["anyObject"];
    for (const { name, expression } of podVariables) {
      expect(known, name).to.include.members([...new Set(used(expression))]);
      known.push(name);
    }
    for (const { id, expression } of podRules) expect(known, id).to.include.members([...new Set(used(expression))]);
  });

  it("hangs off variables alone: every other name is bound by a macro", () => {
    for (const { id, expression } of podRules) expect(expression, id).to.not.match(/\b(object|request|params)\b/);
  });
});
