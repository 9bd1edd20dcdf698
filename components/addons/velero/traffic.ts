import type { Traffic } from "../../releases";

/** Pods of the drill. */
export const drillLabels = { "app.kubernetes.io/name": "restore-drill" };

/**
 * What the pods of Velero's namespace need. Its policy is for all of them: the jobs that keep the repository, and the
 * pods that move data, have no label with a value that is known beforehand. `irsa`: roles come from STS.
 */
export function veleroTraffic({ irsa, drill }: { irsa: boolean; drill: boolean }): Record<string, Traffic> {
  const identity = irsa ? { toPodIdentity: false } : { toPodIdentity: true };
  const sts = irsa ? ["sts"] : [];
  const common = { dns: true, toApiServer: true, ...identity };
  return {
    velero: { ...common, toAws: ["s3", ...sts] },
    ...(drill && { "restore-drill": { pods: drillLabels, ...common, toAws: ["monitoring", ...sts] } }),
  };
}
