import type { ObjectKinds, ObjectRule, RuleParameter, RuleSet, RuleVariable } from "../contracts";
import { variablesOf } from "./variables";

/**
 * Rules that an engine gets as one object: those of a set that serve one control, and one level of the Pod Security
 * Standards. Their objects, exclusions and shared variables are the same; an engine computes a variable once for all.
 */
export interface RuleGroup {
  /** Control, set and standard, for example `pss-01-pods-baseline`. */
  name: string;
  control: string;
  standard?: "baseline" | "restricted";
  kinds: readonly ObjectKinds[];
  /** Lists that one of the rules reads, each once. */
  parameters: readonly RuleParameter[];
  /** Of the set's variables those that one of the rules reads, in their order. */
  variables: readonly RuleVariable[];
  rules: readonly ObjectRule[];
}

/** The rules of sets by what an engine gets, in the order of sets and of the first rule of each group. */
export function ruleGroups(sets: readonly RuleSet[]): RuleGroup[] {
  return sets.flatMap((set) => {
    const groups = new Map<string, ObjectRule[]>();
    for (const rule of set.rules) {
      const name = nameOf(rule, set);
      groups.set(name, [...(groups.get(name) ?? []), rule]);
    }
    return [...groups].map(([name, rules]) => group(name, rules, set));
  });
}

function nameOf({ control, standard }: ObjectRule, { id }: RuleSet): string {
  return [control.toLowerCase(), id, standard].filter((part) => part !== undefined).join("-");
}

function group(name: string, rules: readonly ObjectRule[], set: RuleSet): RuleGroup {
  const { control, standard } = rules[0]!;
  return {
    name,
    control,
    ...(standard === undefined ? {} : { standard }),
    kinds: set.kinds,
    parameters: [...new Set(rules.flatMap(({ parameters = [] }) => parameters))],
    variables: variablesOf(rules, set),
    rules,
  };
}
