import type { ChartImage, ChartPin, ProtectedPath, TemplateOnlyPath } from "../contracts";

const version = "v1.19.0";

/** An image of the maker's own registry, by the map of values that names it. */
const own = (name: string, path: string): ChartImage => ({
  image: `reg.kyverno.io/kyverno/${name}:${version}`,
  keys: [{ path: `${path}.image.registry`, holds: "registry" }],
});

/** What would switch enforcement off, narrow it, or let an object through by another way than a waiver. */
const protectedPaths: ProtectedPath[] = [
  "admissionController.replicas",
  "admissionController.container.extraArgs",
  "admissionController.featuresOverride",
  "config.webhooks",
  "config.matchConditions",
  "config.excludeGroups",
  "config.excludeUsernames",
  "config.excludeRoles",
  "config.excludeClusterRoles",
  "config.excludeKyvernoNamespace",
  "config.resourceFilters",
  "config.resourceFiltersExclude",
  "config.resourceFiltersExcludeNamespaces",
  "config.resourceFiltersInclude",
  "config.resourceFiltersIncludeNamespaces",
  "features.autoUpdateWebhooks.enabled",
  "features.backgroundScan.enabled",
  "features.excludeBootstrapResources.enabled",
  "features.forceFailurePolicyIgnore.enabled",
  "features.policyExceptions.enabled",
  "reportsController.enabled",
  "reportsController.extraArgs",
  "reportsController.featuresOverride",
  "webhooksCleanup.enabled",
].map((path) => ({ path, control: "POL-01" }));

const templateOnlyPaths: TemplateOnlyPath[] = [
  {
    path: "admissionController.featuresOverride",
    source: "templates/admission-controller/deployment.yaml lays the whole map over `features`",
  },
  { path: "config.webhooks", source: "templates/config/configmap.yaml writes the whole map" },
  {
    path: "kyverno-api.annotations",
    source:
      "templates of the chart kyverno-api, which is one of this chart's own; values.yaml does not list its values",
  },
];

export const kyverno: ChartPin = {
  chart: "kyverno",
  release: "kyverno",
  repository: "https://kyverno.github.io/kyverno",
  // renovate: datasource=helm depName=kyverno registryUrl=https://kyverno.github.io/kyverno
  version: "3.9.0",
  appVersion: version,
  namespace: "kyverno",
  exemptBecause: "Kyverno must be able to start its own pods while its webhooks are down.",
  images: [
    own("kyverno", "admissionController.container"),
    own("kyvernopre", "admissionController.initContainer"),
    own("background-controller", "backgroundController"),
    own("cleanup-controller", "cleanupController"),
    own("reports-controller", "reportsController"),
    own("kyverno-cli", "crds.migration"),
    {
      // The hooks before an uninstall, and the chart's own tests; `global.image.registry` does not reach them.
      image: `ghcr.io/kyverno/readiness-checker:${version}`,
      keys: [
        { path: "webhooksCleanup.image.registry", holds: "registry" },
        { path: "test.image.registry", holds: "registry" },
      ],
    },
  ],
  crdGroups: ["kyverno.io", "policies.kyverno.io", "reports.kyverno.io", "wgpolicyk8s.io"],
  webhookPorts: [9443],
  securityValues: {
    "admissionController.replicas": { default: null },
    "config.excludeKyvernoNamespace": { default: true },
    "features.autoUpdateWebhooks.enabled": { default: true, control: "POL-01", oneOf: [true] },
    "features.backgroundScan.enabled": { default: true, control: "POL-01", oneOf: [true] },
    "features.forceFailurePolicyIgnore.enabled": { default: false, control: "POL-01", oneOf: [false] },
    "features.policyExceptions.enabled": { default: false, control: "POL-01", oneOf: [false] },
    // Writes whole requests to the log, Secrets among them.
    "features.dumpPayload.enabled": { default: false },
    "features.generateValidatingAdmissionPolicy.enabled": { default: true },
    "features.registryClient.allowInsecure": { default: false },
    "reportsController.enabled": { default: true, control: "POL-01", oneOf: [true] },
    "webhooksCleanup.enabled": { default: true },
  },
  protectedPaths,
  templateOnlyPaths,
};
