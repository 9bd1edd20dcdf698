import type { ObjectKinds, RuleParameter, RuleVariable } from "../contracts";
import { excludedObjects, unlessExcluded } from "./exclusions";
import { type RuleGroup, ruleGroups } from "./groups";
import { type AdmissionInput, atMostWarn, type Enforcement } from "./input";
import { byWarning } from "./resources";
import { annotationsOf, validationsOf } from "./texts";

/** What both kinds of object carry: enough for a name and for finding the control. */
interface Metadata {
  name: string;
  annotations: Record<string, string>;
}

interface ConstraintTemplate {
  apiVersion: "templates.gatekeeper.sh/v1";
  kind: "ConstraintTemplate";
  metadata: Metadata;
  spec: {
    crd: {
      spec: { names: { kind: string }; validation: { openAPIV3Schema: ParametersSchema } };
    };
    targets: TemplateTarget[];
  };
}

/** A structural schema: Gatekeeper makes it the schema of `spec.parameters` of the constraints. */
interface ParametersSchema {
  type: "object";
  properties: Record<string, { type: "array"; items: { type: "string" } }>;
}

interface TemplateTarget {
  target: "admission.k8s.gatekeeper.sh";
  code: { engine: "K8sNativeValidation"; source: TemplateSource }[];
}

interface TemplateSource {
  failurePolicy: "Fail";
  generateVAP: false;
  /** In the singular: Gatekeeper ignores the plural without a word. */
  matchCondition: { name: string; expression: string }[];
  variables: RuleVariable[];
  validations: { expression: string; message: string }[];
}

interface Constraint {
  apiVersion: "constraints.gatekeeper.sh/v1beta1";
  /** The kind that the template of the same rules defines. */
  kind: string;
  metadata: Metadata;
  spec: {
    enforcementAction: Enforcement;
    match: { kinds: { apiGroups: string[]; kinds: string[] }[]; excludedNamespaces: string[] };
    parameters: Partial<Record<RuleParameter | "exclusions", string[]>>;
  };
}

export interface GatekeeperObjects {
  templates: ConstraintTemplate[];
  /** A group about kinds that admission only warns about has one more, of the same kind. */
  constraints: Constraint[];
}

/** Object rules as Gatekeeper enforces them: a template for each group of them, and its constraints. */
export function gatekeeperObjects(input: AdmissionInput): GatekeeperObjects {
  const groups = ruleGroups(input.sets);
  return {
    templates: groups.map(template),
    constraints: groups.flatMap((group) => constraints(group, input)),
  };
}

export interface GatekeeperConfig {
  apiVersion: "config.gatekeeper.sh/v1alpha1";
  kind: "Config";
  metadata: { name: "config"; namespace: string };
  spec: { match: { excludedNamespaces: string[]; processes: ["audit"] }[] };
}

/**
 * Keeps namespaces out of the audit for every constraint, also for those of others. The webhook never asks about them, so
 * that the audit would report for ever what nobody could have refused.
 * @param namespace Gatekeeper's own: it reads one object of this name only, there.
 */
export function gatekeeperConfig(namespace: string, exemptNamespaces: readonly string[]): GatekeeperConfig {
  return {
    apiVersion: "config.gatekeeper.sh/v1alpha1",
    kind: "Config",
    metadata: { name: "config", namespace },
    spec: { match: [{ excludedNamespaces: [...exemptNamespaces].sort(), processes: ["audit"] }] },
  };
}

function template(group: RuleGroup): ConstraintTemplate {
  const kind = constraintKind(group);
  const { parameters, variables } = group;
  const bound = parameters.map((name) => ({ name, expression: `variables.params.${name}` }));
  return {
    apiVersion: "templates.gatekeeper.sh/v1",
    kind: "ConstraintTemplate",
    metadata: { name: kind.toLowerCase(), annotations: annotationsOf(group) },
    spec: {
      crd: { spec: { names: { kind }, validation: { openAPIV3Schema: schemaOf([...parameters, "exclusions"]) } } },
      targets: [
        {
          target: "admission.k8s.gatekeeper.sh",
          code: [
            {
              engine: "K8sNativeValidation",
              source: {
                // With Ignore, Gatekeeper lets everything pass where an expression does not compile.
                failurePolicy: "Fail",
                // Gatekeeper's own default is true: the API server would then deny outside Gatekeeper's log.
                generateVAP: false,
                matchCondition: [unlessExcluded("variables.anyObject", "variables.params.exclusions")],
                variables: [...bound, ...variables],
                validations: validationsOf(group),
              },
            },
          ],
        },
      ],
    },
  };
}

function schemaOf(parameters: readonly string[]): ParametersSchema {
  const texts = { type: "array", items: { type: "string" } } as const;
  return { type: "object", properties: Object.fromEntries(parameters.map((name) => [name, structuredClone(texts)])) };
}

function constraints(group: RuleGroup, input: AdmissionInput): Constraint[] {
  const { judged, warned } = byWarning(group.kinds);
  const name = `rampart-${group.name}`;
  return [
    ...(judged.length === 0 ? [] : [constraint(name, group, judged, input.enforcement, input)]),
    ...(warned.length === 0 ? [] : [constraint(`${name}-warn`, group, warned, atMostWarn(input.enforcement), input)]),
  ];
}

function constraint(
  name: string,
  group: RuleGroup,
  kinds: readonly ObjectKinds[],
  enforcementAction: Enforcement,
  { parameters, exemptNamespaces, exclusions }: AdmissionInput,
): Constraint {
  const own = group.parameters.map((each) => [each, [...parameters[each]]] as const);
  return {
    apiVersion: "constraints.gatekeeper.sh/v1beta1",
    kind: constraintKind(group),
    metadata: { name, annotations: annotationsOf(group) },
    spec: {
      enforcementAction,
      match: {
        kinds: kinds.map((each) => ({ apiGroups: [...each.apiGroups], kinds: [...each.kinds] })),
        excludedNamespaces: [...exemptNamespaces].sort(),
      },
      // All of them, also those that are empty: the expressions read them without asking whether they are there.
      parameters: { ...Object.fromEntries(own), exclusions: excludedObjects(group, kinds, exclusions) },
    },
  };
}

/** `pss-01-pods-baseline` → `RampartPss01PodsBaseline`. */
function constraintKind({ name }: RuleGroup): string {
  const words = name.split("-").map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`);
  return `Rampart${words.join("")}`;
}
