import { admissionInput, Enforcement, gatekeeperObjects, objectRules, type RuleParameter } from "../../../../catalogue";

const choice = { kubernetesVersion: "1.35", rules: {}, exclusions: [], enforcement: Enforcement.Deny };
const { templates, constraints } = gatekeeperObjects(admissionInput(choice));

/** Every constraint of prod, `<kind> <name>`; for kinds that admission only warns about there is one more. */
const all = constraints.map(({ kind, metadata, spec }) => ({
  step: `${kind} prod-gatekeeper-${metadata.name}`,
  name: metadata.name,
  action: spec.enforcementAction,
}));

/** Names of the templates of prod. */
export const templateNames = templates.map(({ metadata }) => `prod-gatekeeper-template-${metadata.name}`);
/** Names of the constraints, which are those of Kyverno's policies as well. */
export const constraintNames = all.map(({ name }) => name);
export const everyConstraint = all.map(({ step }) => step);
/** Those that deny, and would warn. */
export const denying = all.filter(({ action }) => action === Enforcement.Deny).map(({ step }) => step);

/** The constraints of the rules that compare with a parameter. */
export function comparing(parameter: RuleParameter): string[] {
  const ids = objectRules.filter(({ parameters = [] }) => parameters.includes(parameter)).map(({ id }) => id);
  return all
    .filter(({ name }) => ids.some((id) => [`rampart-${id}`, `rampart-${id}-warn`].includes(name)))
    .map(({ step }) => step);
}
