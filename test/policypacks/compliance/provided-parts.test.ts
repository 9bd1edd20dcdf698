import { expect } from "chai";
import { controls, controlsOfParts, Part, parts } from "../../../catalogue";
import { bucketsOfStack } from "../../support/account-samples";
import { broken, component, type Sample, samples, unknown, urnOf } from "../../support/samples";
import { run } from "./harness";

const cluster = (declared: Record<string, unknown>) => broken(samples.compliantCluster(), "parts", declared);
const inherited = { mode: "inherited", vouchedBy: "platform team, landing zone 4" };
const existing = (reference: unknown) => ({ mode: "existing", reference });
const child = (sample: Sample): Sample => ({ ...sample, parent: "main", under: [component] });

async function judged(control: string, declared: Record<string, unknown>, ...stack: Sample[]) {
  const { evidence } = await run([cluster(declared), ...stack.map(child)]);
  const found = evidence.controls.find(({ id }) => id === control)!;
  return [found.verdict, found.reason ?? ""];
}

describe("compliance pack: parts that are not in the stack", () => {
  const eks = samples.cluster();
  const unlogged = samples.vpc();
  const flows = "inherited: network.flowLogs is provided by the account; vouched for by platform team, landing zone 4";

  it("say who provides them, where there is nothing to judge", async () => {
    const { flowLog, nodeGroup, launchTemplate, repository } = samples;
    const scanned = broken(repository(), "imageScanningConfiguration", undefined);
    const backups = bucketsOfStack().filter(({ name }) => name.startsWith("backups"));
    const bare = broken(launchTemplate(), "blockDeviceMappings", undefined);
    const table: [string, Record<string, unknown>, Sample[], string][] = [
      ["NET-07", { [Part.FlowLogs]: inherited }, [unlogged], flows],
      ["NET-07", { [Part.FlowLogs]: inherited }, [unlogged, broken(flowLog(), "vpcId", "vpc-9")], flows],
      [
        "LOG-02",
        { [Part.ControlPlaneLogs]: existing("/aws/eks/main/cluster") },
        [eks],
        "existing: logs is /aws/eks/main/cluster, outside of this stack",
      ],
      [
        "LOG-02",
        { [Part.ControlPlaneLogs]: existing("g") },
        [broken(eks, "name", unknown)],
        "existing: logs is g, outside of this stack",
      ],
      ["LOG-04", { [Part.AuditTrail]: existing("arn:t") }, [], "existing: auditTrail is arn:t, outside of this stack"],
      [
        "MON-03",
        { [Part.Detection]: existing(unknown) },
        [],
        "existing: detection is known after deployment, outside of this stack",
      ],
      [
        "VUL-01",
        { [Part.RegistryScanning]: inherited },
        [scanned],
        "inherited: registry.scanning is provided by the account; vouched for by platform team, landing zone 4",
      ],
      [
        "NET-02",
        { [Part.Network]: existing("vpc-9") },
        [nodeGroup(), launchTemplate()],
        "existing: network is vpc-9, outside of this stack",
      ],
      [
        "BCK-03",
        { [Part.Network]: existing("vpc-9") },
        [eks, nodeGroup()],
        "existing: network is vpc-9, outside of this stack",
      ],
      [
        "BCK-02",
        { [Part.BackupReplica]: existing("arn:b") },
        backups,
        "existing: backup.replica is arn:b, outside of this stack",
      ],
      [
        "LOG-03",
        { [Part.BackupReplica]: existing("arn:b") },
        backups,
        "existing: backup.replica is arn:b, outside of this stack",
      ],
      [
        "ENC-03",
        { [Part.AccountEncryption]: inherited },
        [bare],
        "inherited: storage.accountEncryption is provided by the account; vouched for by platform team, landing zone 4",
      ],
      [
        "KEY-01",
        { [Part.SecretsKey]: existing("arn:k"), [Part.LogsKey]: existing("arn:l") },
        [eks],
        "existing: keys.secrets is arn:k, outside of this stack; existing: keys.logs is arn:l, outside of this stack",
      ],
    ];
    for (const [control, declared, stack, reason] of table)
      expect(await judged(control, declared, ...stack), `${control} ${JSON.stringify(declared)}`).to.deep.equal([
        "not-applicable",
        reason,
      ]);
  });

  it("are judged where they are in the stack all the same", async () => {
    const { flowLog, logGroup } = samples;
    const shortLived = broken(logGroup(), "retentionInDays", 1);
    const suspended = bucketsOfStack().filter(({ name }) => name === "backups" || name === "backups-replication");
    expect(await judged("NET-07", { [Part.FlowLogs]: inherited }, unlogged, flowLog())).to.deep.equal(["pass", ""]);
    expect((await judged("LOG-02", { [Part.ControlPlaneLogs]: existing("g") }, eks, shortLived))[0]).to.equal("fail");
    expect((await judged("BCK-02", { [Part.BackupReplica]: existing("b") }, ...suspended))[0]).to.equal("fail");
    expect((await judged("ENC-01", { [Part.SecretsKey]: existing("k") }, eks))[0]).to.equal("pass");
    const disk = broken(samples.launchTemplate(), "blockDeviceMappings", [
      { deviceName: "/dev/xvda", ebs: { encrypted: "false" } },
    ]);
    expect((await judged("ENC-03", { [Part.AccountEncryption]: inherited }, disk))[0]).to.equal("fail");
  });

  it("excuse nothing without a name or a voucher, nor what another cluster or nobody's cluster lacks", async () => {
    for (const declared of [
      { mode: "inherited" },
      { mode: "existing" },
      { mode: "create" },
      { mode: "shared" },
      { mode: unknown },
      { mode: "inherited", vouchedBy: " " },
    ])
      expect((await judged("NET-07", { [Part.FlowLogs]: declared }, unlogged))[0], JSON.stringify(declared)).to.equal(
        "fail",
      );
    const { evidence } = await run([cluster({ [Part.FlowLogs]: inherited }), unlogged]);
    expect(evidence.controls.find(({ id }) => id === "NET-07")!.verdict).to.equal("fail");
  });

  it("must be there where the cluster says that it makes them", async () => {
    const create = { mode: "create" };
    const declared = { [Part.Backup]: create, [Part.BackupReplica]: create };
    expect((await judged("BCK-02", declared))[0]).to.equal("fail");
    expect((await judged("BCK-02", declared, ...bucketsOfStack()))[0]).to.equal("pass");
    expect((await judged("BCK-02", { [Part.Backup]: create, [Part.BackupReplica]: inherited }))[0]).to.equal(
      "not-applicable",
    );
  });

  it("must be there too where they are a trail or a detector", async () => {
    const { trail, detector, auditFeature, runtimeFeature } = samples;
    const create = { mode: "create" };
    const watched = [detector(), auditFeature(), runtimeFeature()];
    expect((await judged("LOG-04", { [Part.AuditTrail]: create }))[0]).to.equal("fail");
    expect((await judged("LOG-04", { [Part.AuditTrail]: create }, trail()))[0]).to.equal("pass");
    expect((await judged("MON-03", { [Part.Detection]: create }))[0]).to.equal("fail");
    expect((await judged("MON-03", { [Part.Detection]: create }, ...watched))[0]).to.equal("pass");
    const { verdict } = await run([
      cluster({ [Part.AuditTrail]: create, [Part.Detection]: create }),
      trail(),
      ...watched,
    ]);
    expect(["LOG-04", "MON-03"].map(verdict), "of somebody else").to.deep.equal(["fail", "fail"]);
  });

  it("say of a cluster without a trail and a detector that nobody vouches for one", async () => {
    const { evidence } = await run([eks]);
    const reason = (control: string) => evidence.controls.find(({ id }) => id === control)!.reason;
    expect(reason("LOG-04")).to.equal("the stack holds no trail, and no cluster says who provides one");
    expect(reason("MON-03")).to.equal("the stack holds no GuardDuty detector, and no cluster says who provides one");
  });

  it("excuse what is missing, and not what is there and wrong", async () => {
    const narrow = broken(samples.flowLog(), "trafficType", "REJECT");
    expect((await judged("NET-07", { [Part.FlowLogs]: inherited }, unlogged, narrow))[0]).to.equal("fail");
    const off = broken(samples.repository(), "imageScanningConfiguration.scanOnPush", false);
    expect((await judged("VUL-01", { [Part.RegistryScanning]: inherited }, off))[0]).to.equal("fail");
    const plain = bucketsOfStack().filter(({ name }) => name === "backup-copies");
    expect((await judged("ENC-05", { [Part.BackupReplica]: existing("b") }, ...plain))[0]).to.equal("fail");
    expect(await judged("ENC-05", { [Part.BackupReplica]: existing("b") })).to.deep.equal([
      "not-applicable",
      "existing: backup.replica is b, outside of this stack",
    ]);
  });

  it("are listed in the evidence, each with what rests on it", async () => {
    const declared = {
      [Part.ControlPlaneLogs]: existing(unknown),
      [Part.FlowLogs]: inherited,
      [Part.Backup]: { mode: "create", reference: "x" },
      other: inherited,
      [Part.Alerts]: "none",
    };
    const { evidence } = await run([cluster(declared)]);
    const resource = urnOf(samples.compliantCluster());
    expect(evidence.parts).to.deep.equal([
      { part: "backup", mode: "create", controls: ["ENC-05", "LOG-03", "BCK-02"], resource },
      { part: "logs", mode: "existing", reference: "known after deployment", controls: ["ENC-06", "LOG-02"], resource },
      { part: "network.flowLogs", ...inherited, controls: ["NET-07"], resource },
    ]);
    expect((await run([samples.compliantCluster()])).evidence.parts).to.deep.equal([]);
  });

  describe("of the add-ons", () => {
    const own = child(eks);
    const said = (part: string) =>
      `inherited: ${part} is provided by the account; vouched for by ${inherited.vouchedBy}`;
    const table: [Part, string, Sample[]][] = [
      [Part.Mesh, "TLS-01", [samples.namespace()]],
      [Part.Mesh, "TLS-02", []],
      [Part.Mesh, "RBAC-04", []],
      [Part.Mesh, "MON-04", []],
      [Part.ThreatDetection, "MON-01", []],
      [Part.ThreatDetection, "MON-02", []],
      [Part.Alerts, "MON-02", []],
      [Part.BackupAgent, "BCK-01", []],
      [Part.SecretStore, "SEC-01", []],
    ];
    for (const [part, control, beside] of table) {
      it(`${control} is vouched for with ${part}, and with no other word for it`, async () => {
        expect(await judged(control, { [part]: inherited }, eks, ...beside)).to.deep.equal([
          "not-applicable",
          said(part),
        ]);
        if (control === "TLS-02") return;
        for (const declared of [{}, { [part]: { mode: "create" } }, { [part]: { mode: "inherited" } }])
          expect((await judged(control, declared, eks, ...beside))[0], JSON.stringify(declared)).to.equal("fail");
        const { evidence } = await run([cluster({ [part]: inherited }), eks]);
        expect(evidence.controls.find(({ id }) => id === control)!.verdict, "of another cluster").to.equal("fail");
      });
    }

    it("that are in the stack are judged all the same", async () => {
      const { peerAuthentication, gateway, authorizationPolicy, telemetry, clusterSecretStore, alarm } = samples;
      const bad: [Part, string, Sample][] = [
        [Part.Mesh, "TLS-01", broken(peerAuthentication(), "spec.mtls.mode", "DISABLE")],
        [Part.Mesh, "TLS-02", broken(gateway(), "spec.servers.0.tls", undefined)],
        [Part.Mesh, "RBAC-04", broken(authorizationPolicy(), "spec.rules", [{}])],
        [Part.Mesh, "MON-04", broken(telemetry(), "spec.accessLogging.0.disabled", true)],
        [Part.SecretStore, "SEC-01", broken(clusterSecretStore(), "spec.conditions", [])],
        [Part.Alerts, "MON-02", broken(alarm(), "alarmActions", [])],
      ];
      for (const [part, control, sample] of bad) {
        const { verdict } = await run([cluster({ [part]: inherited }), own, sample]);
        expect(verdict(control), control).to.equal("fail");
      }
    });

    it("are asked of the other clusters of the stack", async () => {
      const { verdict } = await run([
        cluster({ [Part.SecretStore]: inherited }),
        own,
        { ...eks, name: "second" },
        samples.externalSecrets(),
      ]);
      expect(verdict("SEC-01")).to.equal("pass");
    });
  });

  it("rest on controls that there are, each listed once", () => {
    expect(Object.keys(controlsOfParts)).to.deep.equal(parts);
    const ids = controls.map(({ id }) => id);
    for (const [part, own] of Object.entries(controlsOfParts)) {
      expect(ids, part).to.include.members([...own]);
      expect(new Set(own).size, part).to.equal(own.length);
    }
  });
});
