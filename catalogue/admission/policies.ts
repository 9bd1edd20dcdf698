import type { RuleVariable } from "../contracts";
import { quoted } from "../rules/cel";
import type { RuleGroup } from "./groups";
import type { AdmissionInput } from "./input";

/** What the rules hang off. Where an object is deleted there is none, and the one that was there stands for it. */
export const anyObject: RuleVariable = { name: "anyObject", expression: "object != null ? object : oldObject" };

/** The variables of a policy that has no parameters of its own: the lists stand in it, before what may read them. */
export function policyVariables(group: RuleGroup, { parameters }: AdmissionInput): RuleVariable[] {
  const lists = group.parameters.map((name) => ({ name, expression: quoted(parameters[name]) }));
  return [{ ...anyObject }, ...lists, ...group.variables];
}

export interface NamespaceSelector {
  matchExpressions: { key: string; operator: "NotIn"; values: string[] }[];
}

/** Namespaces by the label that the API server itself sets. Objects outside of namespaces are always selected. */
export function judgedNamespaces(exempt: readonly string[]): NamespaceSelector {
  return {
    matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "NotIn", values: [...exempt].sort() }],
  };
}
