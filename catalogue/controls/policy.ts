import { ComponentType, type Control } from "../contracts";
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
];
