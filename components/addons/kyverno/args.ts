import type { AdmissionExclusion, Enforcement, RuleSettings } from "../../../catalogue";
import type { MirrorArgs } from "../../releases";

/** How admission is enforced, by Kyverno in place of Gatekeeper. */
export interface KyvernoAddonArgs {
  /** Replicas of the admission controller, 1 to 50. @default 3 (POL-01) */
  replicas?: number;
  /** What happens to an object that breaks a rule: refused, admitted with a warning, or only reported. @default "deny" (PSS-01) */
  enforcement?: Enforcement;
  /** Values for the chart, laid over ours; those that carry a control are refused. @default none */
  values?: Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- values of a chart have no fixed shape
}

export interface KyvernoArgs extends KyvernoAddonArgs {
  /** Where the chart and its images come from. @default where their makers publish them */
  mirror?: MirrorArgs;
  /** Kubernetes version of the cluster; decides which rules apply. @default "1.35" */
  kubernetesVersion?: string;
  /** What the rules compare with: registries, what may be exposed, who may administer. @default empty lists (IMG-01, NET-08, RBAC-01, RBAC-02) */
  rules?: RuleSettings;
  /** Objects that waivers take from the rules of a control. @default none (GOV-01) */
  exclusions?: AdmissionExclusion[];
}
