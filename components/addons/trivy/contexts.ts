import type { Values } from "../../foundations/values";

/** What every container here is: without rights beyond those of its user, and with a file system that it cannot write to. */
export const confined: Values = {
  privileged: false,
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
};

const seccompProfile = { type: "RuntimeDefault" };

/** Pods that the restricted level of the Pod Security Standards takes. */
export const unprivileged = (user: number): Values => ({
  runAsNonRoot: true,
  runAsUser: user,
  runAsGroup: user,
  fsGroup: user,
  seccompProfile,
});

/** The collector of node checks shares its context with scan jobs, and files of the kubelet are readable by root only. */
export const rootWithoutRights: Values = { runAsUser: 0, runAsGroup: 0, seccompProfile };
