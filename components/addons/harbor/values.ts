import { harbor } from "../../../catalogue/charts/harbor";
import { deepMerge, type Values } from "../../foundations/values";
import type { HarborAddonArgs } from "./args";
import { harborSecrets, secretName } from "./secrets";
import type { HarborOptions } from "./settings";

/** What our values need of the arguments that are known beforehand. */
type Known = HarborOptions & Pick<HarborAddonArgs, "hostname" | "database" | "redis">;

/** Our values for the chart. Every path exists in the pinned chart; a test holds them to its list of keys. */
export function harborValues(known: Known): Values {
  const { hostname, database, redis, ownAuthorities, replicas, ingress } = known;
  return [
    withoutSecrets,
    ...harborSecrets(ownAuthorities).map((secret) => below(secret.path, secretName(secret))),
    ...parts.map((part) => below(part, partValues(replicas, part))),
    below("registry.registry.resources", modest),
    below("registry.controller.resources", modest),
    {
      externalURL: `https://${hostname}`,
      expose: {
        type: ingress === undefined ? "clusterIP" : "ingress",
        tls: { enabled: true, certSource: "secret" },
        ...(ingress !== undefined && {
          ingress: {
            className: ingress.className,
            hosts: { core: hostname },
            ...(ingress.className === "alb" && { controller: "alb" }),
          },
        }),
      },
      internalTLS: { enabled: true, certSource: "secret", strong_ssl_ciphers: true },
      // Images lie in the bucket and logs of jobs in the database, so nothing of Harbor needs a volume.
      persistence: { enabled: false, imageChartStorage: { type: "s3", s3: { secure: true, v4auth: true } } },
      jobservice: { jobLoggers: ["database"] },
      database: {
        type: "external",
        external: {
          port: String(database.port ?? 5432),
          username: database.user,
          coreDatabase: database.name ?? "registry",
          sslmode: database.tls ?? "verify-full",
        },
      },
      redis: { type: "external", external: { tlsOptions: { enable: redis.tls ?? true } } },
      trivy: { enabled: true, skipUpdate: false, insecure: false, offlineScan: true },
      metrics: { enabled: false },
    },
  ].reduce(deepMerge);
}

/** What would be a password in the program, or stands in the chart as if it were one: empty, whatever the chart says. */
const withoutSecrets: Values = [
  ...Object.entries(harbor.securityValues)
    .filter(([, { control }]) => control === "SEC-01")
    .map(([path]) => path),
  "persistence.imageChartStorage.oss.accesskeyid",
  "registry.middleware.cloudFront.keypairid",
  "registry.middleware.cloudFront.privateKeySecret",
]
  .map((path) => below(path, ""))
  .reduce(deepMerge);

/** The parts that bear replicas. */
const parts = ["nginx", "core", "portal", "jobservice", "registry"];

/** Nodes that fail are replaced by nodes that pull images from these. */
const serveImages = ["nginx", "core", "registry"];

const modest: Values = { requests: { cpu: "100m", memory: "256Mi" }, limits: { memory: "1Gi" } };

function partValues(replicas: number, part: string): Values {
  return {
    replicas,
    automountServiceAccountToken: false,
    topologySpreadConstraints: [spreadOverZones],
    ...(serveImages.includes(part) && { priorityClassName: "system-cluster-critical" }),
    // The registry's pods hold two containers, each with its own.
    ...(part !== "registry" && { resources: modest }),
    ...(replicas > 1 && { podDisruptionBudget: { enabled: true, minAvailable: 1 } }),
  };
}

/** The chart adds whom it is about. */
const spreadOverZones = {
  maxSkew: 1,
  topologyKey: "topology.kubernetes.io/zone",
  whenUnsatisfiable: "ScheduleAnyway",
};

/** A value at a dotted path. */
function below(path: string, value: unknown): Values {
  return path.split(".").reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as Values;
}
