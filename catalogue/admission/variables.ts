import type { ObjectRule, RuleSet, RuleVariable } from "../contracts";

/**
 * The variables of a set that some rules read, themselves or through others, in their order. The others stay away: one of
 * them may read a parameter that these rules do not have, and the API server refuses a policy with a variable that does not
 * compile.
 */
export function variablesOf(rules: readonly ObjectRule[], { variables }: RuleSet): RuleVariable[] {
  const wanted = new Set(rules.flatMap(({ expression }) => namesIn(expression)));
  // A variable is declared after those that it reads.
  for (const each of [...variables].reverse()) {
    if (wanted.has(each.name)) namesIn(each.expression).forEach((name) => wanted.add(name));
  }
  return variables
    .filter(({ name }) => wanted.has(name))
    .map(({ name, expression: text }) => ({ name, expression: text }));
}

function namesIn(expression: string): string[] {
  return [...expression.matchAll(/\bvariables\.(\w+)/g)].map(([, name]) => name!);
}
