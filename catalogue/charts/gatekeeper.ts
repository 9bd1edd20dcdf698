import type { ChartPin } from "../contracts";

export const gatekeeper: ChartPin = {
  chart: "gatekeeper",
  repository: "https://open-policy-agent.github.io/gatekeeper/charts",
  // renovate: datasource=helm depName=gatekeeper registryUrl=https://open-policy-agent.github.io/gatekeeper/charts
  version: "3.23.0",
  appVersion: "v3.23.0",
  namespace: "gatekeeper-system",
  exemptBecause:
    "Gatekeeper must be able to start its own pods while its webhook is down; the chart exempts its release namespace by itself.",
  images: ["openpolicyagent/gatekeeper:v3.23.0", "openpolicyagent/gatekeeper-crds:v3.23.0", "curlimages/curl:8.20.0"],
  crdGroups: [
    "config.gatekeeper.sh",
    "connection.gatekeeper.sh",
    "expansion.gatekeeper.sh",
    "externaldata.gatekeeper.sh",
    "mutations.gatekeeper.sh",
    "status.gatekeeper.sh",
    "syncset.gatekeeper.sh",
    "templates.gatekeeper.sh",
  ],
  securityDefaults: {
    replicas: 3,
    disableValidatingWebhook: false,
    validatingWebhookFailurePolicy: "Ignore",
    validatingWebhookTimeoutSeconds: 3,
    validatingWebhookCheckIgnoreFailurePolicy: "Fail",
    disableAudit: false,
    auditInterval: 60,
    "audit.disableAuditOperation": false,
    "controllerManager.disableWebhookOperation": false,
    enableK8sNativeValidation: true,
    enableExternalData: true,
    logDenies: false,
    "controllerManager.tlsMinVersion": 1.3,
    "controllerManager.hostNetwork": false,
    "preUninstall.deleteWebhookConfigurations.enabled": false,
  },
  protectedPaths: [
    "replicas",
    "disableValidatingWebhook",
    "validatingWebhookFailurePolicy",
    "validatingWebhookCheckIgnoreFailurePolicy",
    "validatingWebhookExemptNamespacesLabels",
    "validatingWebhookObjectSelector",
    "validatingWebhookMatchConditions",
    "validatingWebhookCustomRules",
    "validatingWebhookScope",
    "validatingWebhookURL",
    "disableAudit",
    "audit.disableAuditOperation",
    "controllerManager.disableWebhookOperation",
    "controllerManager.exemptNamespaces",
    "controllerManager.exemptNamespacePrefixes",
    "controllerManager.exemptNamespaceSuffixes",
    "enableK8sNativeValidation",
  ].map((path) => ({ path, control: "POL-01" })),
  templateOnlyPaths: [
    {
      path: "controllerManager.exemptNamespaceSuffixes",
      source: "both Deployment templates turn it into --exempt-namespace-suffix flags; values.yaml does not list it",
    },
    {
      path: "defaultCreateVAPBindingForConstraints",
      source: "both Deployment templates pass it as a flag, only where the key is present",
    },
    {
      path: "preUninstall.deleteWebhookConfigurations.name",
      source:
        "templates/webhook-configs-pre-delete.yaml:136 takes it as the subject of a ClusterRoleBinding; without it the uninstall fails",
    },
  ],
};
