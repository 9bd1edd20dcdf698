import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { nameOf } from "../../foundations/name-of";
import { drillProgram } from "./drill-program";
import type { DrillSettings } from "./drill-settings";
import { drillLabels } from "./traffic";

/** Name of the drill's service account, its rights, its program and its CronJob. */
export const drillName = "restore-drill";
const resultName = "restore-drill-result";

/** A ConfigMap of known content: a backup that has it, and a restore that brings it back, are proven to the byte. */
const canary = { name: "restore-drill-canary", data: { known: "What was backed up comes back as it was." } };

interface DrillDeps {
  veleroNamespace: kubernetes.core.v1.Namespace;
  namespaceName: string;
  image: pulumi.Input<string>;
  /** What only a deployment knows: where the metric goes. */
  environment: Record<string, pulumi.Input<string>>;
}

/** What the program is told of its work. */
function programSettings(settings: DrillSettings, veleroNamespace: string) {
  const { backupSchedule, namespace, scratchNamespace, resources, minimum, deadlineMinutes, backupMaxAgeHours } =
    settings;
  const known = namespace === veleroNamespace && resources.includes("configmaps");
  return {
    veleroNamespace,
    backupSchedule,
    namespace,
    scratchNamespace,
    resources,
    minimum,
    backupMaxAgeHours,
    deadlineSeconds: deadlineMinutes * 60,
    pollSeconds: 10,
    resultName,
    ...(known && { canary }),
  };
}

/** ConfigMaps of the drill: its program, the known content, and the result, whose content is the drill's own. */
export function createDrillConfigMaps(
  name: string,
  { veleroNamespace, namespaceName }: Pick<DrillDeps, "veleroNamespace" | "namespaceName">,
  options: pulumi.CustomResourceOptions,
): kubernetes.core.v1.ConfigMap[] {
  const namespace = nameOf(veleroNamespace, namespaceName);
  const make = (role: string, metadata: string, data?: Record<string, string>) =>
    new kubernetes.core.v1.ConfigMap(
      `${name}-${role}`,
      { metadata: { name: metadata, namespace, labels: drillLabels }, ...(data !== undefined && { data }) },
      options,
    );
  return [
    make("restore-drill-program", drillName, drillProgram()),
    make("restore-drill-canary", canary.name, canary.data),
    // Applied on the server's side without `data`: that is the drill's, and stays as it is.
    make("restore-drill-result", resultName),
  ];
}

/** Runs the program by the clock. A drill that failed is not repeated: the next would hide it. */
export function createDrillJob(
  name: string,
  settings: DrillSettings,
  deps: DrillDeps,
  options: pulumi.CustomResourceOptions,
): kubernetes.batch.v1.CronJob {
  const { veleroNamespace, namespaceName } = deps;
  const metadata = { name: drillName, namespace: nameOf(veleroNamespace, namespaceName), labels: drillLabels };
  return new kubernetes.batch.v1.CronJob(
    `${name}-restore-drill`,
    {
      metadata,
      spec: {
        schedule: settings.cron,
        timeZone: "Etc/UTC",
        concurrencyPolicy: "Forbid",
        startingDeadlineSeconds: 3600,
        successfulJobsHistoryLimit: 1,
        failedJobsHistoryLimit: 3,
        jobTemplate: {
          spec: {
            backoffLimit: 0,
            // Its own deadline, twice the five minutes of removal, and room to report.
            activeDeadlineSeconds: settings.deadlineMinutes * 60 + 900,
            template: { metadata: { labels: drillLabels }, spec: podOf(settings, deps) },
          },
        },
      },
    },
    options,
  );
}

function podOf(
  settings: DrillSettings,
  { namespaceName, image, environment }: DrillDeps,
): kubernetes.types.input.core.v1.PodSpec {
  const env = { DRILL_SETTINGS: JSON.stringify(programSettings(settings, namespaceName)), ...environment };
  return {
    serviceAccountName: drillName,
    restartPolicy: "Never",
    enableServiceLinks: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 1000,
      runAsGroup: 1000,
      fsGroup: 1000,
      seccompProfile: { type: "RuntimeDefault" },
    },
    containers: [
      {
        name: drillName,
        image,
        command: ["node", "/drill/drill.mjs"],
        env: Object.entries(env).map(([key, value]) => ({ name: key, value })),
        resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "256Mi" } },
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ["ALL"] },
        },
        volumeMounts: [{ name: "program", mountPath: "/drill", readOnly: true }],
      },
    ],
    volumes: [{ name: "program", configMap: { name: drillName } }],
  };
}
