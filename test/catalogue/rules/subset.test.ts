import { Environment } from "@marcbachmann/cel-js";
import { expect } from "chai";
import { RuleParameter, type RuleSet, ruleSets, type RuleVariable } from "../../../catalogue";
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

const parameters: readonly string[] = Object.values(RuleParameter);

/** Names that an expression reads as `variables.<name>`. */
const used = (expression: string) => [
  ...new Set([...expression.matchAll(/variables\.(\w+)/g)].map((match) => match[1]!)),
];

function holdsSet({ kinds, variables, rules }: RuleSet): void {
  for (const { id, expression } of rules) {
    it(`hold ${id}, which is bool`, () => {
      expect(outsideSubset(expression)).to.deep.equal([]);
      expect(typed.check(expression)).to.deep.equal({ valid: true, type: "bool" });
    });
  }

  for (const { name, expression } of variables.flatMap(eachExpression)) {
    it(`hold the variable ${name}: ${expression.slice(0, 20)}…`, () => {
      expect(outsideSubset(expression)).to.deep.equal([]);
      expect(typed.check(expression).valid).to.equal(true);
    });
  }

  it("declare variables in order of use, none called like a parameter, and use no others", () => {
    const known = ["anyObject", ...parameters];
    for (const { name, expression } of variables.flatMap(eachExpression)) {
      expect(known, name).to.include.members(used(expression));
      expect(parameters).to.not.include(name);
      if (!known.includes(name)) known.push(name);
    }
    for (const { id, expression } of rules) expect(known, id).to.include.members(used(expression));
  });

  it("name the parameters that they use, themselves or by a variable, and no others", () => {
    const behind = (expression: string): string[] =>
      used(expression).flatMap((name) => [
        name,
        ...variables
          .filter((each) => each.name === name)
          .flatMap(eachExpression)
          .flatMap((each) => behind(each.expression)),
      ]);
    for (const { id, expression, parameters: named = [] } of rules) {
      const read = [...new Set(behind(expression))].filter((name) => parameters.includes(name));
      expect([...named].sort(), id).to.deep.equal(read.sort());
    }
  });

  it("hang off variables alone: every other name is bound by a macro", () => {
    for (const { id, expression } of rules) expect(expression, id).to.not.match(/\b(object|request|params)\b/);
  });

  it("are about some kind", () => {
    for (const each of kinds) {
      expect(each.kinds).to.not.deep.equal([]);
      expect(each.apiGroups).to.not.deep.equal([]);
    }
    expect(kinds).to.not.deep.equal([]);
  });
}

/** A variable with what it is, and with what it was before. */
const eachExpression = ({ name, expression, since }: RuleVariable) => [
  { name, expression },
  ...(since === undefined ? [] : [{ name, expression: since.otherwise }]),
];

describe("catalogue/rules: the shared subset of CEL", () => {
  for (const [expression, reason] of Object.entries(forbidden)) {
    it(`refuses ${expression}`, () => {
      expect(outsideSubset(expression).join("; ")).to.include(reason);
    });
  }

  it("gives no variable a name that CEL keeps for itself", () => {
    // https://github.com/google/cel-spec/blob/master/doc/langdef.md#syntax
    const kept =
      /^(as|break|const|continue|else|false|for|function|if|import|in|let|loop|namespace|null|package|return|true|var|void|while)$/;
    const names = ruleSets.flatMap(({ variables }) => variables.map(({ name }) => name));
    expect(names.filter((name) => kept.test(name))).to.deep.equal([]);
  });

  for (const set of ruleSets) describe(`the rules of ${set.id}`, () => holdsSet(set));

  it("has one set and one rule of each id", () => {
    for (const each of [ruleSets, ruleSets.flatMap(({ rules }) => rules)]) {
      const ids = each.map(({ id }) => id);
      expect(ids).to.have.length(new Set(ids).size);
      for (const id of ids) expect(id).to.match(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    }
  });
});
