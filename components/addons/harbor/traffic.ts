import type { Traffic } from "../../releases";
import type { HarborAddonArgs, HarborIngressArgs } from "./args";

const labelsOf = (component: string) => ({ app: "harbor", component });

/** With certificates every part listens here, and the registry itself on a port of its own. */
const https = 8443;
const registryPort = 5443;
const portsOf = (component: string) => (component === "registry" ? [registryPort, https] : [https]);

/** Who calls whom. The core asks every part whether it is well. */
const calls: Record<string, string[]> = {
  nginx: ["core", "portal"],
  core: ["portal", "jobservice", "registry", "trivy"],
  jobservice: ["core", "registry", "trivy"],
  trivy: ["core"],
};

interface Outside {
  database?: true;
  redis?: true;
  internet?: string;
}

/** What each part calls outside of the cluster. */
const outside: Record<string, Outside> = {
  core: {
    database: true,
    redis: true,
    internet: "registries that are cached or replicated, and the identity provider",
  },
  jobservice: { database: true, redis: true, internet: "registries that images are replicated with, and webhooks" },
  registry: { redis: true, internet: "the bucket, whose region may be another" },
  trivy: { redis: true, internet: "the registry that has the databases of flaws" },
};

/** What Harbor's pods send and take in. */
export function harborTraffic(args: Pick<HarborAddonArgs, "database" | "redis" | "ingress">): Record<string, Traffic> {
  const components = [
    ...(args.ingress === undefined ? ["nginx"] : []),
    "core",
    "portal",
    "jobservice",
    "registry",
    "trivy",
  ];
  return Object.fromEntries(
    components.map((component) => [
      component,
      {
        pods: labelsOf(component),
        ...entryOf(component, args.ingress),
        ...outsideOf(outside[component] ?? {}, args),
        ...(calls[component] !== undefined && { dns: true, toPods: calls[component].map(callTo) }),
        ...(outside[component] !== undefined && { dns: true }),
      },
    ]),
  );
}

const callTo = (component: string) => ({ to: { labels: labelsOf(component) }, ports: portsOf(component) });

/** Who may call a part: those that the table says, and whoever comes from outside where images are asked for. */
function entryOf(component: string, ingress: HarborIngressArgs | undefined): Traffic {
  const callers = Object.entries(calls)
    .filter(([caller, called]) => called.includes(component) && (caller !== "nginx" || ingress === undefined))
    .map(([caller]) => ({ from: { labels: labelsOf(caller) }, ports: portsOf(component) }));
  const entries = ingress === undefined ? ["nginx"] : ["core", "portal"];
  if (!entries.includes(component)) return { fromPods: callers };
  const namespace = ingress?.controllerNamespace;
  if (namespace !== undefined) return { fromPods: [...callers, { from: { namespace }, ports: [https] }] };
  const because =
    ingress === undefined
      ? "nodes pull images, and they are no pods"
      : "the load balancer of the Ingress is no pod, and has no address that is known beforehand";
  return { fromPods: callers, fromAnywhere: [{ ports: [https], because }] };
}

function outsideOf(needs: Outside, { database, redis }: Pick<HarborAddonArgs, "database" | "redis">): Traffic {
  const reached = [
    ...(needs.database ? [{ ports: [database.port ?? 5432], because: "the database is no pod" }] : []),
    ...(needs.redis ? [{ ports: [redis.port ?? 6379], because: "Redis is no pod" }] : []),
    ...(needs.internet === undefined ? [] : [{ ports: [443], because: needs.internet }]),
  ];
  return reached.length === 0 ? {} : { toAnywhere: reached };
}
