import type { ObjectKinds, RuleVariable } from "../contracts";
import { excludedObjects, matchConditions } from "./exclusions";
import { type RuleGroup, ruleGroups } from "./groups";
import { type AdmissionInput, atMostWarn, type Enforcement, validationActions } from "./input";
import { judgedNamespaces, type NamespaceSelector, policyVariables } from "./policies";
import { byWarning, resourceRule, type ResourceRule } from "./resources";
import { annotationsOf, validationsOf } from "./texts";

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
  /** A group about kinds that admission only warns about has one more, of the same policy. */
  bindings: ValidatingAdmissionPolicyBinding[];
}

/** Object rules as the API server enforces them by itself: a policy for each group of them, and its bindings. */
export function vapObjects(input: AdmissionInput): VapObjects {
  const groups = ruleGroups(input.sets);
  return {
    policies: groups.map((group) => policy(group, input)),
    bindings: groups.flatMap((group) => bindings(group, input)),
  };
}

function policy(group: RuleGroup, input: AdmissionInput): ValidatingAdmissionPolicy {
  const conditions = matchConditions(excludedObjects(group, group.kinds, input.exclusions));
  return {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingAdmissionPolicy",
    metadata: { name: `rampart-${group.name}`, annotations: annotationsOf(group) },
    spec: {
      failurePolicy: "Fail",
      matchConstraints: {
        namespaceSelector: judgedNamespaces(input.exemptNamespaces),
        resourceRules: group.kinds.map(resourceRule),
      },
      ...(conditions.length === 0 ? {} : { matchConditions: conditions }),
      variables: policyVariables(group, input),
      validations: validationsOf(group),
    },
  };
}

function bindings(group: RuleGroup, input: AdmissionInput): ValidatingAdmissionPolicyBinding[] {
  const { judged, warned } = byWarning(group.kinds);
  const name = `rampart-${group.name}`;
  if (warned.length === 0) return [binding(name, group, input.enforcement)];
  return [
    ...(judged.length === 0 ? [] : [binding(name, group, input.enforcement, judged)]),
    binding(`${name}-warn`, group, atMostWarn(input.enforcement), warned),
  ];
}

function binding(
  name: string,
  group: RuleGroup,
  enforcement: Enforcement,
  kinds?: readonly ObjectKinds[],
): ValidatingAdmissionPolicyBinding {
  return {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingAdmissionPolicyBinding",
    metadata: { name, annotations: annotationsOf(group) },
    spec: {
      policyName: `rampart-${group.name}`,
      validationActions: [validationActions[enforcement]],
      ...(kinds === undefined ? {} : { matchResources: { resourceRules: kinds.map(resourceRule) } }),
    },
  };
}
