import type { ChartPin, SecurityValue } from "../contracts";

/** Values by which a password or key would be written into the program; the chart's own are known to everybody. */
const inlineSecrets: Record<string, string> = {
  harborAdminPassword: "Harbor12345",
  secretKey: "not-a-secure-key",
  "core.secret": "",
  "core.tokenKey": "",
  "core.xsrfKey": "",
  "database.external.password": "password",
  "database.internal.password": "changeit",
  "jobservice.secret": "",
  "redis.external.password": "",
  "registry.credentials.htpasswdString": "",
  "registry.credentials.password": "harbor_registry_password",
  "registry.secret": "",
  "persistence.imageChartStorage.azure.accountkey": "base64encodedaccountkey",
  "persistence.imageChartStorage.gcs.encodedkey": "base64-encoded-json-key-file",
  "persistence.imageChartStorage.oss.accesskeysecret": "accesskeysecret",
  "persistence.imageChartStorage.swift.password": "password",
};

/** Values that name the Secret which is used instead. */
const namesOfSecrets = [
  "existingSecretAdminPassword",
  "existingSecretAdminPasswordKey",
  "existingSecretSecretKey",
  "core.existingSecret",
  "core.existingXsrfSecret",
  "core.existingXsrfSecretKey",
  "core.secretName",
  "database.external.existingSecret",
  "jobservice.existingSecret",
  "jobservice.existingSecretKey",
  "redis.external.existingSecret",
  "registry.credentials.existingSecret",
  "registry.existingSecret",
  "registry.existingSecretKey",
  "persistence.imageChartStorage.s3.existingSecret",
];

const keysOfTheBucket = ["accesskey", "secretkey"].map((key) => `persistence.imageChartStorage.s3.${key}`);

const image = (name: string, path: string) => ({
  image: `docker.io/goharbor/${name}:v2.15.1`,
  keys: [{ path, holds: "image" as const }],
});

export const harbor: ChartPin = {
  chart: "harbor",
  release: "harbor",
  repository: "https://helm.goharbor.io",
  // renovate: datasource=helm depName=harbor registryUrl=https://helm.goharbor.io
  version: "1.19.1",
  appVersion: "2.15.1",
  namespace: "harbor",
  exemptBecause:
    "A registry must be able to start while Gatekeeper is down: images that Gatekeeper itself is started from may lie in it.",
  images: [
    image("nginx-photon", "nginx.image.repository"),
    image("harbor-portal", "portal.image.repository"),
    image("harbor-core", "core.image.repository"),
    image("harbor-jobservice", "jobservice.image.repository"),
    image("registry-photon", "registry.registry.image.repository"),
    image("harbor-registryctl", "registry.controller.image.repository"),
    image("trivy-adapter-photon", "trivy.image.repository"),
    // The scanner's databases; the values that name them are lists, so the component itself sends them to a mirror.
    { image: "mirror.gcr.io/aquasec/trivy-db:2", keys: [] },
    { image: "mirror.gcr.io/aquasec/trivy-java-db:1", keys: [] },
  ],
  crdGroups: [],
  webhookPorts: [],
  securityValues: {
    ...Object.fromEntries(
      Object.entries(inlineSecrets).map(([path, own]): [string, SecurityValue] => [
        path,
        { default: own, control: "SEC-01", oneOf: [""] },
      ]),
    ),
    "trivy.enabled": { default: true, control: "VUL-01", oneOf: [true] },
    "trivy.skipUpdate": { default: false, control: "VUL-01", oneOf: [false] },
    "trivy.insecure": { default: false, control: "VUL-01", oneOf: [false] },
    "trivy.severity": { default: "UNKNOWN,LOW,MEDIUM,HIGH,CRITICAL" },
    "trivy.ignoreUnfixed": { default: false },
    "database.type": { default: "internal" },
    "database.external.sslmode": { default: "disable" },
    "redis.type": { default: "internal" },
    "redis.external.tlsOptions.enable": { default: false },
    "persistence.imageChartStorage.type": { default: "filesystem" },
    "internalTLS.enabled": { default: false },
    "internalTLS.certSource": { default: "auto" },
    "expose.type": { default: "ingress" },
    "expose.tls.enabled": { default: true },
    "expose.tls.certSource": { default: "auto" },
  },
  protectedPaths: [
    ...[...Object.keys(inlineSecrets), ...namesOfSecrets, ...keysOfTheBucket].map((path) => ({
      path,
      control: "SEC-01",
    })),
    ...["trivy.enabled", "trivy.skipUpdate", "trivy.insecure"].map((path) => ({ path, control: "VUL-01" })),
  ],
  templateOnlyPaths: [
    {
      path: "caBundleSecretName",
      source: "the templates of core, jobservice, registry and trivy mount its ca.crt; values.yaml has it as a comment",
    },
    ...["accesskey", "secretkey", "existingSecret"].map((key) => ({
      path: `persistence.imageChartStorage.s3.${key}`,
      source: "templates/registry/registry-secret.yaml and registry-dpl.yaml; values.yaml has it as a comment",
    })),
    ...["encrypt", "keyid", "secure", "v4auth"].map((key) => ({
      path: `persistence.imageChartStorage.s3.${key}`,
      source: "templates/registry/registry-cm.yaml; values.yaml has it as a comment",
    })),
    ...["nginx", "portal", "core", "jobservice", "registry.registry", "registry.controller"].map((part) => ({
      path: `${part}.resources`,
      source: "the template of its Deployment writes it; values.yaml has it as a comment",
    })),
  ],
};
