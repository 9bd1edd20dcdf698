import type { ObjectKinds, RuleVariable } from "../contracts";
import { excludedObjects, matchConditions } from "./exclusions";
import { type RuleGroup, ruleGroups } from "./groups";
import { type AdmissionInput, atMostWarn, type Enforcement, validationActions } from "./input";
import { judgedNamespaces, type NamespaceSelector, policyVariables } from "./policies";
import { byWarning, resourceRule, type ResourceRule } from "./resources";
import { annotationsOf, validationsOf } from "./texts";

export interface ValidatingPolicy {
  apiVersion: "policies.kyverno.io/v1";
  kind: "ValidatingPolicy";
  metadata: { name: string; annotations: Record<string, string> };
  spec: {
    validationActions: ("Deny" | "Warn" | "Audit")[];
    failurePolicy: "Fail" | "Ignore";
    webhookConfiguration: { timeoutSeconds: number };
    evaluation: { mode: "Kubernetes"; admission: { enabled: true }; background: { enabled: true } };
    autogen: { podControllers: { controllers: string[] }; validatingAdmissionPolicy: { enabled: false } };
    matchConstraints: { namespaceSelector: NamespaceSelector; resourceRules: ResourceRule[] };
    /** Absent where nothing is excluded. */
    matchConditions?: { name: string; expression: string }[];
    variables: RuleVariable[];
    validations: { expression: string; message: string }[];
  };
}

/** Stands in every policy, for those who find it in a cluster. */
const experimental = "Kyverno's verdicts are not yet compared with the policy pack's on the same objects";

/** Seconds that the API server waits for an answer. */
const timeoutSeconds = 5;

/**
 * Object rules as Kyverno enforces them, with the same texts as Gatekeeper's: a policy for each group of them, and one more
 * for kinds that admission only warns about.
 */
export function kyvernoObjects(input: AdmissionInput): ValidatingPolicy[] {
  return ruleGroups(input.sets).flatMap((group) => {
    const { judged, warned } = byWarning(group.kinds);
    const name = `rampart-${group.name}`;
    return [
      ...(judged.length === 0 ? [] : [policy(name, group, judged, input.enforcement, input)]),
      ...(warned.length === 0
        ? []
        : [policy(`${name}-warn`, group, warned, atMostWarn(input.enforcement), input, "Ignore")]),
    ];
  });
}

/** @param failurePolicy `Ignore` for what is admitted anyway: an outage must not refuse what a judgement would not. */
function policy(
  name: string,
  group: RuleGroup,
  kinds: readonly ObjectKinds[],
  enforcement: Enforcement,
  input: AdmissionInput,
  failurePolicy: "Fail" | "Ignore" = "Fail",
): ValidatingPolicy {
  const conditions = matchConditions(excludedObjects(group, kinds, input.exclusions));
  return {
    apiVersion: "policies.kyverno.io/v1",
    kind: "ValidatingPolicy",
    metadata: { name, annotations: { ...annotationsOf(group), "rampart/experimental": experimental } },
    spec: {
      validationActions: [validationActions[enforcement]],
      failurePolicy,
      // A timeout of its own gives a policy a webhook of its own. In the webhook that the others share, only the selectors
      // of the last policy hold, so that anybody's could take namespaces from ours.
      // https://github.com/kyverno/kyverno/issues/15344
      webhookConfiguration: { timeoutSeconds },
      evaluation: { mode: "Kubernetes", admission: { enabled: true }, background: { enabled: true } },
      // The rules know every kind by themselves; a policy of the API server would deny outside of Kyverno's reports.
      autogen: { podControllers: { controllers: [] }, validatingAdmissionPolicy: { enabled: false } },
      matchConstraints: {
        namespaceSelector: judgedNamespaces(input.exemptNamespaces),
        resourceRules: kinds.map(resourceRule),
      },
      ...(conditions.length === 0 ? {} : { matchConditions: conditions }),
      variables: policyVariables(group, input),
      validations: validationsOf(group),
    },
  };
}
