import { RuleParameter } from "../../../../catalogue";
import { comparing, constraintNames, denying, everyConstraint, templateNames } from "./constraints";
import { type Change, row } from "./row";

/** What rules compare with is a parameter of their constraints, and the cluster declares it. */
const rules = (parameter: RuleParameter, value: string[], name: string) =>
  row(`rampart:rules.${parameter}`, value, name, [
    "update CompliantCluster prod",
    ...comparing(parameter).map((each) => `update ${each}: spec`),
  ]);

/** The admission gate. */
export const gatekeeper: Change[] = [
  rules(
    RuleParameter.Registries,
    ["registry.k8s.io/pause", "ghcr.io/example/"],
    "a registry more that images may come from",
  ),
  rules(RuleParameter.Exposed, ["shop/web"], "a Service that may be reached from the internet"),
  rules(RuleParameter.ClusterAdmins, ["Group:platform"], "a group that may be bound to cluster-admin"),
  rules(RuleParameter.TrustedRoles, ["shop/operator"], "a role that may do more"),
  row("rampart:gatekeeper.replicas", 4, "more replicas of the webhook", [
    "update Gatekeeper prod-gatekeeper",
    "update Release prod-gatekeeper-gatekeeper: values",
  ]),
  row(
    "rampart:gatekeeper.enforcement",
    "warn",
    "constraints that warn",
    denying.map((each) => `update ${each}: spec`),
  ),
  row("rampart:gatekeeper.values", { auditInterval: 120 }, "a value of the chart", [
    "update Gatekeeper prod-gatekeeper",
    "update Release prod-gatekeeper-gatekeeper: values",
  ]),
  {
    name: "Kyverno in place of Gatekeeper",
    // Of which the template of settings speaks in a comment: only one of the two may be there.
    keys: [],
    change: (settings) => {
      delete settings["rampart:gatekeeper"];
      settings["rampart:kyverno"] = {};
    },
    everyday: false,
    steps: [
      "create Kyverno prod-kyverno",
      "create NetworkPolicy prod-kyverno-kyverno-{allow-admission-webhooks,allow-cleanup-webhooks,allow-kyverno,default-deny}",
      ...constraintNames.map((each) => `create ValidatingPolicy prod-kyverno-${each}`),
      "create {Namespace,Release} prod-kyverno-kyverno",
      "delete Config prod-gatekeeper-config",
      ...templateNames.map((each) => `delete ConstraintTemplate ${each}`),
      "delete Gatekeeper prod-gatekeeper",
      "delete Namespace prod-gatekeeper-gatekeeper-system",
      "delete NetworkPolicy prod-gatekeeper-gatekeeper-system-{allow-gatekeeper,default-deny}",
      ...everyConstraint.map((each) => `delete ${each}`),
      "delete Release prod-gatekeeper-gatekeeper",
    ],
  },
];
