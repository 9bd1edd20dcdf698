import { type ObjectRule, posture, parametersOf, type RuleParameters, type RuleSet } from "../../../../catalogue";
import type { Judgement } from "../../../../policypacks/compliance/facts/judgement";
import { noSources, type Subject } from "../../../../policypacks/compliance/facts/subject";
import type { Context, ResourceCheck } from "../../../../policypacks/compliance/policies/check";
import { ruleParametersOf } from "../../../../policypacks/compliance/run/declarations";

const rule = (id: string, control: string, expression: string, more: Partial<ObjectRule> = {}): ObjectRule => ({
  id,
  control,
  expression,
  message: `${id} is broken`,
  remediation: `Mend ${id}.`,
  ...more,
});

/** Rules of several controls about the same kinds, as small as they can be. */
export const sampleSets: readonly RuleSet[] = [
  {
    id: "roles",
    subject: "object",
    kinds: [{ apiGroups: ["rbac.authorization.k8s.io"], kinds: ["Role", "ClusterRole"] }],
    variables: [
      { name: "rules", expression: "has(variables.anyObject.rules) ? variables.anyObject.rules : []" },
      { name: "trusted", expression: "variables.anyObject.metadata.name in variables.trustedRoles" },
    ],
    rules: [
      rule("role-verbs", "RBAC-01", 'variables.trusted || variables.rules.all(r, !("*" in r.verbs))', {
        parameters: ["trustedRoles"],
      }),
      rule("role-secrets", "RBAC-01", 'variables.rules.all(r, !has(r.resources) || !("secrets" in r.resources))'),
      rule("role-label", "CFG-01", "has(variables.anyObject.metadata.labels.owner)"),
    ],
  },
  {
    id: "services",
    subject: "object",
    kinds: [{ apiGroups: [""], kinds: ["Service"] }],
    variables: [{ name: "spec", expression: "variables.anyObject.spec" }],
    rules: [
      rule("node-port", "NET-08", 'has(variables.spec.type) ? variables.spec.type != "NodePort" : true'),
      rule(
        "internal",
        "NET-08",
        '!has(variables.spec.type) || variables.spec.type != "LoadBalancer" || has(variables.anyObject.metadata.annotations) && "internal" in variables.anyObject.metadata.annotations',
      ),
      rule("external", "NET-08", "!has(variables.spec.externalIPs) || variables.spec.externalIPs.size() == 0", {
        since: "1.35",
      }),
    ],
  },
  {
    id: "ingresses",
    subject: "object",
    kinds: [{ apiGroups: ["networking.k8s.io"], kinds: ["Ingress"] }],
    variables: [],
    rules: [
      rule("ingress-tls", "TLS-03", "has(variables.anyObject.spec.tls) && variables.anyObject.spec.tls.size() > 0"),
    ],
  },
  {
    id: "images",
    subject: "pod-template",
    kinds: [{ apiGroups: ["apps"], kinds: ["Deployment"] }],
    variables: [
      { name: "tpl", expression: "variables.anyObject.spec.template" },
      { name: "ctrs", expression: "has(variables.tpl.spec.containers) ? variables.tpl.spec.containers : []" },
    ],
    rules: [
      rule(
        "registry",
        "IMG-01",
        "variables.ctrs.all(c, has(c.image) && variables.registries.exists(r, c.image.startsWith(r)))",
        {
          parameters: ["registries"],
        },
      ),
      rule(
        "namespace",
        "CFG-01",
        'has(variables.anyObject.metadata.namespace) && variables.anyObject.metadata.namespace != "default"',
      ),
    ],
  },
];

export interface Circumstances {
  kubernetesVersion?: string;
  parameters?: Partial<RuleParameters>;
}

export const contextOf = ({ kubernetesVersion, parameters }: Circumstances = {}): Context => ({
  posture: posture([]),
  parameters: parametersOf({}),
  ruleParameters: { ...ruleParametersOf({}, []), ...parameters },
  provided: () => false,
  created: () => [],
  ...(kubernetesVersion === undefined ? {} : { kubernetesVersion }),
});

export const subjectOf = (type: string, props: Record<string, unknown>, name = "a"): Subject => ({
  urn: `urn:${name}`,
  type,
  name,
  props,
  outputs: {},
  ignoreChanges: [],
  sources: noSources,
});

/** A judgement in one line: rule, verdict and message. */
export const line = ({ rule: id, verdict, message }: Judgement) => `${id} ${verdict}: ${message}`;

/** What a check says of one resource. */
export const saidBy = (
  check: ResourceCheck,
  type: string,
  props: Record<string, unknown>,
  circumstances?: Circumstances,
): string[] => check.judge(subjectOf(type, props), contextOf(circumstances)).map(line);
