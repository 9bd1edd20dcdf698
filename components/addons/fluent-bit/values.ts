import { fluentBit as pin } from "../../../catalogue/charts/fluent-bit";
import type { Values } from "../../foundations/values";
import { hasMirror, hostOf, type MirrorArgs } from "../../releases";
import { configOf, type ConfigSpec, stateFolder } from "./config";
import { LogSource } from "../../foundations/names";
import { render } from "./render";

/** The service account of the pods, by which they get their role. */
export const serviceAccount = "fluent-bit";

/** Our values for the chart. Every path exists in the pinned chart; a test holds them to its list of keys. */
export function fluentBitValues(spec: ConfigSpec, mirror: MirrorArgs): Values {
  const { service, inputs, filters, outputs } = configOf(spec);
  return {
    kind: "DaemonSet",
    ...imageOf(mirror),
    // Its test would pull busybox:latest.
    testFramework: { enabled: false },
    hotReload: { enabled: false },
    serviceAccount: { create: true, name: serviceAccount },
    rbac: { create: true, nodeAccess: false, eventsAccess: false },
    hostNetwork: false,
    networkPolicy: { enabled: false },
    podSecurityContext: { seccompProfile: { type: "RuntimeDefault" } },
    // Logs of containers and nodes belong to root. Their owner needs no capability to read them.
    securityContext: {
      runAsUser: 0,
      privileged: false,
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    },
    resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "384Mi" } },
    priorityClassName: "system-node-critical",
    tolerations: [{ operator: "Exists" }],
    updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: "10%" } },
    terminationGracePeriodSeconds: 60,
    config: {
      service: render(service),
      inputs: render(inputs),
      filters: render(filters),
      outputs: render(outputs),
    },
    ...volumes(spec.sources.includes(LogSource.Node)),
  };
}

/** The pin's own place of the image, unless a mirror stands for it. */
function imageOf({ registries = {} }: MirrorArgs): Values {
  const { image } = pin.images[0]!;
  return hasMirror(hostOf(image), registries) ? {} : { image: { repository: image.replace(/:[^:/]+$/, "") } };
}

/**
 * Of the node it sees the logs, to read, and a folder of its own. The files of `containers` lead to those of `pods`. The
 * journal's folder is made where a node keeps none on disk: without it Fluent Bit would not start.
 */
function volumes(journal: boolean): Values {
  const mounts = [
    { name: "containers", path: "/var/log/containers", type: "DirectoryOrCreate", readOnly: true },
    { name: "pods", path: "/var/log/pods", type: "DirectoryOrCreate", readOnly: true },
    ...(journal ? [{ name: "journal", path: "/var/log/journal", type: "DirectoryOrCreate", readOnly: true }] : []),
    { name: "state", path: stateFolder, type: "DirectoryOrCreate", readOnly: false },
  ];
  return {
    daemonSetVolumes: mounts.map(({ name, path, type }) => ({ name, hostPath: { path, type } })),
    daemonSetVolumeMounts: mounts.map(({ name, path, readOnly }) => ({ name, mountPath: path, readOnly })),
  };
}
