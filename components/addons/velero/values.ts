import type { Values } from "../../foundations/values";
import { hoursOf, type ScheduleSettings } from "./schedules";

interface ValueSettings {
  schedules: Record<string, ScheduleSettings>;
  nodeAgent: boolean;
  retentionDays: number;
  /** Whether the drill restores volumes. */
  drillsVolumes: boolean;
}

/** The service account of the server, of the agent and of the pods that they start. */
export const serviceAccount = "velero";
/** ConfigMap by which the agent is told how to restore volumes. */
export const nodeAgentSettings = "node-agent-settings";

/** The image's own user has a name only, which the kubelet cannot tell from root. */
const user = 65532;
const confined = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
};

/** Kopia keeps its settings and its cache below the home folder, which is on the read-only root otherwise. */
const home = "/home/cnb";
const written = [
  { name: "udmrepo", mountPath: `${home}/udmrepo` },
  { name: "cache", mountPath: `${home}/.cache` },
];
const emptied = (mounts: readonly { name: string }[]) => mounts.map(({ name }) => ({ name, emptyDir: {} }));

/** Our values for the chart. Every path exists in the pinned chart; a test holds them to its list of keys. */
export function veleroValues({ schedules, nodeAgent, retentionDays, drillsVolumes }: ValueSettings): Values {
  return {
    upgradeCRDs: true,
    // The definitions go with their objects, and so would every record of a backup.
    cleanUpCRDs: false,
    backupsEnabled: true,
    // Snapshots are those of the CSI driver, under its own role: Velero itself needs no rights in EC2.
    snapshotsEnabled: false,
    deployNodeAgent: nodeAgent,
    credentials: { useSecret: false },
    serviceAccount: { server: { create: true, name: serviceAccount } },
    configuration: {
      features: "EnableCSI",
      uploaderType: "kopia",
      defaultBackupTTL: hoursOf(retentionDays),
      defaultSnapshotMoveData: nodeAgent,
      defaultVolumesToFsBackup: false,
      restoreOnlyMode: false,
      logFormat: "json",
      // Where that is must not depend on what the image's list of users says of ours.
      extraEnvVars: [{ name: "HOME", value: home }],
    },
    schedules: scheduleValues(schedules),
    podSecurityContext: {
      runAsNonRoot: true,
      runAsUser: user,
      runAsGroup: user,
      fsGroup: user,
      seccompProfile: { type: "RuntimeDefault" },
    },
    containerSecurityContext: confined,
    extraVolumes: emptied(written),
    extraVolumeMounts: written,
    resources: { requests: { cpu: "500m", memory: "512Mi" }, limits: { memory: "1Gi" } },
    upgradeJobResources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "256Mi" } },
    priorityClassName: "system-cluster-critical",
    // A node that is drained must not wait an hour for a backup that will be made again.
    terminationGracePeriodSeconds: 600,
    ...(nodeAgent && { nodeAgent: nodeAgentValues(drillsVolumes) }),
  };
}

function nodeAgentValues(drillsVolumes: boolean): Values {
  const mounts = [...written, { name: "temporary", mountPath: "/tmp" }];
  return {
    // Only backups of a node's own files need them; ours read snapshots.
    disableHostPath: true,
    tolerations: [{ operator: "Exists" }],
    priorityClassName: "system-node-critical",
    // Root, by the chart: the pods that it starts are, and they take its account and its volumes over.
    containerSecurityContext: { ...confined, seccompProfile: { type: "RuntimeDefault" } },
    extraVolumes: emptied(mounts),
    extraVolumeMounts: mounts,
    ...(drillsVolumes && { extraArgs: [`--node-agent-configmap=${nodeAgentSettings}`] }),
    resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { memory: "1Gi" } },
  };
}

function scheduleValues(schedules: Record<string, ScheduleSettings>): Values {
  const entries = Object.entries(schedules).map(([name, { cron, includedNamespaces, ttlDays, snapshotMoveData }]) => [
    name,
    {
      schedule: cron,
      // Backups outlive the schedule that made them.
      useOwnerReferencesInBackup: false,
      template: { ttl: hoursOf(ttlDays), includedNamespaces, snapshotMoveData, storageLocation: "default" },
    },
  ]);
  return Object.fromEntries(entries) as Values;
}
