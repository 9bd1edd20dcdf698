import { ComponentType, type Control } from "../contracts";
import { objectTypes } from "./kubernetes-types";
import { cis, gdpr, hipaa, iso, pci, popia } from "./mapping";

const wholeSection = "Of the whole section 4.2: the webhook enforces what its constraints name.";

export const policyControls: Control[] = [
  {
    id: "POL-01",
    title: "Policy is enforced at admission, and fails closed",
    why: "Whoever deploys past the pipeline meets only the admission webhook. By the chart's default that webhook lets everything through while it is down, which is the moment an attacker waits for.",
    severity: "high",
    level: "mandatory",
    kind: "stack",
    appliesTo: [
      ComponentType.Gatekeeper,
      ComponentType.Kyverno,
      "kubernetes:helm.sh/v3:Release",
      "kubernetes:helm.sh/v4:Chart",
    ],
    remediation:
      "Install the gatekeeper chart with `replicas` 3 or more, `validatingWebhookFailurePolicy: Fail`, `disableValidatingWebhook: false` and `disableAudit: false`; exempt no namespaces but the platform's, and set no conditions, selectors or rules that take objects away from the webhook. One for each cluster. Or install kyverno at the pinned version, with 3 or more `admissionController.replicas` and `features.forceFailurePolicyIgnore` off.",
    governedBy: {
      component: ComponentType.CompliantCluster,
      input: "gatekeeper.replicas",
      setting: "rampart:gatekeeper",
    },
    mappings: [
      pci("2.2.1", "S"),
      pci("10.7.2", "S"),
      hipaa("164.308(a)(8)", "S"),
      gdpr("32(1)(d)"),
      gdpr("24", "S"),
      popia("19(2)(c)"),
      iso("A.5.36", "P"),
      iso("A.8.9", "P"),
      cis("4.2.1", "P", wholeSection),
      cis("4.2.2", "P", wholeSection),
      cis("4.2.3", "P", wholeSection),
      cis("4.2.4", "P", wholeSection),
      cis("4.2.5", "P", wholeSection),
    ],
    url: "https://open-policy-agent.github.io/gatekeeper/website/docs/failing-closed",
  },
  {
    id: "POL-02",
    title: "Admission refuses whatever breaks the restricted Pod Security Standard",
    why: "An admission webhook without constraints lets everything pass, and one that only warns is read by nobody. What a rule leaves out, by a wildcard among excluded namespaces, is where the next intruder starts a pod.",
    severity: "high",
    level: "mandatory",
    kind: "stack",
    appliesTo: [
      ComponentType.Gatekeeper,
      ComponentType.Kyverno,
      "aws:eks/cluster:Cluster",
      "kubernetes:templates.gatekeeper.sh/v1:ConstraintTemplate",
      "kubernetes:policies.kyverno.io/v1:ValidatingPolicy",
      ...objectTypes(
        "admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy",
        "admissionregistration.k8s.io/v1:ValidatingAdmissionPolicyBinding",
      ),
    ],
    remediation:
      "Install ConstraintTemplates that hold every rule of PSS-01, and for each a Constraint of its kind with `enforcementAction: deny` that matches every kind with pods, and in whose `excludedNamespaces` only the platform's own namespaces are, and waived ones. Or Kyverno's ValidatingPolicies with `validationActions: [Deny]`, or ValidatingAdmissionPolicies, each with a binding that denies. `rampart bundle` writes all of them.",
    governedBy: {
      component: ComponentType.CompliantCluster,
      input: "gatekeeper.enforcement",
      setting: "rampart:gatekeeper",
    },
    mappings: [
      pci("2.2.6"),
      hipaa("164.312(a)(1)", "S"),
      gdpr("25(2)"),
      popia("19(1)(b)", "S"),
      iso("A.5.36"),
      iso("A.8.9"),
      cis("4.2.1"),
      cis("4.2.2"),
      cis("4.2.3"),
      cis("4.2.4"),
      cis("4.2.5"),
    ],
    url: "https://open-policy-agent.github.io/gatekeeper/website/docs/howto",
  },
];
