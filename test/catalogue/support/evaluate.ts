import { celEnv, type CelInput, type CelResult, parse, plan } from "@bufbuild/cel";
import { strings } from "@bufbuild/cel/ext";
import { type ObjectRule, podRules, podVariables, type RuleVariable } from "../../../catalogue";
import type { Json } from "./pods";

const env = celEnv({ funcs: strings });
const programs = new Map<string, (bindings: Record<string, CelInput>) => CelResult>();

function run(expression: string, variables: Record<string, CelInput>): CelResult {
  const program = programs.get(expression) ?? plan(env, parse(expression));
  programs.set(expression, program);
  return program({ variables });
}

/** What a rule says of an object: the value of its expression, which is true, false, or an error. */
function evaluate(rule: ObjectRule, object: Json, variables: readonly RuleVariable[] = podVariables): CelResult {
  const bound: Record<string, CelInput> = { anyObject: object as CelInput };
  for (const { name, expression } of variables) bound[name] = run(expression, bound) as CelInput;
  return run(rule.expression, bound);
}

/** Ids of the rules that an object breaks. Throws when a rule decides nothing. */
export function broken(object: Json, variables: readonly RuleVariable[] = podVariables): string[] {
  return podRules
    .filter((rule) => {
      const result = evaluate(rule, object, variables);
      if (typeof result !== "boolean") throw new Error(`${rule.id} decides neither true nor false`);
      return !result;
    })
    .map(({ id }) => id);
}
