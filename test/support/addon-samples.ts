import { type ChartPin, type ChartScalar, charts } from "../../catalogue";
import { topicArn } from "./account-samples";
import type { Sample } from "./samples";

const component = "rampart:index:CompliantCluster";

/** What a component declares of a release, with values that the pin asks for. */
const declared = (pin: Declared, values: Record<string, ChartScalar> = {}) => ({
  chart: pin.chart,
  release: pin.release,
  version: pin.version,
  namespace: pin.namespace,
  securityValues: {
    ...Object.fromEntries(Object.entries(pin.securityValues).map(([path, each]) => [path, wanted(each)])),
    ...values,
  },
});

type Declared = Pick<ChartPin, "chart" | "release" | "version" | "namespace" | "securityValues">;

const wanted = ({ default: own, oneOf, atLeast }: ChartPin["securityValues"][string]) =>
  oneOf?.[0] ?? (atLeast === undefined ? own : Math.max(atLeast, Number(own)));

/** The pins of a chart; one that asks for nothing for each release while the catalogue has none. */
function pinsOf(chart: string, namespace: string, releases: readonly string[] = [chart]): Declared[] {
  const own = Object.values(charts).filter((pin) => pin.chart === chart);
  const bare = releases.map((release) => ({ chart, release, version: "1.0.0", namespace, securityValues: {} }));
  return own.length > 0 ? own : bare;
}

const addon = (type: string, name: string, props: Record<string, unknown>): Sample => ({
  type: `rampart:index:${type}`,
  name: `main-${name}`,
  under: [component],
  props,
});

const object = (apiVersion: string, kind: string, name: string, props: Record<string, unknown>): Sample => ({
  type: `kubernetes:${apiVersion}:${kind}`,
  name,
  props: { apiVersion, kind, ...props },
  provider: "cluster",
});

/**
 * A Helm release of a chart with values that its pin asks for, and others over them by dotted path; undefined takes
 * one away.
 */
export function releaseOf(chart: string, values: Record<string, unknown> = {}, named = chart): Sample {
  const pins = pinsOf(chart, chart);
  const pin = pins.find(({ release }) => release === named) ?? pins[0]!;
  const asked = Object.entries(pin.securityValues).filter(([, { control }]) => control !== undefined);
  const set: Record<string, unknown> = {};
  for (const [path, value] of [...asked.map(([path, each]) => [path, wanted(each)]), ...Object.entries(values)])
    setAt(set, String(path).split("."), value);
  return {
    type: "kubernetes:helm.sh/v3:Release",
    name: named,
    props: { chart, name: pin.release, version: pin.version, namespace: pin.namespace, values: set },
    provider: "cluster",
  };
}

function setAt(holder: Record<string, unknown>, [key, ...rest]: readonly string[], value: unknown): void {
  if (rest.length > 0) setAt((holder[key!] ??= {}) as Record<string, unknown>, rest, value);
  else if (value === undefined) delete holder[key!];
  else holder[key!] = value;
}

/** The add-ons of a compliant stack, and the objects by which they are set. */
export const addonSamples = {
  istio: (): Sample =>
    addon("Istio", "istio", {
      releases: [
        ...pinsOf("base", "istio-system").map((pin) => declared(pin)),
        ...pinsOf("istiod", "istio-system").map((pin) => declared(pin, { "meshConfig.accessLogFile": "/dev/stdout" })),
      ],
    }),

  falco: (): Sample =>
    addon("Falco", "falco", {
      releases: [
        ...pinsOf("falco", "falco", ["falco", "falco-k8s-audit"]).map((pin) => declared(pin)),
        ...pinsOf("falcosidekick", "falco").map((pin) => declared(pin, { "config.aws.sns.topicarn": topicArn })),
      ],
    }),

  velero: (): Sample =>
    addon("Velero", "velero", {
      releases: pinsOf("velero", "velero").map((pin) => declared(pin)),
      schedules: [{ name: "daily", cron: "0 3 * * *", namespaces: ["*"], ttlDays: 30 }],
    }),

  externalSecrets: (): Sample =>
    addon("ExternalSecrets", "external-secrets", {
      releases: pinsOf("external-secrets", "external-secrets").map((pin) => declared(pin)),
    }),

  peerAuthentication: (): Sample =>
    object("security.istio.io/v1", "PeerAuthentication", "strict", {
      metadata: { name: "default", namespace: "istio-system" },
      spec: { mtls: { mode: "STRICT" } },
    }),

  authorizationPolicy: (): Sample =>
    object("security.istio.io/v1", "AuthorizationPolicy", "allow-nothing", {
      metadata: { name: "allow-nothing", namespace: "istio-system" },
      spec: {},
    }),

  gateway: (): Sample =>
    object("networking.istio.io/v1", "Gateway", "public", {
      metadata: { name: "public", namespace: "istio-ingress" },
      spec: {
        selector: { istio: "gateway" },
        servers: [
          {
            port: { number: 443, name: "https", protocol: "HTTPS" },
            hosts: ["shop.example"],
            tls: { mode: "SIMPLE", credentialName: "shop", minProtocolVersion: "TLSV1_3" },
          },
          {
            port: { number: 80, name: "http", protocol: "HTTP" },
            hosts: ["shop.example"],
            tls: { httpsRedirect: true },
          },
        ],
      },
    }),

  destinationRule: (): Sample =>
    object("networking.istio.io/v1", "DestinationRule", "ledger", {
      metadata: { name: "ledger", namespace: "payments" },
      spec: { host: "ledger.payments.svc.cluster.local", trafficPolicy: { tls: { mode: "ISTIO_MUTUAL" } } },
    }),

  telemetry: (): Sample =>
    object("telemetry.istio.io/v1", "Telemetry", "access-logs", {
      metadata: { name: "access-logs", namespace: "istio-system" },
      spec: { accessLogging: [{ providers: [{ name: "envoy" }] }] },
    }),

  clusterSecretStore: (): Sample =>
    object("external-secrets.io/v1", "ClusterSecretStore", "aws", {
      metadata: { name: "aws" },
      spec: {
        conditions: [{ namespaces: ["payments"] }],
        provider: { aws: { service: "SecretsManager", region: "eu-west-1" } },
      },
    }),
};
