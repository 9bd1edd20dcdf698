import { falcosidekick } from "../../../catalogue/charts/falco";
import type { Values } from "../../foundations/values";
import type { MirrorArgs } from "../../releases";
import { artifactValues } from "./artifacts";
import type { RulesFiles } from "./rules";

/** Our values for Falco on every node. Every path exists in the pinned chart; a test holds them to its list of keys. */
export function falcoValues(rules: RulesFiles, disabled: string[], mirror: MirrorArgs | undefined): Values {
  return {
    controller: { kind: "daemonset" },
    driver: {
      enabled: true,
      kind: "modern_ebpf",
      // Four capabilities in place of all. The kernels of AL2023 and Bottlerocket let these open perf events.
      modernEbpf: { leastPrivileged: true },
    },
    collectors: {
      enabled: true,
      containerEngine: { enabled: true, engines: containerdAlone },
      kubernetes: { enabled: false },
    },
    // A node that Falco cannot run on is a node that nobody watches.
    tolerations: [{ operator: "Exists" }],
    podPriorityClassName: "system-node-critical",
    resources: { requests: { cpu: "100m", memory: "512Mi" }, limits: { memory: "1Gi" } },
    metrics: { enabled: true },
    falcoctl: artifactValues(["rules"], mirror),
    falcosidekick: { enabled: false },
    responseActions: { enabled: false },
    customRules: rules,
    falco: {
      ...falcoConfig,
      // Ours first: an event is told by the first rule that it fits.
      rules_files: ["/etc/falco/rules.d", "/etc/falco/falco_rules.yaml"],
      ...(disabled.length > 0 && { rules: disabled.map((rule) => ({ disable: { rule } })) }),
    },
    tty: true,
  };
}

/** Where falcosidekick answers. */
const sidekickUrl = `http://${falcosidekick.release}.${falcosidekick.namespace}.svc:2801`;

/** What both releases say in falco.yaml. */
export const falcoConfig: Values = {
  json_output: true,
  json_include_output_property: true,
  json_include_tags_property: true,
  priority: "notice",
  rule_matching: "first",
  stdout_output: { enabled: true },
  syslog_output: { enabled: false },
  log_syslog: false,
  http_output: { enabled: true, url: sidekickUrl },
};

const off = { enabled: false };

/** Nodes of EKS have one runtime; each further socket would be a mount of the host. */
const containerdAlone = {
  cri: { enabled: true, sockets: ["/run/containerd/containerd.sock"] },
  ...{ docker: off, podman: off, containerd: off, lxc: off, libvirt_lxc: off, bpm: off },
};
