import type { ChartPin } from "../contracts";

const controller = "ghcr.io/external-secrets/external-secrets:v2.9.0";

export const externalSecrets: ChartPin = {
  chart: "external-secrets",
  release: "external-secrets",
  repository: "https://charts.external-secrets.io",
  // renovate: datasource=helm depName=external-secrets registryUrl=https://charts.external-secrets.io
  version: "2.9.0",
  appVersion: "v2.9.0",
  namespace: "external-secrets",
  exemptBecause:
    "Its webhook fails closed, and workloads wait for the Secrets that it makes: its pods must start while Gatekeeper is down.",
  images: [
    {
      image: controller,
      keys: [
        { path: "image.repository", holds: "image" },
        { path: "webhook.image.repository", holds: "image" },
        { path: "certController.image.repository", holds: "image" },
      ],
    },
  ],
  crdGroups: ["external-secrets.io", "generators.external-secrets.io"],
  webhookPorts: [10250],
  securityValues: {
    createOperator: { default: true, control: "SEC-01", oneOf: [true] },
    "webhook.create": { default: true, control: "SEC-01", oneOf: [true] },
    "webhook.failurePolicy": { default: "Fail", control: "SEC-01", oneOf: ["Fail"], words: ["Ignore"] },
    // One object of the cluster would copy a secret into any number of namespaces.
    processClusterExternalSecret: { default: true, control: "SEC-01", oneOf: [false] },
    // A store of a namespace has no conditions, and may take the identity of the controller.
    processSecretStore: { default: true, control: "SEC-01", oneOf: [false] },
    // These carry Secrets of the cluster out of it.
    processPushSecret: { default: true, control: "SEC-01", oneOf: [false] },
    processClusterPushSecret: { default: true, control: "SEC-01", oneOf: [false] },
    processClusterStore: { default: true },
    processClusterGenerator: { default: true },
    "genericTargets.enabled": { default: false },
    "rbac.serviceAccountTokenCreate": { default: true },
    "crds.unsafeServeV1Beta1": { default: false },
    replicaCount: { default: 1 },
    leaderElect: { default: false },
    "webhook.replicaCount": { default: 1 },
  },
  protectedPaths: [
    "createOperator",
    "installCRDs",
    "crds.annotations",
    "webhook.create",
    "webhook.failurePolicy",
    "processClusterExternalSecret",
    "processClusterStore",
    "processSecretStore",
    "processPushSecret",
    "processClusterPushSecret",
    "processClusterGenerator",
    "genericTargets.enabled",
    "rbac.serviceAccountTokenCreate",
    "serviceAccount.name",
    // Flags of the controller can undo each of these.
    "extraArgs",
  ].map((path) => ({ path, control: "SEC-01" })),
  templateOnlyPaths: [],
};
