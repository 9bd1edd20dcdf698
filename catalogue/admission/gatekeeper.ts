import type { ObjectRule, PodCarrier, RuleVariable } from "../contracts";
import { podCarriers } from "../rules";

/** What Gatekeeper does with an object that breaks a rule. */
export const Enforcement = { Deny: "deny", Warn: "warn", DryRun: "dryrun" } as const;
export type Enforcement = (typeof Enforcement)[keyof typeof Enforcement];

export interface GatekeeperInput {
  rules: readonly ObjectRule[];
  /** Shared by all rules, in order of use. */
  variables: readonly RuleVariable[];
  /** Kinds that are judged. @default podCarriers */
  carriers?: readonly PodCarrier[];
  /** Names of namespaces that are not judged. */
  exemptNamespaces: readonly string[];
  enforcement: Enforcement;
}

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
      spec: { names: { kind: string }; validation: { openAPIV3Schema: { type: "object" } } };
    };
    targets: TemplateTarget[];
  };
}

interface TemplateTarget {
  target: "admission.k8s.gatekeeper.sh";
  code: { engine: "K8sNativeValidation"; source: TemplateSource }[];
}

interface TemplateSource {
  failurePolicy: "Fail";
  generateVAP: false;
  variables: RuleVariable[];
  validations: { expression: string; message: string }[];
}

interface Constraint {
  apiVersion: "constraints.gatekeeper.sh/v1beta1";
  /** The kind that the template of the same rule defines. */
  kind: string;
  metadata: Metadata;
  spec: {
    enforcementAction: Enforcement;
    match: { kinds: PodCarrier[]; excludedNamespaces: string[] };
  };
}

export interface GatekeeperObjects {
  templates: ConstraintTemplate[];
  constraints: Constraint[];
}

/**
 * Object rules as Gatekeeper enforces them: a template and a constraint for each, in the order of the rules. The i-th
 * constraint is of the i-th template's kind.
 */
export function gatekeeperObjects(input: GatekeeperInput): GatekeeperObjects {
  return {
    templates: input.rules.map((rule) => template(rule, input.variables)),
    constraints: input.rules.map((rule) => constraint(rule, input)),
  };
}

function template(rule: ObjectRule, variables: readonly RuleVariable[]): ConstraintTemplate {
  const kind = constraintKind(rule);
  return {
    apiVersion: "templates.gatekeeper.sh/v1",
    kind: "ConstraintTemplate",
    metadata: { name: kind.toLowerCase(), annotations: annotations(rule) },
    spec: {
      crd: { spec: { names: { kind }, validation: { openAPIV3Schema: { type: "object" } } } },
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
                variables: variables.map(({ name, expression }) => ({ name, expression })),
                validations: [{ expression: rule.expression, message: denial(rule) }],
              },
            },
          ],
        },
      ],
    },
  };
}

function constraint(rule: ObjectRule, input: GatekeeperInput): Constraint {
  return {
    apiVersion: "constraints.gatekeeper.sh/v1beta1",
    kind: constraintKind(rule),
    metadata: { name: `rampart-${rule.id}`, annotations: annotations(rule) },
    spec: {
      enforcementAction: input.enforcement,
      match: {
        kinds: (input.carriers ?? podCarriers).map(({ apiGroups, kinds }) => ({
          apiGroups: [...apiGroups],
          kinds: [...kinds],
        })),
        excludedNamespaces: [...input.exemptNamespaces].sort(),
      },
    },
  };
}

/** `host-path` → `RampartHostPath`. */
function constraintKind({ id }: ObjectRule): string {
  const words = id.split("-").map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`);
  return `Rampart${words.join("")}`;
}

function annotations({ control, standard }: ObjectRule): Record<string, string> {
  return { "rampart/control": control, "rampart/standard": standard };
}

function denial({ id, control, message, remediation }: ObjectRule): string {
  return `${control}/${id}: ${message}. ${remediation}`;
}
