/**
 * Type tokens of Kubernetes objects as Pulumi names them, each with its Patch twin: that changes an object which is
 * there already, and bypasses a policy bound to one token.
 */
export function objectTypes(...kinds: string[]): string[] {
  return kinds.flatMap((kind) => [`kubernetes:${kind}`, `kubernetes:${kind}Patch`]);
}

/** Tokens of kinds in each version of one API group. */
export function versionedTypes(group: string, versions: string[], kinds: string[]): string[] {
  return kinds.flatMap((kind) => objectTypes(...versions.map((version) => `${group}/${version}:${kind}`)));
}

/** Tokens of the kinds whose pod templates the pack reads. */
export const podTypes: readonly string[] = objectTypes(
  "core/v1:Pod",
  "core/v1:ReplicationController",
  "apps/v1:Deployment",
  "apps/v1:StatefulSet",
  "apps/v1:DaemonSet",
  "apps/v1:ReplicaSet",
  "batch/v1:Job",
  "batch/v1:CronJob",
);
