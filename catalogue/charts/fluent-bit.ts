import type { ChartPin } from "../contracts";

export const fluentBit: ChartPin = {
  chart: "fluent-bit",
  release: "fluent-bit",
  repository: "https://fluent.github.io/helm-charts",
  // renovate: datasource=helm depName=fluent-bit registryUrl=https://fluent.github.io/helm-charts
  version: "0.58.1",
  appVersion: "5.1.1",
  namespace: "logging",
  exemptBecause:
    "Fluent Bit reads the log files of every node, as root and from the node's own disk, and must start while Gatekeeper is down.",
  images: [
    {
      // The chart says cr.fluentbit.io, which no cache of ECR can stand for; our values name this place of the same image.
      image: "docker.io/fluent/fluent-bit:5.1.1",
      keys: [{ path: "image.repository", holds: "image" }],
    },
  ],
  crdGroups: [],
  webhookPorts: [],
  securityValues: {
    kind: { default: "DaemonSet" },
    hostNetwork: { default: false },
    "rbac.nodeAccess": { default: false },
    "rbac.eventsAccess": { default: false },
    "hotReload.enabled": { default: false },
    "testFramework.enabled": { default: true },
    priorityClassName: { default: "" },
  },
  protectedPaths: [
    // Which logs of a cluster are read, from which of its nodes, and the group that they end in.
    ...["kind", "config.service", "config.inputs", "config.filters", "tolerations", "nodeSelector", "affinity"].map(
      (path) => ({ path, control: "LOG-02" }),
    ),
    ...["config.outputs", "existingConfigMap", "command", "args", "env", "serviceAccount.name"].map((path) => ({
      path,
      control: "ENC-06",
    })),
    ...["securityContext", "hostNetwork", "daemonSetVolumes", "daemonSetVolumeMounts"].map((path) => ({
      path,
      control: "PSS-01",
    })),
  ],
  templateOnlyPaths: [],
};
