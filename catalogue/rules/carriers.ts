import type { ObjectKinds } from "../contracts";

/** Every kind whose pod template the object rules judge. */
export const podCarriers: ObjectKinds[] = [
  { apiGroups: [""], kinds: ["Pod", "ReplicationController"] },
  { apiGroups: ["apps"], kinds: ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"] },
  { apiGroups: ["batch"], kinds: ["Job", "CronJob"] },
];
