import { celEnv, type CelInput, type CelResult, type CelValue, parse, plan } from "@bufbuild/cel";
import { strings } from "@bufbuild/cel/ext";
import type { ObjectRule, RuleVariable } from "../../../catalogue";
import { bindings, isUnknownResult, toCelValue } from "./values";

export type RuleResult = true | false | "unknown" | "error";

interface CompiledRule {
  rule: ObjectRule;
  /** Whether the object meets the rule. */
  evaluate: (variables: Record<string, CelInput>) => RuleResult;
}

export interface Rulebook {
  rules: readonly CompiledRule[];
  /** What the rules share, computed for one object. */
  bind: (object: Record<string, unknown>) => Record<string, CelInput>;
}

/** Compiles rules and their variables once; an expression that does not parse throws here. */
export function compile(rules: readonly ObjectRule[], variables: readonly RuleVariable[]): Rulebook {
  const env = celEnv({ funcs: strings });
  const program = (expression: string) =>
    plan(env, parse(expression)) as (input: Record<string, CelInput>) => CelResult;
  const computed = variables.map(({ name, expression }) => ({ name, run: program(expression) }));
  return {
    rules: rules.map((rule) => {
      const run = program(rule.expression);
      return { rule, evaluate: (input) => decide(run(input)) };
    }),
    bind: (object) => {
      const values = new Map<string, CelValue>([["anyObject", toCelValue(object)!]]);
      const input = bindings(values);
      for (const { name, run } of computed) values.set(name, run(input) as CelValue);
      return input;
    },
  };
}

function decide(result: CelResult): RuleResult {
  if (typeof result === "boolean") return result;
  return isUnknownResult(result) ? "unknown" : "error";
}
