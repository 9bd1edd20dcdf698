import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { RestoreDrillArgs } from "../../../../components/addons/velero";
import type { Recording } from "../../../support/recorder";
import { allBefore, at, dependenciesOf } from "../../recorded";
import { containerOf, podOf, recordVelero, releaseType, topicArn, without } from "./recorded";

const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";
const program = join(__dirname, "../../../../components/addons/velero/drill");

const environmentOf = (recording: Recording) =>
  Object.fromEntries(
    (at(containerOf(recording), "env") as { name: string; value: string }[]).map(({ name, value }) => [name, value]),
  );

describe("addons/velero: the restore drill", () => {
  let recording: Recording;
  before(async () => (recording = await recordVelero()));

  it("carries every file of its program as it is", () => {
    const { inputs } = recording.one("kubernetes:core/v1:ConfigMap", "velero-restore-drill-program");
    const files = readdirSync(program).map((file) => [file, readFileSync(join(program, file), "utf8")]);
    expect(inputs["data"]).to.deep.equal(Object.fromEntries(files));
    expect(at(inputs, "metadata")).to.deep.include({ name: "restore-drill", namespace: "velero" });
    expect(JSON.stringify(inputs).length).to.be.lessThan(100_000);
  });

  it("runs it every day, once, within a time, and repeats nothing that failed", () => {
    const cron = at(recording.one("kubernetes:batch/v1:CronJob").inputs, "spec");
    const job = at(cron, "jobTemplate", "spec");
    expect(without(cron, "jobTemplate")).to.deep.equal({
      schedule: "30 5 * * *",
      timeZone: "Etc/UTC",
      concurrencyPolicy: "Forbid",
      startingDeadlineSeconds: 3600,
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 3,
    });
    expect(without(job, "template")).to.deep.equal({ backoffLimit: 0, activeDeadlineSeconds: 4500 });
    const labels = { "app.kubernetes.io/name": "restore-drill" };
    expect(at(job, "template", "metadata", "labels")).to.deep.equal(labels);
  });

  it("runs as nobody, with a read-only root, and mounts its program", () => {
    const pod = podOf(recording) as Record<string, unknown>;
    expect(pod).to.deep.include({ serviceAccountName: "restore-drill", restartPolicy: "Never" });
    expect(pod["securityContext"]).to.deep.include({ runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } });
    expect(pod["volumes"]).to.deep.equal([{ name: "program", configMap: { name: "restore-drill" } }]);
    expect(containerOf(recording)).to.deep.include({
      command: ["node", "/drill/drill.mjs"],
      volumeMounts: [{ name: "program", mountPath: "/drill", readOnly: true }],
      resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "256Mi" } },
      securityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      },
    });
  });

  it("is told what to restore, and where to tell how it went", () => {
    const { DRILL_SETTINGS, ...others } = environmentOf(recording);
    expect(others).to.deep.equal({
      METRIC_ENDPOINT: "https://monitoring.eu-central-1.amazonaws.com",
      METRIC_REGION: "eu-central-1",
      METRIC_NAMESPACE: "Rampart/main",
      STS_ENDPOINT: "https://sts.eu-central-1.amazonaws.com",
    });
    const canary = recording.one("kubernetes:core/v1:ConfigMap", "velero-restore-drill-canary");
    expect(JSON.parse(DRILL_SETTINGS!)).to.deep.equal({
      veleroNamespace: "velero",
      backupSchedule: "velero-daily",
      namespace: "velero",
      scratchNamespace: "restore-drill",
      resources: ["configmaps"],
      minimum: { configmaps: 1 },
      backupMaxAgeHours: 26,
      deadlineSeconds: 3600,
      pollSeconds: 10,
      resultName: "restore-drill-result",
      canary: { name: at(canary.inputs, "metadata", "name"), data: canary.inputs["data"] },
    });
  });

  it("drills another namespace, with its volumes, when told so", async () => {
    const restoreDrill: RestoreDrillArgs = {
      cron: "0 6 * * 1,4",
      namespace: "shop",
      scratchNamespace: "shop-drill",
      resources: ["secrets", "widgets.example.com"],
      volumes: true,
      minimum: { secrets: 3, persistentvolumeclaims: 1 },
      deadlineMinutes: 120,
      backupMaxAgeHours: 50,
      successWithinHours: 100,
    };
    const other = await recordVelero({ restoreDrill });
    expect(JSON.parse(environmentOf(other)["DRILL_SETTINGS"]!)).to.deep.equal({
      veleroNamespace: "velero",
      backupSchedule: "velero-daily",
      namespace: "shop",
      scratchNamespace: "shop-drill",
      resources: ["secrets", "widgets.example.com", "persistentvolumeclaims"],
      minimum: { secrets: 3, persistentvolumeclaims: 1 },
      backupMaxAgeHours: 50,
      deadlineSeconds: 7200,
      pollSeconds: 10,
      resultName: "restore-drill-result",
    });
    expect(
      at(other.one("kubernetes:rbac.authorization.k8s.io/v1:Role", "velero-restore-drill-scratch").inputs, "rules"),
    ).to.deep.equal(
      [
        ["", "secrets"],
        ["example.com", "widgets"],
        ["", "persistentvolumeclaims"],
      ].map(([group, plural]) => ({ apiGroups: [group], resources: [plural], verbs: ["list", "deletecollection"] })),
    );
    expect(at(other.one("kubernetes:batch/v1:CronJob").inputs, "spec", "schedule")).to.equal("0 6 * * 1,4");
    expect(other.one(alarmType, "velero-restore-drill-missing").inputs).to.deep.include({ evaluationPeriods: 100 });
    const namespace = other.one("kubernetes:core/v1:Namespace", "velero-shop-drill");
    expect(at(namespace.inputs, "metadata", "labels", "pod-security.kubernetes.io/enforce")).to.equal("restricted");
    expect(at(namespace.inputs, "metadata", "labels", "admission.gatekeeper.sh/ignore")).to.equal(undefined);
  });

  it("has rights to its restores and its result, and to nothing else of Velero's", () => {
    const roles = recording.ofType("kubernetes:rbac.authorization.k8s.io/v1:Role");
    expect(roles.map(({ inputs }) => [at(inputs, "metadata", "namespace"), inputs["rules"]])).to.deep.equal([
      [
        "velero",
        [
          { apiGroups: ["velero.io"], resources: ["backups"], verbs: ["list"] },
          { apiGroups: ["velero.io"], resources: ["restores"], verbs: ["create", "get", "delete"] },
          { apiGroups: [""], resources: ["configmaps"], resourceNames: ["restore-drill-result"], verbs: ["patch"] },
        ],
      ],
      ["restore-drill", [{ apiGroups: [""], resources: ["configmaps"], verbs: ["list", "deletecollection"] }]],
    ]);
    const bindings = recording.ofType("kubernetes:rbac.authorization.k8s.io/v1:RoleBinding");
    for (const { inputs } of bindings)
      expect(inputs["subjects"]).to.deep.equal([
        { kind: "ServiceAccount", name: "restore-drill", namespace: "velero" },
      ]);
    expect(bindings.map(({ inputs }) => at(inputs, "metadata", "namespace"))).to.have.members([
      "velero",
      "restore-drill",
    ]);
    expect(recording.registrations.filter(({ type }) => type.includes(":ClusterRole"))).to.deep.equal([]);
  });

  it("starts after everything that it needs", () => {
    const job = recording.one("kubernetes:batch/v1:CronJob");
    expect(dependenciesOf(job)).to.include.members([
      `${releaseType}::velero-velero`,
      "kubernetes:core/v1:ServiceAccount::velero-restore-drill",
      "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding::velero-restore-drill-scratch",
      "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicyBinding::velero-restore-drill",
      "kubernetes:core/v1:ConfigMap::velero-restore-drill-result",
      "kubernetes:core/v1:Namespace::velero-restore-drill",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy::velero-restore-drill-default-deny",
      "aws:eks/podIdentityAssociation:PodIdentityAssociation::velero-restore-drill",
    ]);
    expect(allBefore(recording, job)).to.include(
      recording.one("aws:iam/rolePolicy:RolePolicy", "velero-restore-drill").urn,
    );
  });

  it("leaves the content of its result to itself", () => {
    const result = recording.one("kubernetes:core/v1:ConfigMap", "velero-restore-drill-result");
    expect(result.inputs).to.not.have.property("data");
  });

  it("alarms when it fails, and when none succeeded for too long", () => {
    const failed = recording.one(alarmType, "velero-restore-drill-failed").inputs;
    const common = {
      namespace: "Rampart/main",
      metricName: "RestoreDrillSucceeded",
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      alarmActions: [topicArn],
    };
    expect(without(failed, "tags", "alarmDescription")).to.deep.equal({
      ...common,
      statistic: "Minimum",
      period: 300,
      evaluationPeriods: 1,
      treatMissingData: "notBreaching",
    });
    const missing = recording.one(alarmType, "velero-restore-drill-missing").inputs;
    expect(without(missing, "tags", "alarmDescription")).to.deep.equal({
      ...common,
      statistic: "Maximum",
      period: 3600,
      evaluationPeriods: 26,
      datapointsToAlarm: 26,
      treatMissingData: "breaching",
    });
    for (const each of [failed, missing]) expect(each["alarmDescription"]).to.include("docs/runbooks/restore-drill.md");
  });

  it("is not there when it is switched off, and has no alarms without a topic", async () => {
    const off = await recordVelero({ restoreDrill: { enabled: false } });
    const drilled = (each: Recording) => each.registrations.filter(({ name }) => /drill/.test(name));
    expect(drilled(off)).to.deep.equal([]);
    const silent = await recordVelero({ alertTopicArn: undefined as never });
    expect(silent.ofType(alarmType)).to.deep.equal([]);
    expect(drilled(silent)).to.not.deep.equal([]);
  });
});
