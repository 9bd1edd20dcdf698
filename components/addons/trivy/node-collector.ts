import type { Values } from "../../foundations/values";

/**
 * The places on a node of Amazon Linux 2023 where the kubelet, the network plugin and systemd keep their settings. The
 * chart also names those of a control plane, which no node of EKS has: mounting them would make them.
 */
const places = {
  "var-lib-kubelet": "/var/lib/kubelet",
  "etc-kubernetes": "/etc/kubernetes",
  "etc-cni-netd": "/etc/cni/net.d",
  "etc-systemd": "/etc/systemd",
  "lib-systemd": "/lib/systemd",
};

/** Values for the job that reads the settings of each node, on every node. Helm replaces lists as a whole. */
export const nodeCollectorValues: Values = {
  tolerations: [{ operator: "Exists" }],
  volumes: Object.entries(places).map(([name, path]) => ({ name, hostPath: { path } })),
  volumeMounts: Object.entries(places).map(([name, path]) => ({ name, mountPath: path, readOnly: true })),
};
