import { type ObjectRule, RuleParameter, type RuleSet, type RuleVariable } from "../contracts";
import { quoted } from "./cel";

const apiGroups = ["rbac.authorization.k8s.io"];
const core = "";

/** A chart's ClusterRoles belong to no namespace that admission could leave out. */
const clusterRoles = {
  apiGroups,
  kinds: ["ClusterRole"],
  warnOnly: "Charts of the platform make ClusterRoles of their own, and what a chart renders is not known here.",
};

/**
 * trusted: whether the role is one of `trustedRoles`; a Role is called by its namespace as well, and one that names none
 * is not trusted. rules: what the role allows; where a role has none, the API server shows them to admission as null.
 */
const variables: RuleVariable[] = [
  {
    name: "trusted",
    expression:
      'has(variables.anyObject.metadata.name) && (variables.anyObject.kind == "ClusterRole" ? variables.trustedRoles.exists(t, t == variables.anyObject.metadata.name) : has(variables.anyObject.metadata.namespace) && variables.trustedRoles.exists(t, t.endsWith(variables.anyObject.metadata.name) && t == [variables.anyObject.metadata.namespace, variables.anyObject.metadata.name].join("/")))',
  },
  {
    name: "rules",
    expression: "has(variables.anyObject.rules) && variables.anyObject.rules != null ? variables.anyObject.rules : []",
  },
];

const trustable = { control: "RBAC-01", parameters: [RuleParameter.TrustedRoles] };

/** No member of the list `field` of any rule meets `test` (over `x`). */
const noneOf = (field: string, test: string) =>
  `variables.trusted || variables.rules.all(r, !has(r.${field}) || !r.${field}.exists(x, ${test}))`;

const among = (field: string, words: readonly string[]) =>
  `has(r.${field}) && r.${field}.exists(x, x in ${quoted(words)})`;

/**
 * No rule names one of the resources of an API group, for one of the verbs where some are given. What a wildcard covers is
 * the wildcard's fault, and not told twice; the API server wants every rule to name its groups.
 */
function noRule(group: string, resources: readonly string[], verbs?: readonly string[], further?: string): string {
  const parts = [
    among("resources", resources),
    `(!has(r.apiGroups) || r.apiGroups.exists(x, x in ${quoted([group, "*"])}))`,
    ...(verbs === undefined ? [] : [among("verbs", verbs)]),
    ...(further === undefined ? [] : [further]),
  ];
  return `variables.trusted || !variables.rules.exists(r, ${parts.join(" && ")})`;
}

/** An empty name is that of requests which have none, such as those for a whole list. */
const nameless = '!(has(r.resourceNames) && size(r.resourceNames) > 0 && r.resourceNames.all(n, n != ""))';

const wildcards: ObjectRule[] = [
  {
    ...trustable,
    id: "role-wildcard-verbs",
    expression: noneOf("verbs", 'x == "*"'),
    message: "a rule of the role allows every verb",
    remediation: "Name the verbs in `rules[].verbs` instead of `*`.",
  },
  {
    ...trustable,
    id: "role-wildcard-resources",
    expression: noneOf("resources", 'x.contains("*")'),
    message: "a rule of the role is about resources, or parts of them, that it does not name",
    remediation: "Name each resource in `rules[].resources`, and each subresource with it, instead of a `*`.",
  },
  {
    ...trustable,
    id: "role-wildcard-groups",
    expression: noneOf("apiGroups", 'x == "*"'),
    message: "a rule of the role is about every API group",
    remediation: 'Name the groups in `rules[].apiGroups` instead of `*`; the core group is `""`.',
  },
  {
    ...trustable,
    id: "role-wildcard-urls",
    expression: noneOf("nonResourceURLs", 'x.matches("^/?[*]+$")'),
    message: "a rule of the role is about every URL of the API server",
    remediation: "Name the paths in `rules[].nonResourceURLs`, such as `/metrics`.",
  },
];

const escalations: ObjectRule[] = [
  {
    ...trustable,
    id: "role-escalation-verbs",
    // Impersonation that is limited to some users has verbs of its own that begin with the word.
    expression: noneOf("verbs", 'x in ["escalate", "bind"] || x.startsWith("impersonate")'),
    message: "a rule of the role allows to escalate, bind or impersonate",
    remediation: "Remove the verbs escalate, bind and impersonate from `rules[].verbs`.",
  },
  {
    ...trustable,
    id: "role-node-proxy",
    expression: noRule(core, ["nodes/proxy"]),
    message: "a rule of the role reaches the kubelets through the proxy of nodes, past admission and audit",
    remediation:
      "Remove `nodes/proxy` from `rules[].resources`; `nodes/metrics` and `nodes/stats` are enough to observe.",
  },
  {
    ...trustable,
    id: "role-token-creation",
    expression: noRule(core, ["serviceaccounts/token"], ["create"], nameless),
    message: "a rule of the role makes tokens of service accounts, whatever their names",
    remediation:
      "Name the accounts in `rules[].resourceNames`, or remove `serviceaccounts/token` from `rules[].resources`; a pod gets its own token without it.",
  },
  {
    ...trustable,
    id: "role-secrets-read",
    expression: noRule(core, ["secrets"], ["get", "list", "watch"], nameless),
    message: "a rule of the role reads Secrets, whatever their names",
    remediation: "Name the Secrets in `rules[].resourceNames`, or remove `secrets` from `rules[].resources`.",
  },
  {
    ...trustable,
    id: "role-pod-creation",
    expression: noRule(core, ["pods"], ["create"]),
    message: "a rule of the role creates pods, and with them takes any Secret and account of the namespace",
    remediation:
      "Remove the verb create where `rules[].resources` name pods, and let a workload's controller make them.",
  },
  {
    ...trustable,
    id: "role-volume-creation",
    expression: noRule(core, ["persistentvolumes"], ["create"]),
    message: "a rule of the role creates PersistentVolumes, which may be paths of a node",
    remediation: "Let it create `persistentvolumeclaims` instead; the StorageClass makes the volume.",
  },
  {
    ...trustable,
    id: "role-webhook-changes",
    expression: noRule(
      "admissionregistration.k8s.io",
      ["validatingwebhookconfigurations", "mutatingwebhookconfigurations"],
      ["create", "update", "patch", "delete", "deletecollection"],
    ),
    message: "a rule of the role changes which webhooks see and decide what is admitted",
    remediation: "Allow only get, list and watch of webhook configurations.",
  },
];

/** What a role allows. */
export const roles: RuleSet = {
  id: "roles",
  subject: "object",
  kinds: [{ apiGroups, kinds: ["Role"] }, clusterRoles],
  variables,
  rules: [...wildcards, ...escalations],
};

/** What a ClusterRole gathers from others; a set of its own, because a Role gathers nothing. */
export const aggregation: RuleSet = {
  id: "aggregation",
  subject: "object",
  kinds: [clusterRoles],
  variables: variables.filter(({ name }) => name === "trusted"),
  rules: [
    {
      ...trustable,
      id: "role-aggregation",
      expression:
        "variables.trusted || !has(variables.anyObject.aggregationRule) || !has(variables.anyObject.aggregationRule.clusterRoleSelectors) || variables.anyObject.aggregationRule.clusterRoleSelectors.all(s, (has(s.matchLabels) && size(s.matchLabels) > 0) || (has(s.matchExpressions) && size(s.matchExpressions) > 0))",
      message: "the role gathers what every other ClusterRole allows",
      remediation: "Give each of `aggregationRule.clusterRoleSelectors` a label that only the roles meant by it bear.",
    },
  ],
};
