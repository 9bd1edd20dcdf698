import { falcoVersions } from "../versions";
import { below, type FieldList } from "./field";

/** Fields that the plugin `container` adds to events of the kernel. */
export const containerFields: FieldList = {
  of: "container",
  version: falcoVersions.plugins.container,
  names: [
    ...below(
      "container",
      `id full_id name type privileged image image.id image.repository image.tag image.digest mounts mount[] mount.source[]
       mount.dest[] mount.mode[] mount.rdwr[] mount.propagation[] start_ts duration ip cni.json host_pid host_network
       host_ipc label[] labels healthcheck liveness_probe readiness_probe`,
    ),
    ...below(
      "k8s",
      "ns.name pod.name pod.uid pod.full_sandbox_id pod.sandbox_id pod.ip pod.cni.json pod.label[] pod.labels",
    ),
  ],
};
