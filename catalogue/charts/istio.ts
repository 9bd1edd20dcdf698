import type { ChartPin } from "../contracts";

const repository = "https://istio-release.storage.googleapis.com/charts";
const nodeAgents = "istio-cni";

/** What the templates make of the free-form map of the mesh's configuration, by the paths that we set. */
const meshConfigPaths = [
  "meshConfig.accessLogEncoding",
  "meshConfig.accessLogFile",
  "meshConfig.meshMTLS.minProtocolVersion",
  "meshConfig.outboundTrafficPolicy.mode",
  "meshConfig.pathNormalization.normalization",
  "meshConfig.rootNamespace",
  "meshConfig.tlsDefaults.cipherSuites",
  "meshConfig.tlsDefaults.minProtocolVersion",
].map((path) => ({
  path,
  source: "templates/configmap.yaml lays all of meshConfig over the mesh's own configuration",
}));

const tlsFloors = ["TLSV1_2", "TLSV1_3"];

export const istioBase: ChartPin = {
  chart: "base",
  release: "istio-base",
  repository,
  // renovate: datasource=helm depName=base registryUrl=https://istio-release.storage.googleapis.com/charts
  version: "1.30.3",
  appVersion: "1.30.3",
  namespace: "istio-system",
  images: [],
  crdGroups: ["extensions.istio.io", "networking.istio.io", "security.istio.io", "telemetry.istio.io"],
  // Its webhook is served by istiod.
  webhookPorts: [],
  securityValues: {
    defaultRevision: { default: "default" },
    "global.enableReaderRBAC": { default: true },
  },
  protectedPaths: ["base.validationURL", "base.validationCABundle"].map((path) => ({ path, control: "RBAC-04" })),
  templateOnlyPaths: [],
};

export const istiod: ChartPin = {
  chart: "istiod",
  release: "istiod",
  repository,
  // renovate: datasource=helm depName=istiod registryUrl=https://istio-release.storage.googleapis.com/charts
  version: "1.30.3",
  appVersion: "1.30.3",
  namespace: "istio-system",
  exemptBecause:
    "Every meshed pod waits for istiod's injection, so istiod must be able to start while Gatekeeper is down.",
  images: [
    { image: "registry.istio.io/release/pilot:1.30.3-distroless", keys: [{ path: "global.hub", holds: "folder" }] },
    // Of sidecars and gateways: istiod writes it into their pods.
    { image: "registry.istio.io/release/proxyv2:1.30.3-distroless", keys: [{ path: "global.hub", holds: "folder" }] },
  ],
  crdGroups: [],
  webhookPorts: [15017],
  securityValues: {
    autoscaleMin: { default: 1 },
    "cni.enabled": { default: false },
    "global.configValidation": { default: true, control: "RBAC-04", oneOf: [true] },
    "global.enableReaderRBAC": { default: null },
    "global.logAsJson": { default: false },
    "global.networkPolicy.enabled": { default: false },
    "global.proxy.privileged": { default: false },
    "global.proxy.includeInboundPorts": { default: "*", control: "TLS-01", oneOf: ["*"] },
    "global.proxy.excludeInboundPorts": { default: "", control: "TLS-01", oneOf: [""] },
    "meshConfig.meshMTLS.minProtocolVersion": { default: null, control: "TLS-01", oneOf: tlsFloors },
    "meshConfig.tlsDefaults.minProtocolVersion": { default: null, control: "TLS-02", oneOf: tlsFloors },
    "meshConfig.accessLogFile": { default: null, control: "MON-04", oneOf: ["/dev/stdout"] },
    "meshConfig.accessLogEncoding": { default: null, control: "MON-04", oneOf: ["JSON"], words: ["TEXT"] },
    "meshConfig.outboundTrafficPolicy.mode": { default: null },
    "meshConfig.pathNormalization.normalization": { default: null },
  },
  protectedPaths: [
    { path: "global.configValidation", control: "RBAC-04" },
    { path: "global.istioNamespace", control: "TLS-01" },
    { path: "global.proxy.includeInboundPorts", control: "TLS-01" },
    { path: "global.proxy.excludeInboundPorts", control: "TLS-01" },
    // Our policies lie in the root namespace; in another one they would bind its own pods only.
    { path: "meshConfig.rootNamespace", control: "TLS-01" },
    { path: "meshConfig.meshMTLS.minProtocolVersion", control: "TLS-01" },
    { path: "meshConfig.tlsDefaults.minProtocolVersion", control: "TLS-02" },
    { path: "meshConfig.tlsDefaults.cipherSuites", control: "TLS-02" },
    { path: "meshConfig.accessLogFile", control: "MON-04" },
    { path: "meshConfig.accessLogEncoding", control: "MON-04" },
  ],
  templateOnlyPaths: [
    ...meshConfigPaths,
    {
      path: "global.enableReaderRBAC",
      source: "templates/reader-clusterrole.yaml and its binding ask for it; values.yaml does not list it",
    },
    { path: "profile", source: "templates/zzz_profile.yaml reads it before any other template" },
    { path: "resources.limits", source: "templates/deployment.yaml prints all of resources" },
  ],
};

export const istioCni: ChartPin = {
  chart: "cni",
  release: "istio-cni",
  repository,
  // renovate: datasource=helm depName=cni registryUrl=https://istio-release.storage.googleapis.com/charts
  version: "1.30.3",
  appVersion: "1.30.3",
  namespace: nodeAgents,
  exemptBecause:
    "Istio's agents on each node enter the network of other pods: they run as root with capabilities and paths of the node.",
  images: [
    {
      image: "registry.istio.io/release/install-cni:1.30.3-distroless",
      keys: [{ path: "global.hub", holds: "folder" }],
    },
  ],
  crdGroups: [],
  webhookPorts: [],
  securityValues: {
    "ambient.enabled": { default: false },
    "repair.enabled": { default: true },
    "repair.repairPods": { default: true },
  },
  // In ambient mode the pods of these namespaces are not captured, and take plain text.
  protectedPaths: [{ path: "excludeNamespaces", control: "TLS-01" }],
  templateOnlyPaths: [{ path: "resources.limits", source: "templates/daemonset.yaml prints all of resources" }],
};

export const istioZtunnel: ChartPin = {
  chart: "ztunnel",
  release: "ztunnel",
  repository,
  // renovate: datasource=helm depName=ztunnel registryUrl=https://istio-release.storage.googleapis.com/charts
  version: "1.30.3",
  appVersion: "1.30.3",
  namespace: nodeAgents,
  images: [{ image: "registry.istio.io/release/ztunnel:1.30.3-distroless", keys: [{ path: "hub", holds: "folder" }] }],
  crdGroups: [],
  webhookPorts: [],
  securityValues: {
    // It writes a line for each connection at `info`, and none above that.
    logLevel: {
      default: "info",
      control: "MON-04",
      oneOf: ["info", "debug", "trace"],
      words: ["warn", "error", "off"],
    },
    logAsJson: { default: false, control: "MON-04", oneOf: [true] },
  },
  protectedPaths: ["logLevel", "logAsJson"].map((path) => ({ path, control: "MON-04" })),
  templateOnlyPaths: [{ path: "resources.limits", source: "templates/daemonset.yaml prints all of resources" }],
};

export const istioGateway: ChartPin = {
  chart: "gateway",
  release: "istio-ingress",
  repository,
  // renovate: datasource=helm depName=gateway registryUrl=https://istio-release.storage.googleapis.com/charts
  version: "1.30.3",
  appVersion: "1.30.3",
  namespace: "istio-ingress",
  exemptBecause:
    "The gateway's pods name no image until istiod's injection has completed them, and must start while Gatekeeper is down.",
  // The chart says `auto`: istiod writes its own proxy image into the pods.
  images: [],
  crdGroups: [],
  webhookPorts: [],
  securityValues: {
    "service.type": { default: "LoadBalancer" },
    "autoscaling.minReplicas": { default: 1 },
  },
  protectedPaths: [],
  templateOnlyPaths: [],
};
