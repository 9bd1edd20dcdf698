import type * as pulumi from "@pulumi/pulumi";
import { type FalcoPlugin, FalcoSource, pluginsOf } from "../../../catalogue/falco";
import { deepMerge, type Values } from "../../foundations/values";
import type { MirrorArgs } from "../../releases";
import { artifactValues } from "./artifacts";
import type { RulesFiles } from "./rules";
import { falcoConfig } from "./values";

const plugins = [...pluginsOf[FalcoSource.Audit]];

/** Nobody in particular: neither program has a user of its own in its image. */
const user = 65532;

/** Our values for the one Falco that reads the audit log: no driver, nothing of the host, no rights. */
export function auditValues(rules: RulesFiles, mirror: MirrorArgs | undefined): Values {
  return {
    controller: { kind: "deployment", deployment: { replicas: 1 } },
    driver: { enabled: false },
    collectors: { enabled: false },
    podPriorityClassName: "system-cluster-critical",
    tolerations: [],
    resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "512Mi" } },
    podSecurityContext: {
      ...{ runAsNonRoot: true, runAsUser: user, runAsGroup: user, fsGroup: user },
      seccompProfile: { type: "RuntimeDefault" },
    },
    containerSecurityContext: unprivileged,
    metrics: { enabled: true },
    falcoctl: deepMerge(artifactValues(plugins, mirror), {
      artifact: { install: { securityContext: unprivileged, env: writableHome } },
    }),
    falcosidekick: { enabled: false },
    responseActions: { enabled: false },
    customRules: rules,
    falco: {
      ...falcoConfig,
      plugins_hostinfo: false,
      rules_files: ["/etc/falco/rules.d"],
      load_plugins: plugins,
    },
    tty: true,
  };
}

const unprivileged = { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } };

/** falcoctl keeps its index and what it unpacks below its home, which a user without a name has not. */
const writableHome = ["HOME", "TMPDIR"].map((name) => ({ name, value: "/artifactstate" }));

interface AuditSource {
  region: pulumi.Output<string>;
  /** The cluster's name, from which the plugin makes that of the log group. */
  cluster: pulumi.Input<string>;
}

/** What the plugins are told. */
export function auditPlugins({ region, cluster }: AuditSource): Values {
  const own: Record<Exclude<FalcoPlugin, "container">, Values> = {
    "k8saudit-eks": {
      library_path: "libk8saudit-eks.so",
      init_config: {
        region,
        // Seconds: events come to CloudWatch late and out of order, so a window is read only when it has settled.
        shift: 10,
        polling_interval: 10,
        use_async: false,
        buffer_size: 500,
      },
      open_params: cluster,
    },
    json: { library_path: "libjson.so", init_config: "" },
  };
  return { falco: { plugins: Object.entries(own).map(([name, each]) => ({ name, ...each })) } };
}
