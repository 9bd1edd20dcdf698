import type { ObjectRule, PodCarrier, RuleVariable } from "../contracts";
import { podCarriers } from "../rules";
import { Enforcement } from "./gatekeeper";

export interface KyvernoInput {
  rules: readonly ObjectRule[];
  /** Shared by all rules, in order of use. */
  variables: readonly RuleVariable[];
  /** Kinds that are judged. @default podCarriers */
  carriers?: readonly PodCarrier[];
  /** Names of namespaces that are not judged. */
  exemptNamespaces: readonly string[];
  enforcement: Enforcement;
}

/** What Kyverno does with an object that breaks a policy. */
type ValidationAction = "Deny" | "Warn" | "Audit";

export interface ValidatingPolicy {
  apiVersion: "policies.kyverno.io/v1";
  kind: "ValidatingPolicy";
  metadata: { name: string; annotations: Record<string, string> };
  spec: {
    validationActions: ValidationAction[];
    failurePolicy: "Fail";
    webhookConfiguration: { timeoutSeconds: number };
    evaluation: { mode: "Kubernetes"; admission: { enabled: true }; background: { enabled: true } };
    autogen: { podControllers: { controllers: string[] }; validatingAdmissionPolicy: { enabled: false } };
    matchConstraints: {
      namespaceSelector: { matchExpressions: LabelExpression[] };
      resourceRules: ResourceRule[];
    };
    variables: RuleVariable[];
    validations: { expression: string; message: string }[];
  };
}

interface LabelExpression {
  key: string;
  operator: "NotIn";
  values: string[];
}

interface ResourceRule {
  apiGroups: string[];
  apiVersions: string[];
  operations: string[];
  resources: string[];
}

const actions: Record<Enforcement, ValidationAction> = {
  [Enforcement.Deny]: "Deny",
  [Enforcement.Warn]: "Warn",
  [Enforcement.DryRun]: "Audit",
};

/** What the rules hang off. Where an object is deleted there is none, and the one that was there stands for it. */
const anyObject: RuleVariable = { name: "anyObject", expression: "object != null ? object : oldObject" };

/** Seconds that the API server waits for an answer. */
const timeoutSeconds = 5;

/** Object rules as Kyverno enforces them: a policy for each, in the order of the rules, with the same texts as Gatekeeper's. */
export function kyvernoObjects(input: KyvernoInput): ValidatingPolicy[] {
  return input.rules.map((rule) => policy(rule, input));
}

function policy(rule: ObjectRule, input: KyvernoInput): ValidatingPolicy {
  const { id, control, standard, message, remediation, expression } = rule;
  return {
    apiVersion: "policies.kyverno.io/v1",
    kind: "ValidatingPolicy",
    metadata: { name: `rampart-${id}`, annotations: { "rampart/control": control, "rampart/standard": standard } },
    spec: {
      validationActions: [actions[input.enforcement]],
      failurePolicy: "Fail",
      // A timeout of its own gives a policy a webhook of its own. In the webhook that the others share, only the selectors
      // of the last policy hold, so that anybody's could take namespaces from ours.
      // https://github.com/kyverno/kyverno/issues/15344
      webhookConfiguration: { timeoutSeconds },
      evaluation: { mode: "Kubernetes", admission: { enabled: true }, background: { enabled: true } },
      // The rules know every kind by themselves; a policy of the API server would deny outside of Kyverno's reports.
      autogen: { podControllers: { controllers: [] }, validatingAdmissionPolicy: { enabled: false } },
      matchConstraints: {
        namespaceSelector: {
          matchExpressions: [
            { key: "kubernetes.io/metadata.name", operator: "NotIn", values: [...input.exemptNamespaces].sort() },
          ],
        },
        resourceRules: (input.carriers ?? podCarriers).map(resourceRule),
      },
      variables: [anyObject, ...input.variables].map((each) => ({ name: each.name, expression: each.expression })),
      validations: [{ expression, message: `${control}/${id}: ${message}. ${remediation}` }],
    },
  };
}

/** Kinds by the names that the API server gives them; a pod's debugging containers are added to it beside its spec. */
function resourceRule({ apiGroups, kinds }: PodCarrier): ResourceRule {
  return {
    apiGroups: [...apiGroups],
    apiVersions: ["v1"],
    operations: ["CREATE", "UPDATE"],
    resources: kinds.flatMap((kind) => [
      `${kind.toLowerCase()}s`,
      ...(kind === "Pod" ? ["pods/ephemeralcontainers"] : []),
    ]),
  };
}
