import { type ObjectRule, RuleParameter, type RuleSet, type RuleVariable } from "../contracts";
import { quoted } from "./cel";

const apiGroups = ["rbac.authorization.k8s.io"];

/**
 * subjects: who is bound. own: the namespace of accounts that name none. admin: whether the role may be cluster-admin;
 * a Role of that name holds what it holds.
 */
const variables: RuleVariable[] = [
  { name: "subjects", expression: "has(variables.anyObject.subjects) ? variables.anyObject.subjects : []" },
  {
    name: "own",
    expression: 'has(variables.anyObject.metadata.namespace) ? variables.anyObject.metadata.namespace : ""',
  },
  {
    name: "admin",
    expression:
      'has(variables.anyObject.roleRef) && has(variables.anyObject.roleRef.name) && variables.anyObject.roleRef.name == "cluster-admin" && !(has(variables.anyObject.roleRef.kind) && variables.anyObject.roleRef.kind == "Role")',
  },
];

/** A subject `s` of that kind whose name meets `test`. */
const named = (kind: string, test: string) =>
  `(has(s.kind) && s.kind == ${JSON.stringify(kind)} && has(s.name) && ${test})`;

const nobody = (...subjects: string[]) => `!variables.subjects.exists(s, ${subjects.join(" || ")})`;

const groups = (...names: string[]) => named("Group", `s.name in ${quoted(names)}`);

/** The text by which `clusterAdmins` call a subject. */
const called =
  '(s.kind == "ServiceAccount" ? (["ServiceAccount:"] + [has(s.namespace) && s.namespace != "" ? s.namespace : variables.own] + ["/"] + [s.name]).join("") : [s.kind, s.name].join(":"))';

const broad: ObjectRule[] = [
  {
    id: "binding-anonymous",
    control: "RBAC-02",
    expression: nobody(groups("system:unauthenticated"), named("User", 's.name == "system:anonymous"')),
    message: "the binding gives rights to callers that nobody has authenticated",
    remediation: "Remove the user system:anonymous and the group system:unauthenticated from `subjects`.",
  },
  {
    id: "binding-authenticated",
    control: "RBAC-02",
    expression: nobody(groups("system:authenticated")),
    message: "the binding gives rights to everybody who has any credential, each pod among them",
    remediation: "Bind the groups or accounts that need the role, instead of the group system:authenticated.",
  },
  {
    id: "binding-service-accounts",
    control: "RBAC-02",
    expression: nobody(groups("system:serviceaccounts")),
    message: "the binding gives rights to the service accounts of every namespace",
    remediation: "Bind the accounts that need the role, instead of the group system:serviceaccounts.",
  },
  {
    id: "binding-masters",
    control: "RBAC-02",
    expression: nobody(groups("system:masters")),
    message: "the binding is for the group that no authorizer is ever asked about",
    remediation: "Remove the group system:masters from `subjects`, and give nobody a credential of it.",
  },
];

/** Who is bound to a role, whatever the role, and to which. */
export const bindings: RuleSet = {
  id: "bindings",
  subject: "object",
  kinds: [
    { apiGroups, kinds: ["RoleBinding"] },
    {
      apiGroups,
      kinds: ["ClusterRoleBinding"],
      warnOnly:
        "Charts of the platform make ClusterRoleBindings of their own, and what a chart renders is not known here.",
    },
  ],
  variables,
  rules: [
    {
      id: "binding-cluster-admin",
      control: "RBAC-02",
      expression: `!variables.admin || variables.subjects.all(s, has(s.kind) && has(s.name) && variables.clusterAdmins.exists(a, a == ${called}))`,
      message: "cluster-admin is bound to a subject that is not named as one of its holders",
      remediation: "Bind a narrower role, or name the subject in `rules.clusterAdmins` of the pack.",
      parameters: [RuleParameter.ClusterAdmins],
    },
    ...broad,
    {
      id: "binding-default-account",
      control: "RBAC-03",
      expression: nobody(
        named("ServiceAccount", 's.name == "default"'),
        named("User", 's.name.matches("^system:serviceaccount:[^:]+:default$")'),
      ),
      message: "the binding gives rights to the account default, which every pod has that names none",
      remediation: "Give the workload a ServiceAccount of its own, set its `serviceAccountName`, and bind that.",
    },
  ],
};
