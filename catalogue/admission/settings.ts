import {
  type AdmissionExclusion,
  list,
  record,
  type RuleParameters,
  type RuleSettings,
  text,
  waivedObjectMembers,
} from "../contracts";
import { ruleSets, setsAt } from "../rules";
import type { AdmissionInput, Enforcement } from "./input";
import { platformNamespaces } from "./platform-namespaces";

/** The shape of the objects that waivers name, by control. */
export const exclusionsShape = list(
  record({
    control: text("a control id such as PSS-01", /^[A-Z]{2,4}-\d{2}$/),
    ...waivedObjectMembers,
  }),
);

/** What is decided of a cluster before anything is rendered for it. */
export interface AdmissionChoice {
  /** Where it is not known, every rule holds, and no relaxation of a later version. */
  kubernetesVersion: string | undefined;
  rules: RuleSettings;
  exclusions: readonly AdmissionExclusion[];
  enforcement: Enforcement;
}

/** Every rule of the catalogue for a cluster, with its parameters, the platform's namespaces and the waived objects left out. */
export function admissionInput({ kubernetesVersion, rules, exclusions, enforcement }: AdmissionChoice): AdmissionInput {
  const exemptNamespaces = platformNamespaces.map(({ name }) => name).sort();
  return {
    sets: setsAt(ruleSets, kubernetesVersion),
    parameters: ruleParameters(rules, exemptNamespaces),
    exemptNamespaces,
    exclusions,
    enforcement,
  };
}

/** What a cluster sets, and nothing where it sets nothing: sorted, each value once, so that the order changes no object. */
function ruleParameters(rules: RuleSettings, namespaces: readonly string[]): RuleParameters {
  const values = (key: keyof RuleSettings) => [...new Set(rules[key] ?? [])].sort();
  return {
    registries: values("registries"),
    exposed: values("exposed"),
    clusterAdmins: values("clusterAdmins"),
    trustedRoles: values("trustedRoles"),
    platformNamespaces: namespaces,
  };
}
