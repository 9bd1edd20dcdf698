import type { ObjectRule } from "../contracts";

/** What every object that is made of a rule carries, so that its control is found. */
export function annotationsOf({ control, standard }: ObjectRule): Record<string, string> {
  return { "rampart/control": control, ...(standard === undefined ? {} : { "rampart/standard": standard }) };
}

/** What is printed where the rule is broken, in every engine. */
export function denialOf({ id, control, message, remediation }: ObjectRule): string {
  return `${control}/${id}: ${message}. ${remediation}`;
}
