import type { PodCarrier } from "../contracts";

/** Every kind whose pod template the object rules judge. */
export const podCarriers: readonly PodCarrier[] = [
  { apiGroups: [""], kinds: ["Pod", "ReplicationController"] },
  { apiGroups: ["apps"], kinds: ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"] },
  { apiGroups: ["batch"], kinds: ["Job", "CronJob"] },
];
