import type { Traffic } from "../../releases";
import { sidekickLabels } from "./sidekick-values";

const sidekickPort = 2801;
const metricsPort = 8765;

const podsOf = (release: string) => ({ "app.kubernetes.io/name": "falco", "app.kubernetes.io/instance": release });

interface Needs {
  /** Whether pods get their roles by the token of their service account. */
  irsa: boolean;
  hasTopic: boolean;
  hasWebhook: boolean;
  metricsNamespace?: string;
}

/** What the three workloads say to others, by the name of each policy. */
export function falcoTraffic({ irsa, hasTopic, hasWebhook, metricsNamespace }: Needs): Record<string, Traffic> {
  const metrics = (port: number) =>
    metricsNamespace === undefined ? [] : [{ from: { namespace: metricsNamespace }, ports: [port] }];
  const alerts = [{ to: { labels: sidekickLabels }, ports: [sidekickPort] }];
  const identity = { toPodIdentity: !irsa };
  const tokens = irsa ? ["sts"] : [];
  return {
    falco: {
      pods: podsOf("falco"),
      fromPods: metrics(metricsPort),
      dns: true,
      toPods: alerts,
      toAnywhere: [artifacts],
    },
    "falco-k8saudit": {
      pods: podsOf("falco-k8saudit"),
      fromPods: metrics(metricsPort),
      dns: true,
      toAws: ["logs", ...tokens],
      ...identity,
      toPods: alerts,
      toAnywhere: [artifacts],
    },
    falcosidekick: {
      pods: sidekickLabels,
      fromPods: [
        ...["falco", "falco-k8saudit"].map((release) => ({ from: { labels: podsOf(release) }, ports: [sidekickPort] })),
        ...metrics(sidekickPort),
      ],
      dns: true,
      toAws: ["logs", ...(hasTopic ? ["sns"] : []), ...tokens],
      ...identity,
      ...(hasWebhook && { toAnywhere: [{ ports: [443], because: "the address of the webhook" }] }),
    },
  };
}

const artifacts = {
  ports: [443],
  because:
    "rules and plugins come from a registry of artifacts as a pod starts, and what their signatures are checked by",
};
