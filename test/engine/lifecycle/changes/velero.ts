import { type Change, inherited, rare, row } from "./row";

/** Backups, and the drill that restores them. */
export const velero: Change[] = [
  row(
    "rampart:velero",
    inherited,
    "another tool that makes backups: ours and its drill go",
    [
      "delete ConfigMap prod-velero-restore-drill-{canary,program,result}",
      "delete MetricAlarm prod-velero-restore-drill-{failed,missing}",
      "delete NetworkPolicy prod-velero-{restore-drill-default-deny,velero-allow-restore-drill,velero-allow-velero,velero-default-deny}",
      "delete Release prod-velero-velero",
      "delete Role prod-velero-restore-drill",
      "delete Role prod-velero-{restore-drill,restore-drill-scratch,velero}",
      "delete RoleBinding prod-velero-restore-{drill,drill-scratch}",
      "delete Velero prod-velero",
      "delete {CronJob,ServiceAccount,ValidatingAdmissionPolicy,ValidatingAdmissionPolicyBinding} prod-velero-restore-drill",
      "delete {Namespace,PodIdentityAssociation,RolePolicy} prod-velero-{restore-drill,velero}",
      "update CompliantCluster prod",
    ],
    {
      ...rare,
      keys: ["rampart:velero.mode"],
    },
  ),
  row("rampart:velero.schedules.weekly", { cron: "0 3 * * 0" }, "a schedule more", [
    "update Release prod-velero-velero: values",
    "update Velero prod-velero",
  ]),
  row("rampart:velero.schedules.daily.cron", "0 2 * * *", "backups at another time", [
    "update Release prod-velero-velero: values",
    "update Velero prod-velero",
  ]),
  row("rampart:velero.schedules.daily.includedNamespaces", ["shop", "velero"], "backups of fewer namespaces", [
    "update Release prod-velero-velero: values",
    "update Velero prod-velero",
  ]),
  row("rampart:velero.schedules.daily.ttlDays", 120, "backups kept for longer", [
    "update Release prod-velero-velero: values",
    "update Velero prod-velero",
  ]),
  row("rampart:velero.schedules.daily.snapshotMoveData", false, "volumes that stay snapshots", [
    "update Release prod-velero-velero: values",
  ]),
  row("rampart:velero.nodeAgent", true, "an agent on nodes, as the schedules need anyway", []),
  row("rampart:velero.restoreDrill.enabled", false, "no drill", [
    "delete ConfigMap prod-velero-restore-drill-{canary,program,result}",
    "delete MetricAlarm prod-velero-restore-drill-{failed,missing}",
    "delete NetworkPolicy prod-velero-{restore-drill-default-deny,velero-allow-restore-drill}",
    "delete Role prod-velero-restore-drill",
    "delete {CronJob,Namespace,PodIdentityAssociation,RolePolicy,ServiceAccount,ValidatingAdmissionPolicy,ValidatingAdmissionPolicyBinding} prod-velero-restore-drill",
    "delete {Role,RoleBinding} prod-velero-restore-{drill,drill-scratch}",
  ]),
  row("rampart:velero.restoreDrill.cron", "0 5 * * *", "a drill at another time", [
    "update CronJob prod-velero-restore-drill: spec",
  ]),
  row("rampart:velero.restoreDrill.backupSchedule", "six-hourly", "a drill of another schedule", [
    "update CronJob prod-velero-restore-drill: spec",
  ]),
  row("rampart:velero.restoreDrill.namespace", "shop", "a drill of another namespace", [
    "update {CronJob,ValidatingAdmissionPolicy} prod-velero-restore-drill: spec",
  ]),
  row("rampart:velero.restoreDrill.scratchNamespace", "drill", "a drill into another namespace", [
    "create Namespace prod-velero-drill",
    "create NetworkPolicy prod-velero-drill-default-deny",
    "delete Namespace prod-velero-restore-drill",
    "delete NetworkPolicy prod-velero-restore-drill-default-deny",
    "replace {Role,RoleBinding} prod-velero-restore-drill-scratch: metadata",
    "update {CronJob,ValidatingAdmissionPolicy} prod-velero-restore-drill: spec",
  ]),
  row("rampart:velero.restoreDrill.resources", ["configmaps", "limitranges"], "a drill that restores more", [
    "update CronJob prod-velero-restore-drill: spec",
    "update Role prod-velero-restore-drill-scratch: rules",
    "update ValidatingAdmissionPolicy prod-velero-restore-drill: spec",
  ]),
  row("rampart:velero.restoreDrill.volumes", true, "a drill that restores volumes", [
    "create ConfigMap prod-velero-node-agent-settings",
    "update Release prod-velero-velero: values",
    "update Role prod-velero-restore-drill-scratch: rules",
    "update {CronJob,ValidatingAdmissionPolicy} prod-velero-restore-drill: spec",
  ]),
  row("rampart:velero.restoreDrill.minimum", { configmaps: 2 }, "a drill that wants more back", [
    "update CronJob prod-velero-restore-drill: spec",
  ]),
  row("rampart:velero.restoreDrill.deadlineMinutes", 90, "a drill that may take longer", [
    "update CronJob prod-velero-restore-drill: spec",
  ]),
  row("rampart:velero.restoreDrill.backupMaxAgeHours", 30, "a backup that may be older", [
    "update CronJob prod-velero-restore-drill: spec",
  ]),
  row("rampart:velero.restoreDrill.successWithinHours", 30, "a success that may be older", [
    "update MetricAlarm prod-velero-restore-drill-missing: alarmDescription, datapointsToAlarm, evaluationPeriods",
  ]),
  row("rampart:velero.values", { configuration: { logLevel: "debug" } }, "a value of Velero's chart", [
    "update Release prod-velero-velero: values",
  ]),
];
