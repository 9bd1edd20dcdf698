import type { ChartPin } from "../contracts";

const controller = "docker.io/openpolicyagent/gatekeeper:v3.23.0";
const definitions = "docker.io/openpolicyagent/gatekeeper-crds:v3.23.0";
const probe = "docker.io/curlimages/curl:8.20.0";

export const gatekeeper: ChartPin = {
  chart: "gatekeeper",
  release: "gatekeeper",
  repository: "https://open-policy-agent.github.io/gatekeeper/charts",
  // renovate: datasource=helm depName=gatekeeper registryUrl=https://open-policy-agent.github.io/gatekeeper/charts
  version: "3.23.0",
  appVersion: "v3.23.0",
  namespace: "gatekeeper-system",
  exemptBecause:
    "Gatekeeper must be able to start its own pods while its webhook is down; the chart exempts its release namespace by itself.",
  images: [
    { image: controller, keys: [{ path: "image.repository", holds: "image" }] },
    {
      image: definitions,
      keys: [
        // The hook before an installation takes this one.
        { path: "image.crdRepository", holds: "image" },
        { path: "postInstall.labelNamespace.image.repository", holds: "image" },
        { path: "postUpgrade.labelNamespace.image.repository", holds: "image" },
        { path: "preUninstall.deleteWebhookConfigurations.image.repository", holds: "image" },
      ],
    },
    { image: probe, keys: [{ path: "postInstall.probeWebhook.image.repository", holds: "image" }] },
  ],
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
  webhookPorts: [8443],
  securityValues: {
    replicas: { default: 3 },
    disableValidatingWebhook: { default: false, control: "POL-01", oneOf: [false] },
    validatingWebhookFailurePolicy: { default: "Ignore", control: "POL-01", oneOf: ["Fail"] },
    validatingWebhookTimeoutSeconds: { default: 3 },
    validatingWebhookCheckIgnoreFailurePolicy: {
      default: "Fail",
      control: "POL-01",
      oneOf: ["Fail"],
      words: ["Ignore"],
    },
    disableAudit: { default: false, control: "POL-01", oneOf: [false] },
    auditInterval: { default: 60 },
    "audit.disableAuditOperation": { default: false, control: "POL-01", oneOf: [false] },
    "controllerManager.disableWebhookOperation": { default: false, control: "POL-01", oneOf: [false] },
    enableK8sNativeValidation: { default: true, control: "POL-01", oneOf: [true] },
    enableExternalData: { default: true },
    logDenies: { default: false },
    "controllerManager.tlsMinVersion": { default: 1.3, control: "POL-01", atLeast: 1.2 },
    "controllerManager.hostNetwork": { default: false },
    "preUninstall.deleteWebhookConfigurations.enabled": { default: false },
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
    "controllerManager.tlsMinVersion",
    "enableK8sNativeValidation",
    "preUninstall.deleteWebhookConfigurations.enabled",
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
