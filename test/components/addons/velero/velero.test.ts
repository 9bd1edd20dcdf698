import { expect } from "chai";
import type { VeleroArgs } from "../../../../components/addons/velero";
import { velero as pin } from "../../../../catalogue/charts/velero";
import type { Values } from "../../../../components/foundations/values";
import { handlesOf } from "../../../../components/releases";
import type { Recording } from "../../../support/recorder";
import { allBefore, at, dependenciesOf, shortUrn } from "../../recorded";
import { valueMistakes } from "../chart-values";
import { containerOf, oidcProvider, recordVelero, releaseType, without } from "./recorded";

const still = { daily: { cron: "0 3 * * *", snapshotMoveData: false } };

const valuesOf = (recording: Recording) => recording.one(releaseType).inputs["values"] as Values;
const labelsOf = (recording: Recording, name: string) =>
  at(recording.one("kubernetes:core/v1:Namespace", name).inputs, "metadata", "labels") as Record<string, string>;

describe("addons/velero", () => {
  let recording: Recording;
  let handles: ReturnType<typeof handlesOf>;
  before(async () => (recording = await recordVelero({}, (velero) => (handles = handlesOf(velero)))));

  const modes: [string, Partial<VeleroArgs>][] = [
    ["as it is", {}],
    ["mirrored", { mirror: { registries: { "*": "registry.example.com/all" } } }],
    ["without an agent", { schedules: still }],
    ["with drills of volumes", { restoreDrill: { volumes: true } }],
    ["without a drill", { restoreDrill: { enabled: false } }],
    ["with IRSA", { cluster: { name: "main", oidcProvider } }],
  ];
  for (const [mode, args] of modes) {
    it(`sets only values that the pinned chart has, with fitting types: ${mode}`, async () => {
      const values = valuesOf(await recordVelero(args));
      expect(valueMistakes(pin, values)).to.deep.equal([]);
    });
  }

  it("installs the pinned chart under its own name", () => {
    const rest = without(recording.one(releaseType).inputs, "values", "compat");
    expect(rest).to.deep.equal({
      name: "velero",
      chart: "velero",
      version: pin.version,
      repositoryOpts: { repo: pin.repository },
      namespace: "velero",
      timeout: 900,
      atomic: true,
      cleanupOnFail: true,
      maxHistory: 5,
    });
  });

  it("backs everything up daily, into one folder of the bucket, for as long as the store keeps it", () => {
    const values = valuesOf(recording);
    expect(values["schedules"]).to.deep.equal({
      daily: {
        schedule: "0 3 * * *",
        useOwnerReferencesInBackup: false,
        template: { ttl: "840h", includedNamespaces: ["*"], snapshotMoveData: true, storageLocation: "default" },
      },
    });
    expect(values["configuration"]).to.deep.equal({
      features: "EnableCSI",
      uploaderType: "kopia",
      defaultBackupTTL: "840h",
      defaultSnapshotMoveData: true,
      defaultVolumesToFsBackup: false,
      restoreOnlyMode: false,
      logFormat: "json",
      extraEnvVars: [{ name: "HOME", value: "/home/cnb" }],
      backupStorageLocation: [
        {
          name: "default",
          provider: "aws",
          bucket: "main-backup",
          prefix: "velero",
          default: true,
          config: { region: "eu-central-1" },
        },
      ],
    });
    expect(values).to.deep.include({
      backupsEnabled: true,
      snapshotsEnabled: false,
      cleanUpCRDs: false,
      credentials: { useSecret: false },
      serviceAccount: { server: { create: true, name: "velero" } },
    });
  });

  it("takes schedules by name, each with its own namespaces and time", async () => {
    const schedules = {
      hourly: { cron: "0 * * * *", includedNamespaces: ["shop"], ttlDays: 2, snapshotMoveData: false },
      nightly: { cron: "0 1 * * *" },
    };
    const other = await recordVelero({ schedules, restoreDrill: { backupSchedule: "nightly" } });
    expect(at(valuesOf(other), "schedules", "hourly")).to.deep.equal({
      schedule: "0 * * * *",
      useOwnerReferencesInBackup: false,
      template: { ttl: "48h", includedNamespaces: ["shop"], snapshotMoveData: false, storageLocation: "default" },
    });
    expect(at(valuesOf(other), "schedules", "nightly", "template", "ttl")).to.equal("840h");
    expect(other.one("rampart:index:Velero").inputs["schedules"]).to.deep.equal([
      { name: "hourly", cron: "0 * * * *", namespaces: ["shop"], ttlDays: 2 },
      { name: "nightly", cron: "0 1 * * *", namespaces: ["*"], ttlDays: 35 },
    ]);
    expect(valuesOf(other)["deployNodeAgent"]).to.equal(true);
  });

  it("runs on a read-only root with the two volumes of Kopia, and so does the agent", () => {
    const values = valuesOf(recording);
    const confined = {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    };
    const two = [
      { name: "udmrepo", mountPath: "/home/cnb/udmrepo" },
      { name: "cache", mountPath: "/home/cnb/.cache" },
    ];
    expect(values["extraVolumeMounts"]).to.deep.equal(two);
    expect(values["extraVolumes"]).to.deep.equal(two.map(({ name }) => ({ name, emptyDir: {} })));
    expect(at(values, "nodeAgent", "extraVolumeMounts")).to.deep.include.members(two);
    for (const context of [values["containerSecurityContext"], at(values, "initContainers", 0, "securityContext")])
      expect(context).to.deep.equal(confined);
    const seccompProfile = { type: "RuntimeDefault" };
    expect(at(values, "nodeAgent", "containerSecurityContext")).to.deep.equal({ ...confined, seccompProfile });
    expect(values["podSecurityContext"]).to.deep.include({ runAsNonRoot: true, runAsUser: 65532 });
    expect(at(values, "nodeAgent", "disableHostPath")).to.equal(true);
  });

  it("has an agent only where snapshots are moved, and only then lets pods be root", async () => {
    const unmoved = await recordVelero({ schedules: still });
    expect(valuesOf(recording)["deployNodeAgent"]).to.equal(true);
    expect(valuesOf(unmoved)["deployNodeAgent"]).to.equal(false);
    expect(valuesOf(unmoved)).to.not.have.property("nodeAgent");
    expect(at(valuesOf(unmoved), "configuration", "defaultSnapshotMoveData")).to.equal(false);
    const asked = await recordVelero({ schedules: still, nodeAgent: true });
    expect(valuesOf(asked)["deployNodeAgent"]).to.equal(true);
    const enforce = "pod-security.kubernetes.io/enforce";
    expect(labelsOf(recording, "velero-velero")[enforce]).to.equal("baseline");
    expect(labelsOf(unmoved, "velero-velero")[enforce]).to.equal("restricted");
    for (const each of [recording, unmoved])
      expect(labelsOf(each, "velero-velero")).to.include({
        "admission.gatekeeper.sh/ignore": "no-self-managing",
        "istio-injection": "disabled",
      });
  });

  it("tells the agent to fill volumes without pods only where the drill restores volumes", async () => {
    const drilled = await recordVelero({ restoreDrill: { volumes: true } });
    expect(recording.registrations.filter(({ name }) => name === "velero-node-agent-settings")).to.deep.equal([]);
    expect(at(valuesOf(recording), "nodeAgent", "extraArgs")).to.equal(undefined);
    expect(at(valuesOf(drilled), "nodeAgent", "extraArgs")).to.deep.equal([
      "--node-agent-configmap=node-agent-settings",
    ]);
    const map = drilled.one("kubernetes:core/v1:ConfigMap", "velero-node-agent-settings");
    expect(at(map.inputs, "metadata")).to.deep.include({ name: "node-agent-settings", namespace: "velero" });
    expect(JSON.parse(String(at(map.inputs, "data", "settings.json")))).to.deep.equal({
      restorePVC: { ignoreDelayBinding: true },
    });
    expect(drilled.one(releaseType).dependencies).to.include(map.urn);
  });

  it("takes every image from a mirror", async () => {
    const mirrored = await recordVelero({
      mirror: { registries: { "docker.io": "a.example.com", "*": "b.example.com" } },
    });
    const images = (from: Recording) => [
      at(valuesOf(from), "image", "repository"),
      at(valuesOf(from), "initContainers", 0, "image"),
      at(containerOf(from), "image"),
    ];
    const [, plugin, node] = pin.images.map(({ image }) => image);
    expect(images(recording)).to.deep.equal([undefined, plugin, node]);
    expect(images(mirrored)).to.deep.equal([
      "a.example.com/velero/velero",
      plugin!.replace("docker.io", "a.example.com"),
      node!.replace("public.ecr.aws", "b.example.com"),
    ]);
  });

  it("declares its release for policies", async () => {
    const other = await recordVelero({ schedules: still, values: { rbac: { clusterAdministrator: false } } });
    const securityOf = (from: Recording) => {
      const [declared, ...more] = from.one("rampart:index:Velero").inputs["releases"] as Record<string, unknown>[];
      expect(more).to.deep.equal([]);
      expect(declared).to.deep.include({
        chart: "velero",
        release: "velero",
        version: pin.version,
        namespace: "velero",
      });
      return declared!["securityValues"];
    };
    const expected = {
      backupsEnabled: true,
      cleanUpCRDs: false,
      "configuration.features": "EnableCSI",
      "credentials.useSecret": false,
      "configuration.defaultBackupTTL": "840h",
      "configuration.restoreOnlyMode": false,
      deployNodeAgent: true,
      "nodeAgent.disableHostPath": true,
      "rbac.clusterAdministrator": true,
    };
    expect(securityOf(recording)).to.deep.equal(expected);
    expect(securityOf(other)).to.deep.equal({
      ...expected,
      deployNodeAgent: false,
      "nodeAgent.disableHostPath": false,
      "rbac.clusterAdministrator": false,
    });
  });

  it("installs after its namespace, its policies and its role", () => {
    expect(dependenciesOf(recording.one(releaseType))).to.include.members([
      "kubernetes:core/v1:Namespace::velero-velero",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy::velero-velero-allow-velero",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy::velero-velero-default-deny",
      "aws:eks/podIdentityAssociation:PodIdentityAssociation::velero-velero",
    ]);
    const before = allBefore(recording, recording.one(releaseType));
    expect(before).to.include(recording.one("aws:iam/rolePolicy:RolePolicy", "velero-velero").urn);
    // The chart does not wait for the drill.
    expect([...before].map(shortUrn).filter((each) => each.includes("drill"))).to.deep.equal([
      "kubernetes:networking.k8s.io/v1:NetworkPolicy::velero-velero-allow-restore-drill",
    ]);
  });

  it("hands its dependencies to everything, and what it is deleted with to what is in the cluster", () => {
    const first = recording.one("kubernetes:core/v1:ConfigMap", "first");
    const cluster = recording.one("kubernetes:core/v1:ConfigMap", "cluster");
    const component = recording.one("rampart:index:Velero");
    const made = recording.registrations.filter(({ parent }) => parent === component.urn);
    expect(made).to.have.length(26);
    for (const each of made) {
      expect(each.dependencies, each.urn).to.include(first.urn);
      const within = each.type.startsWith("kubernetes:") || each.type.startsWith("aws:eks/");
      expect(each.options.deletedWith === cluster.urn, each.urn).to.equal(within);
    }
  });

  it("keeps handles of its namespaces, and of all that must be there", async () => {
    const urns = await Promise.all(
      [handles.namespaces, handles.ready].map((list) =>
        Promise.all(
          list.map(({ urn }) => new Promise<string>((resolve) => urn.apply((each) => resolve(shortUrn(each))))),
        ),
      ),
    );
    const [namespaces, ready] = urns as [string[], string[]];
    const types = (list: string[]) => list.filter((each) => each.startsWith("kubernetes:core/v1:Namespace::"));
    expect(types(namespaces)).to.deep.equal([
      "kubernetes:core/v1:Namespace::velero-velero",
      "kubernetes:core/v1:Namespace::velero-restore-drill",
    ]);
    expect(ready).to.include.members([
      ...namespaces,
      `${releaseType}::velero-velero`,
      "kubernetes:batch/v1:CronJob::velero-restore-drill",
      "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicyBinding::velero-restore-drill",
    ]);
  });
});
