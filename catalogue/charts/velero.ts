import type { ChartPin } from "../contracts";

const tags = {
  // renovate: datasource=docker depName=docker.io/velero/velero-plugin-for-aws
  plugin: "v1.14.2",
  // renovate: datasource=docker depName=public.ecr.aws/docker/library/node
  node: "24.20.0-slim",
};

/** The plugin that writes to S3, of the line that goes with Velero 1.18. */
export const veleroPluginImage = `docker.io/velero/velero-plugin-for-aws:${tags.plugin}`;
/** What runs the restore drill's program. */
export const restoreDrillImage = `public.ecr.aws/docker/library/node:${tags.node}`;

export const velero: ChartPin = {
  chart: "velero",
  release: "velero",
  repository: "https://vmware-tanzu.github.io/helm-charts",
  // renovate: datasource=helm depName=velero registryUrl=https://vmware-tanzu.github.io/helm-charts
  version: "12.1.0",
  appVersion: "1.18.1",
  namespace: "velero",
  exemptBecause:
    "Velero's data movers run as root to read every file of a volume, and a restore must be possible while Gatekeeper is down.",
  images: [
    { image: "docker.io/velero/velero:v1.18.1", keys: [{ path: "image.repository", holds: "image" }] },
    // Both stand in texts of ours, which follow the mirror by themselves.
    { image: veleroPluginImage, keys: [] },
    { image: restoreDrillImage, keys: [] },
  ],
  crdGroups: ["velero.io"],
  webhookPorts: [],
  securityValues: {
    backupsEnabled: { default: true, control: "BCK-01", oneOf: [true] },
    cleanUpCRDs: { default: false, control: "BCK-01", oneOf: [false] },
    "configuration.features": { default: null, control: "BCK-01", oneOf: ["EnableCSI"] },
    "credentials.useSecret": { default: true, control: "IAM-04", oneOf: [false] },
    "configuration.defaultBackupTTL": { default: null },
    "configuration.restoreOnlyMode": { default: null },
    deployNodeAgent: { default: false },
    "nodeAgent.disableHostPath": { default: false },
    "rbac.clusterAdministrator": { default: true },
  },
  protectedPaths: [
    ...[
      "backupsEnabled",
      "cleanUpCRDs",
      "configuration.backupStorageLocation",
      "configuration.defaultBackupTTL",
      "configuration.features",
      "configuration.restoreOnlyMode",
      "deployNodeAgent",
      "schedules",
    ].map((path) => ({ path, control: "BCK-01" })),
    ...["credentials.useSecret", "credentials.existingSecret", "credentials.secretContents"].map((path) => ({
      path,
      control: "IAM-04",
    })),
  ],
  templateOnlyPaths: [],
};
