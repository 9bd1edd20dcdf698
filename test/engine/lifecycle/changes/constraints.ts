import { admissionInput, Enforcement, gatekeeperObjects, type RuleParameter } from "../../../../catalogue";

const choice = { kubernetesVersion: "1.35", rules: {}, exclusions: [], enforcement: Enforcement.Deny };
const { templates, constraints } = gatekeeperObjects(admissionInput(choice));

/** Every constraint of prod, `<kind> <name>`; kinds that admission only warns about have one of their own. */
const all = constraints.map(({ kind, metadata, spec }) => ({
  step: `${kind} prod-gatekeeper-${metadata.name}`,
  name: metadata.name,
  action: spec.enforcementAction,
  parameters: Object.keys(spec.parameters),
}));

/** Names of the templates of prod. */
export const templateNames = templates.map(({ metadata }) => `prod-gatekeeper-template-${metadata.name}`);
/** Names of the constraints, which are those of Kyverno's policies as well. */
export const constraintNames = all.map(({ name }) => name);
export const everyConstraint = all.map(({ step }) => step);
/** Those that deny, and would warn. */
export const denying = all.filter(({ action }) => action === Enforcement.Deny).map(({ step }) => step);

/** The constraints whose rules compare with a parameter. */
export function comparing(parameter: RuleParameter): string[] {
  return all.filter(({ parameters }) => parameters.includes(parameter)).map(({ step }) => step);
}
