import type { ChartPin } from "../contracts";

/** Every list of severities that the scanner may be given and still tells what is serious, in the order that it prints them. */
const withTheSerious = ["", "MEDIUM,"].flatMap((medium) =>
  ["", "LOW,"].flatMap((low) => ["", "UNKNOWN,"].map((unknown) => `${unknown}${low}${medium}HIGH,CRITICAL`)),
);

export const trivyOperator: ChartPin = {
  chart: "trivy-operator",
  release: "trivy-operator",
  repository: "https://aquasecurity.github.io/helm-charts",
  // renovate: datasource=helm depName=trivy-operator registryUrl=https://aquasecurity.github.io/helm-charts
  version: "0.34.0",
  appVersion: "0.32.0",
  namespace: "trivy-system",
  exemptBecause:
    "On Amazon Linux the collector of its node checks reads the node's files and processes; its jobs must also start while Gatekeeper is down.",
  images: [
    {
      image: "mirror.gcr.io/aquasec/trivy-operator:0.32.0",
      keys: [{ path: "image.registry", holds: "registry" }],
    },
    { image: "mirror.gcr.io/aquasec/trivy:0.72.0", keys: [{ path: "trivy.image.registry", holds: "registry" }] },
    {
      image: "ghcr.io/aquasecurity/node-collector:0.3.1",
      keys: [{ path: "nodeCollector.registry", holds: "registry" }],
    },
    // The databases of flaws, and the checks: artifacts that the scanner fetches while it runs.
    { image: "mirror.gcr.io/aquasec/trivy-db:2", keys: [{ path: "trivy.dbRegistry", holds: "registry" }] },
    { image: "mirror.gcr.io/aquasec/trivy-java-db:1", keys: [{ path: "trivy.javaDbRegistry", holds: "registry" }] },
    { image: "mirror.gcr.io/aquasec/trivy-checks:1", keys: [{ path: "policiesBundle.registry", holds: "registry" }] },
  ],
  crdGroups: ["aquasecurity.github.io"],
  webhookPorts: [],
  securityValues: {
    "operator.vulnerabilityScannerEnabled": { default: true, control: "VUL-01", oneOf: [true] },
    "operator.exposedSecretScannerEnabled": { default: true },
    "operator.configAuditScannerEnabled": { default: true },
    "operator.rbacAssessmentScannerEnabled": { default: true },
    "operator.infraAssessmentScannerEnabled": { default: true },
    "operator.clusterComplianceEnabled": { default: true },
    "operator.scannerReportTTL": { default: "24h" },
    "operator.accessGlobalSecretsAndServiceAccount": { default: true },
    "operator.builtInServerRegistryInsecure": { default: false, control: "VUL-01", oneOf: [false] },
    "compliance.reportType": { default: "summary" },
    targetNamespaces: { default: "", control: "VUL-01", oneOf: [""] },
    excludeNamespaces: { default: "" },
    "trivy.severity": { default: "UNKNOWN,LOW,MEDIUM,HIGH,CRITICAL", control: "VUL-01", oneOf: withTheSerious },
    "trivy.ignoreUnfixed": { default: false },
    "trivy.dbRepositoryInsecure": { default: "false", control: "VUL-01", oneOf: ["false"] },
    "policiesBundle.insecure": { default: false, control: "VUL-01", oneOf: [false] },
  },
  protectedPaths: [
    "operator.vulnerabilityScannerEnabled",
    "operator.vulnerabilityScannerScanOnlyCurrentRevisions",
    "operator.builtInServerRegistryInsecure",
    "targetNamespaces",
    "targetWorkloads",
    "excludeNamespaces",
    "trivy.severity",
    "trivy.ignoreUnfixed",
    "trivy.ignoreFile",
    "trivy.nonSslRegistries",
    "trivy.insecureRegistries",
    "trivy.dbRepositoryInsecure",
    "trivyOperator.excludeImages",
    "trivyOperator.skipResourceByLabels",
    "policiesBundle.insecure",
  ].map((path) => ({ path, control: "VUL-01" })),
  templateOnlyPaths: [
    "trivy.server.podSecurityContext.runAsGroup",
    "trivy.server.podSecurityContext.seccompProfile",
    "trivy.server.securityContext.allowPrivilegeEscalation",
    "trivy.server.securityContext.capabilities",
  ].map((path) => ({ path, source: "templates/trivy-server/statefulset.yaml writes the whole security context" })),
};
