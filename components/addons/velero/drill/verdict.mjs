/** Label of what a restore made: Velero puts the restore's name there. */
export const restoredBy = "velero.io/restore-name";

/** Phases after which a restore does not change any more. */
const ends = ["Completed", "PartiallyFailed", "Failed", "FailedValidation"];

/** Whether Velero has ended its work on a restore. */
export const hasEnded = (restore) => ends.includes(restore?.status?.phase);

/** The last backup that was completed; undefined when there is none. */
export function lastCompleted(backups) {
  return backups
    .filter(({ status }) => status?.phase === "Completed" && Number.isFinite(completedAt(status)))
    .sort((one, other) => completedAt(other.status) - completedAt(one.status))[0];
}

const completedAt = (status) => Date.parse(status.completionTimestamp);

/** Why there is nothing to drill with; empty when the last backup will do. */
export function backupReasons(backup, { backupSchedule, backupMaxAgeHours }, now) {
  if (backup === undefined) return [`no backup of the schedule ${backupSchedule} is completed`];
  const hours = (now - completedAt(backup.status)) / 3_600_000;
  if (hours <= backupMaxAgeHours) return [];
  return [
    `the last completed backup, ${backup.metadata.name}, is ${Math.floor(hours)} hours old; ${backupMaxAgeHours} are allowed`,
  ];
}

/** The restore of one namespace of a backup into the scratch namespace, and of nothing that runs or opens anything. */
export function restoreOf({ veleroNamespace, namespace, scratchNamespace, resources, deadlineSeconds }, backup, name) {
  return {
    apiVersion: "velero.io/v1",
    kind: "Restore",
    metadata: { name, namespace: veleroNamespace },
    spec: {
      backupName: backup.metadata.name,
      includedNamespaces: [namespace],
      namespaceMapping: { [namespace]: scratchNamespace },
      includedResources: resources,
      includeClusterResources: false,
      restorePVs: resources.includes("persistentvolumeclaims"),
      itemOperationTimeout: `${deadlineSeconds}s`,
    },
  };
}

/** Everything that speaks against a restore; empty when it is good. `restored`: objects that came back, by resource. */
export function restoreReasons(restore, restored, settings) {
  return [
    ...phaseReasons(restore, settings),
    ...countReasons(restored, settings),
    ...contentReasons(restored, settings),
  ];
}

function phaseReasons({ metadata, status = {} }, { deadlineSeconds }) {
  const { phase = "New", failureReason, validationErrors = [], errors = 0, progress } = status;
  if (!hasEnded({ status })) return [`${metadata.name} is still ${phase} after ${deadlineSeconds} seconds`];
  const details = [failureReason, ...validationErrors, ...(errors > 0 ? [`${errors} errors`] : [])].filter(Boolean);
  if (phase !== "Completed") return [[`${metadata.name} ended as ${phase}`, ...details].join("; ")];
  const { totalItems = 0, itemsRestored = 0 } = progress ?? {};
  return [
    ...(details.length > 0 ? [`${metadata.name} has ${details.join("; ")}`] : []),
    ...(totalItems === 0 ? [`${metadata.name} found nothing to restore`] : []),
    ...(itemsRestored < totalItems ? [`${itemsRestored} of ${totalItems} items were restored`] : []),
  ];
}

function countReasons(restored, { minimum }) {
  return Object.entries(minimum).flatMap(([resource, least]) => {
    const count = restored[resource]?.length ?? 0;
    return count < least ? [`${count} ${resource} came back; ${least} are expected`] : [];
  });
}

function contentReasons(restored, { canary }) {
  const unbound = (restored["persistentvolumeclaims"] ?? []).filter(({ status }) => status?.phase !== "Bound");
  const volumes = unbound.map(
    ({ metadata, status }) => `the volume of ${metadata.name} is ${status?.phase ?? "not there"}`,
  );
  if (canary === undefined) return volumes;
  const found = (restored["configmaps"] ?? []).find(({ metadata }) => metadata.name === canary.name);
  if (found === undefined) return [...volumes, `the ConfigMap ${canary.name} did not come back`];
  return same(found.data, canary.data)
    ? volumes
    : [...volumes, `the ConfigMap ${canary.name} came back with other content`];
}

/** Whether two maps of texts hold the same. */
function same(one = {}, other = {}) {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}
