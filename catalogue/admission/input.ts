import type { AdmissionExclusion, RuleParameters, RuleSet } from "../contracts";

/** What an admission engine does with an object that breaks a rule. */
export const Enforcement = { Deny: "deny", Warn: "warn", DryRun: "dryrun" } as const;
export type Enforcement = (typeof Enforcement)[keyof typeof Enforcement];

/** The same, for kinds that admission only warns about. */
export function atMostWarn(enforcement: Enforcement): Enforcement {
  return enforcement === Enforcement.Deny ? Enforcement.Warn : enforcement;
}

/** The words of the API server's policies, and of Kyverno's, for it. */
export const validationActions: Record<Enforcement, "Deny" | "Warn" | "Audit"> = {
  [Enforcement.Deny]: "Deny",
  [Enforcement.Warn]: "Warn",
  [Enforcement.DryRun]: "Audit",
};

/** What every renderer turns into the objects of its engine. */
export interface AdmissionInput {
  /** As they hold for the cluster's Kubernetes version, see `setsAt`. */
  sets: readonly RuleSet[];
  parameters: RuleParameters;
  /** Names of namespaces that are not judged. */
  exemptNamespaces: readonly string[];
  /** Objects that a waiver takes from the rules of a control. */
  exclusions: readonly AdmissionExclusion[];
  enforcement: Enforcement;
}
