import type { ObjectKinds, ObjectRule, RuleSet, RuleVariable } from "../contracts";
import { excludedObjects, matchConditions } from "./exclusions";
import { type AdmissionInput, atMostWarn, type Enforcement, validationActions } from "./input";
import { judgedNamespaces, type NamespaceSelector, policyVariables } from "./policies";
import { byWarning, resourceRule, type ResourceRule } from "./resources";
import { annotationsOf, denialOf } from "./texts";

interface Metadata {
  name: string;
  annotations: Record<string, string>;
}

export interface ValidatingAdmissionPolicy {
  apiVersion: "admissionregistration.k8s.io/v1";
  kind: "ValidatingAdmissionPolicy";
  metadata: Metadata;
  spec: {
    failurePolicy: "Fail";
    matchConstraints: { namespaceSelector: NamespaceSelector; resourceRules: ResourceRule[] };
    /** Absent where nothing is excluded. */
    matchConditions?: { name: string; expression: string }[];
    variables: RuleVariable[];
    validations: { expression: string; message: string }[];
  };
}

export interface ValidatingAdmissionPolicyBinding {
  apiVersion: "admissionregistration.k8s.io/v1";
  kind: "ValidatingAdmissionPolicyBinding";
  metadata: Metadata;
  spec: {
    policyName: string;
    validationActions: ("Deny" | "Warn" | "Audit")[];
    /** Absent where the binding is for all that the policy is about. */
    matchResources?: { resourceRules: ResourceRule[] };
  };
}

export interface VapObjects {
  policies: ValidatingAdmissionPolicy[];
  /** A rule about kinds that admission only warns about has one more, of the same policy. */
  bindings: ValidatingAdmissionPolicyBinding[];
}

/** Object rules as the API server enforces them by itself: a policy for each and its bindings, in the order of sets and rules. */
export function vapObjects(input: AdmissionInput): VapObjects {
  const each = <T>(make: (rule: ObjectRule, set: RuleSet) => T[]) =>
    input.sets.flatMap((set) => set.rules.flatMap((rule) => make(rule, set)));
  return {
    policies: each((rule, set) => [policy(rule, set, input)]),
    bindings: each((rule, set) => bindings(rule, set, input)),
  };
}

function policy(rule: ObjectRule, set: RuleSet, input: AdmissionInput): ValidatingAdmissionPolicy {
  const conditions = matchConditions(excludedObjects(rule, set.kinds, input.exclusions));
  return {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingAdmissionPolicy",
    metadata: { name: `rampart-${rule.id}`, annotations: annotationsOf(rule) },
    spec: {
      failurePolicy: "Fail",
      matchConstraints: {
        namespaceSelector: judgedNamespaces(input.exemptNamespaces),
        resourceRules: set.kinds.map(resourceRule),
      },
      ...(conditions.length === 0 ? {} : { matchConditions: conditions }),
      variables: policyVariables(rule, set, input),
      validations: [{ expression: rule.expression, message: denialOf(rule) }],
    },
  };
}

function bindings(rule: ObjectRule, set: RuleSet, input: AdmissionInput): ValidatingAdmissionPolicyBinding[] {
  const { judged, warned } = byWarning(set.kinds);
  const name = `rampart-${rule.id}`;
  if (warned.length === 0) return [binding(name, rule, input.enforcement)];
  return [
    ...(judged.length === 0 ? [] : [binding(name, rule, input.enforcement, judged)]),
    binding(`${name}-warn`, rule, atMostWarn(input.enforcement), warned),
  ];
}

function binding(
  name: string,
  rule: ObjectRule,
  enforcement: Enforcement,
  kinds?: readonly ObjectKinds[],
): ValidatingAdmissionPolicyBinding {
  return {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingAdmissionPolicyBinding",
    metadata: { name, annotations: annotationsOf(rule) },
    spec: {
      policyName: `rampart-${rule.id}`,
      validationActions: [validationActions[enforcement]],
      ...(kinds === undefined ? {} : { matchResources: { resourceRules: kinds.map(resourceRule) } }),
    },
  };
}
