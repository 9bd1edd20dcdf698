"use strict";
// The object rules, which are texts of the catalogue: each a policy that evaluates its own on whatever comes.
const { celEnv, parse, plan } = require("@bufbuild/cel");
const { strings } = require("@bufbuild/cel/ext");
const { RuleParameter, ruleSets, variablesOf } = require("../../../../catalogue");
const { resource } = require("./policy");

const env = celEnv({ funcs: strings });
const program = (expression) => plan(env, parse(expression));
const parameters = Object.fromEntries(Object.values(RuleParameter).map((name) => [name, []]));

function ruleOf(set, rule) {
  const shared = variablesOf([rule], set).map(({ name, expression }) => [name, program(expression)]);
  const meets = program(rule.expression);
  return resource(`${rule.control}-${rule.id}`, rule.message, ({ type, props }, report) => {
    const [, group, kind] = /^kubernetes:(.+)\/\w+:(\w+)$/.exec(type) ?? [];
    const isAbout = (each) => each.kinds.includes(kind) && each.apiGroups.includes(group === "core" ? "" : group);
    if (!set.kinds.some(isAbout)) return;
    const variables = { ...parameters, anyObject: props };
    for (const [name, run] of shared) variables[name] = run({ variables });
    if (meets({ variables }) !== true) report(rule.message);
  });
}

module.exports = ruleSets.flatMap((set) => set.rules.map((rule) => ruleOf(set, rule)));
