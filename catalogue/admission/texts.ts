import type { ObjectRule } from "../contracts";
import type { RuleGroup } from "./groups";

/** What every object that is made of rules carries, so that their control is found. */
export function annotationsOf({ control, standard }: RuleGroup): Record<string, string> {
  return { "rampart/control": control, ...(standard === undefined ? {} : { "rampart/standard": standard }) };
}

function denialOf({ id, control, message, remediation }: ObjectRule): string {
  return `${control}/${id}: ${message}. ${remediation}`;
}

/** The rules as every engine writes them: true where an object is compliant, and what is printed where it is not. */
export function validationsOf({ rules }: RuleGroup): { expression: string; message: string }[] {
  return rules.map((rule) => ({ expression: rule.expression, message: denialOf(rule) }));
}
