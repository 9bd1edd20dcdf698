import type { ChartImage, ChartPin, SecurityValue } from "../contracts";
import { falcoArtifacts } from "../falco/versions";

const repository = "https://falcosecurity.github.io/charts";
/** Of all three releases; the first says why it is exempt. */
const namespace = "falco";

const falcoImages: ChartImage[] = [
  { image: "docker.io/falcosecurity/falco:0.44.1", keys: [{ path: "image.registry", holds: "registry" }] },
  { image: "docker.io/falcosecurity/falcoctl:0.13.0", keys: [{ path: "falcoctl.image.registry", holds: "registry" }] },
];
/** An artifact that stands in a list of ours, which follows the mirror by itself. */
const artifact = (image: string): ChartImage => ({ image, keys: [] });

/** What both releases of the chart are asked. */
const common: Record<string, SecurityValue> = {
  "falcoctl.artifact.follow.enabled": { default: true, control: "MON-01", oneOf: [false] },
  "falco.priority": {
    default: "debug",
    control: "MON-01",
    // The quietest of our rules are notices, and Falco drops what is below this as it loads.
    oneOf: ["notice", "informational", "info", "debug"],
    words: ["emergency", "alert", "critical", "error", "warning"],
  },
  "falco.json_output": { default: false, control: "MON-02", oneOf: [true] },
  "falco.http_output.enabled": { default: false, control: "MON-02", oneOf: [true] },
};

const watched = [
  "driver.enabled",
  "controller.kind",
  "customRules",
  "extra.args",
  "falco.base_syscalls.custom_set",
  "falco.config_files",
  "falco.load_plugins",
  "falco.plugins",
  "falco.rule_matching",
  "falco.rules",
  "falco.rules_files",
  "falcoctl.artifact.follow.enabled",
  "falcoctl.config.artifact.install.refs",
];
const routed = ["falco.http_output.enabled", "falco.http_output.url", "falco.json_output", "falcosidekick.enabled"];

const protect = (control: string) => (path: string) => ({ path, control });

const templateOnlyPaths = [
  {
    path: "falco.rules",
    source:
      "the ConfigMap's template writes all that stands below `falco` into falco.yaml, where `rules` switches rules on and off",
  },
];

/** Falco on every node, which watches the calls of the kernel. */
export const falco: ChartPin = {
  chart: "falco",
  release: "falco",
  repository,
  // renovate: datasource=helm depName=falco registryUrl=https://falcosecurity.github.io/charts
  version: "9.1.0",
  appVersion: "0.44.1",
  namespace,
  exemptBecause:
    "Falco looks at the kernel and the processes of its node, and must start while Gatekeeper is down, when it is needed most.",
  images: [
    ...falcoImages,
    { image: falcoArtifacts.container, keys: [{ path: "collectors.containerEngine.pluginRef", holds: "reference" }] },
    artifact(falcoArtifacts.rules),
  ],
  crdGroups: [],
  webhookPorts: [],
  securityValues: {
    "driver.enabled": { default: true, control: "MON-01", oneOf: [true] },
    "driver.kind": { default: "auto", control: "MON-01", oneOf: ["modern_ebpf"], words: ["auto", "kmod"] },
    "driver.modernEbpf.leastPrivileged": { default: false },
    "controller.kind": { default: "daemonset", control: "MON-01", oneOf: ["daemonset"], words: ["deployment"] },
    "collectors.containerEngine.enabled": { default: true, control: "MON-01", oneOf: [true] },
    "metrics.enabled": { default: false },
    ...common,
  },
  protectedPaths: [
    ...[...watched, "driver.kind", "collectors.enabled", "collectors.containerEngine.enabled"].map(protect("MON-01")),
    ...["affinity", "nodeSelector", "tolerations"].map(protect("MON-01")),
    ...routed.map(protect("MON-02")),
  ],
  templateOnlyPaths,
};

/** A single Falco without a driver, which reads the audit log of the API server out of CloudWatch. */
export const falcoAudit: ChartPin = {
  chart: "falco",
  release: "falco-k8saudit",
  repository,
  // renovate: datasource=helm depName=falco registryUrl=https://falcosecurity.github.io/charts
  version: "9.1.0",
  appVersion: "0.44.1",
  namespace,
  images: [...falcoImages, artifact(falcoArtifacts["k8saudit-eks"]), artifact(falcoArtifacts.json)],
  crdGroups: [],
  webhookPorts: [],
  securityValues: {
    "driver.enabled": { default: true, control: "MON-01", oneOf: [false] },
    "controller.kind": { default: "daemonset", control: "MON-01", oneOf: ["deployment"] },
    // Each further one tells every alert once more.
    "controller.deployment.replicas": { default: 1, control: "MON-01", oneOf: [1] },
    ...common,
  },
  protectedPaths: [
    ...[...watched, "controller.deployment.replicas"].map(protect("MON-01")),
    ...routed.map(protect("MON-02")),
  ],
  templateOnlyPaths,
};

/** What sends alerts on. */
export const falcosidekick: ChartPin = {
  chart: "falcosidekick",
  release: "falcosidekick",
  repository,
  // renovate: datasource=helm depName=falcosidekick registryUrl=https://falcosecurity.github.io/charts
  version: "0.14.0",
  appVersion: "2.31.1",
  namespace,
  images: [
    { image: "docker.io/falcosecurity/falcosidekick:2.32.0", keys: [{ path: "image.registry", holds: "registry" }] },
  ],
  crdGroups: [],
  webhookPorts: [],
  securityValues: {
    replicaCount: { default: 2 },
    "config.aws.sns.minimumpriority": {
      default: "",
      control: "MON-02",
      // What is critical must be told. Falcosidekick takes a word that it does not know for none, and sends everything.
      oneOf: ["critical", "error", "warning", "notice", "informational", "debug"],
      words: ["emergency", "alert"],
    },
    "config.aws.cloudwatchlogs.minimumpriority": { default: "" },
    "config.webhook.minimumpriority": { default: "" },
    "webui.enabled": { default: false },
  },
  protectedPaths: [
    "config.aws.cloudwatchlogs.loggroup",
    "config.aws.cloudwatchlogs.minimumpriority",
    "config.aws.sns.minimumpriority",
    "config.aws.sns.topicarn",
    "config.existingSecret",
    "config.extraArgs",
    "config.extraEnv",
    "config.webhook.minimumpriority",
  ].map(protect("MON-02")),
  templateOnlyPaths: [],
};
