import { expect } from "chai";
import { accepted, type ApiObject, messageOf } from "./lab/api-client";
import { startLosses } from "./restore-drill/losses";
import { type Ended, type Stage, startStage, strayRestore } from "./restore-drill/stage";
import { type Act, backup, configMap, make, play, restored } from "./restore-drill/velero";

const known = { known: "What was backed up comes back as it was." };
const all = { phase: "Completed", progress: { totalItems: 2, itemsRestored: 2 } };
const good: Act = { restores: { "restore-drill-canary": known, other: { a: "1" } }, status: all };
const result: ApiObject = {
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: "restore-drill-result", namespace: "velero" },
};

describe("admission: the restore drill", () => {
  let stage: Stage;
  before(async () => {
    stage = await startStage();
    await make(stage.admin, backup("old", 30));
    await make(stage.admin, backup("last", 3));
    await make(stage.admin, backup("partial", 1, "PartiallyFailed"));
    await make(stage.admin, backup("hourly", 1, "Completed", "velero-hourly"));
    await make(stage.admin, configMap("bystander", {}));
  });
  after(() => stage?.stop());
  beforeEach(() => {
    stage.cloud.metrics.length = 0;
    stage.cloud.code = 200;
  });

  const namesIn = async (kind: string, apiVersion: string, namespace: string) =>
    (await stage.admin.list(apiVersion, kind, namespace)).map(({ metadata }) => metadata.name);
  const resultOf = async () => (await stage.admin.read(result)).body["data"] as Record<string, string>;

  /** Runs a drill beside a Velero that does as it is told, and looks at all that every drill leaves behind. */
  async function drill(
    act: Act,
    verdict: "succeeded" | "failed",
    asked?: Parameters<Stage["run"]>[0],
  ): Promise<Ended & { restore: ApiObject }> {
    const [ended, restore] = await Promise.all([stage.run(asked), play(stage.admin, act)]);
    await expectTold(ended, verdict);
    return { ...ended, restore };
  }

  async function expectTold({ code, line }: Ended, verdict: "succeeded" | "failed"): Promise<void> {
    const { kind, ...told } = line;
    expect(kind).to.equal("restore-drill");
    expect([code, told["verdict"]], JSON.stringify(line)).to.deep.equal([verdict === "succeeded" ? 0 : 1, verdict]);
    expect(JSON.parse((await resultOf())["last"]!)).to.deep.equal(told);
    expect(stage.cloud.metrics).to.deep.equal([
      {
        namespace: "Rampart/main",
        name: "RestoreDrillSucceeded",
        value: verdict === "succeeded" ? "1" : "0",
        signedFor: "eu-central-1/monitoring/aws4_request",
      },
    ]);
    expect(await namesIn("ConfigMap", "v1", "restore-drill")).to.deep.equal(["bystander"]);
    expect(await namesIn("Restore", "velero.io/v1", "velero")).to.deep.equal([]);
  }

  it("succeeds with the last completed backup of its schedule, and leaves nothing behind", async () => {
    const { line, restore } = await drill(good, "succeeded");
    expect(line).to.deep.include({
      reasons: [],
      schedule: "velero-daily",
      namespace: "velero",
      backup: "last",
      phase: "Completed",
      progress: { totalItems: 2, itemsRestored: 2 },
      counts: { configmaps: 2 },
    });
    expect(restore["spec"]).to.deep.equal({
      backupName: "last",
      includedNamespaces: ["velero"],
      namespaceMapping: { velero: "restore-drill" },
      includedResources: ["configmaps"],
      includeClusterResources: false,
      restorePVs: false,
      itemOperationTimeout: "60s",
    });
    const { last, lastSuccess } = await resultOf();
    expect(lastSuccess).to.equal(last);
  });

  it("fails when the restore fails, and still says when one succeeded last", async () => {
    const before = (await resultOf())["lastSuccess"];
    expect(before).to.be.a("string");
    const status = { phase: "Failed", failureReason: "the bucket is not there" };
    const { line, restore } = await drill({ restores: {}, status }, "failed");
    const { name } = restore.metadata;
    expect(line["reasons"]).to.deep.equal([
      `${name} ended as Failed; the bucket is not there`,
      "0 configmaps came back; 1 are expected",
      "the ConfigMap restore-drill-canary did not come back",
    ]);
    const { last, lastSuccess } = await resultOf();
    expect(lastSuccess).to.equal(before);
    expect(last).to.not.equal(before);
  });

  it("fails when the restore stalls, and removes what came back by then", async () => {
    const { line, restore } = await drill({ ...good, status: { phase: "InProgress" } }, "failed", {
      deadlineSeconds: 3,
    });
    expect(line["reasons"]).to.deep.equal([`${restore.metadata.name} is still InProgress after 3 seconds`]);
  });

  it("fails when Velero never begins", async () => {
    const { line, restore } = await drill({ restores: {} }, "failed", { deadlineSeconds: 3 });
    expect((line["reasons"] as string[])[0]).to.equal(`${restore.metadata.name} is still New after 3 seconds`);
  });

  it("fails when the restore completes with too little", async () => {
    const status = { phase: "Completed", progress: { totalItems: 2, itemsRestored: 1 } };
    const { line } = await drill({ restores: { other: {} }, status }, "failed");
    expect(line["reasons"]).to.deep.equal([
      "1 of 2 items were restored",
      "the ConfigMap restore-drill-canary did not come back",
    ]);
    const nothing = { restores: {}, status: all };
    stage.cloud.metrics.length = 0;
    expect((await drill(nothing, "failed")).line["reasons"]).to.deep.equal([
      "0 configmaps came back; 1 are expected",
      "the ConfigMap restore-drill-canary did not come back",
    ]);
  });

  it("fails when something came back as it was not", async () => {
    const { line } = await drill({ restores: { "restore-drill-canary": { known: "?" } }, status: all }, "failed");
    expect(line["reasons"]).to.deep.equal(["the ConfigMap restore-drill-canary came back with other content"]);
  });

  it("removes what an earlier drill left, and does not count it", async () => {
    await make(stage.admin, restored("restore-drill-earlier", "restore-drill-canary", known));
    const there = play(stage.admin, { restores: {} }).then(() => namesIn("ConfigMap", "v1", "restore-drill"));
    const [ended, names] = await Promise.all([stage.run({ deadlineSeconds: 3 }), there]);
    expect(names, "as the restore begins").to.deep.equal(["bystander"]);
    await expectTold(ended, "failed");
    expect(ended.line["counts"]).to.deep.equal({ configmaps: 0 });
  });

  it("fails without a backup that is young enough, and makes no restore", async () => {
    await stage.admin.remove(backup("last", 0));
    await expectTold(await stage.run(), "failed");
    const reasons = async () => (JSON.parse((await resultOf())["last"]!) as { reasons: string[] }).reasons;
    expect(await reasons()).to.deep.equal(["the last completed backup, old, is 30 hours old; 26 are allowed"]);
    await stage.admin.remove(backup("old", 0));
    stage.cloud.metrics.length = 0;
    await expectTold(await stage.run(), "failed");
    expect(await reasons()).to.deep.equal(["no backup of the schedule velero-daily is completed"]);
    await make(stage.admin, backup("last", 3));
  });

  it("goes on when answers of the API server are lost, and makes nothing twice", async () => {
    const losses = await startLosses(stage.server);
    const { line } = await drill(good, "succeeded", { port: losses.port }).finally(() => losses.stop());
    expect(losses.lost).to.have.members(["GET", "POST", "DELETE", "PATCH"]);
    expect(line["counts"]).to.deep.equal({ configmaps: 2 });
  });

  it("ends with another code when it cannot tell CloudWatch, and has written its result by then", async () => {
    stage.cloud.code = 403;
    const [{ code, line }] = await Promise.all([stage.run(), play(stage.admin, good)]);
    expect(code).to.equal(2);
    expect(line["verdict"]).to.equal("succeeded");
    expect(line["untold"]).to.deep.equal(["the metric was not sent: CloudWatch answered with 403: "]);
    expect(JSON.parse((await resultOf())["last"]!)).to.deep.include({ when: line["when"], verdict: "succeeded" });
  });

  it("ends with another code when it cannot write its result, and tells CloudWatch all the same", async () => {
    await stage.admin.remove(result);
    const [{ code, line }] = await Promise.all([stage.run(), play(stage.admin, good)]);
    await make(stage.admin, result);
    expect(code).to.equal(2);
    expect((line["untold"] as string[])[0]).to.match(/^the result was not written: PATCH .* was answered with 404: /);
    expect(stage.cloud.metrics.map(({ value }) => value)).to.deep.equal(["1"]);
  });

  describe("its rights", () => {
    const spec = {
      backupName: "last",
      includedNamespaces: ["velero"],
      namespaceMapping: { velero: "restore-drill" },
      includedResources: ["configmaps"],
      includeClusterResources: false,
    };
    const asked = (change: object): ApiObject => ({ ...strayRestore, spec: { ...spec, ...change } });
    const refusal = async (object: ApiObject) => messageOf(await stage.drill.create(object, { dryRun: true }));

    it("let it make the restore that it is for", async () => {
      const answer = await stage.drill.create(asked({}), { dryRun: true });
      expect(accepted(answer), messageOf(answer)).to.equal(true);
    });

    const changes: [string, object, string][] = [
      [
        "of other namespaces",
        { includedNamespaces: ["velero", "kube-system"] },
        "restores velero and no other namespace",
      ],
      ["of all namespaces", { includedNamespaces: undefined }, "restores velero and no other namespace"],
      [
        "into other namespaces",
        { namespaceMapping: { velero: "kube-system" } },
        "restores into restore-drill and nowhere",
      ],
      ["in place", { namespaceMapping: undefined }, "restores into restore-drill and nowhere"],
      ["of other resources", { includedResources: ["configmaps", "pods"] }, "restores configmaps and nothing else"],
      ["of all resources", { includedResources: undefined }, "restores configmaps and nothing else"],
      ["of the cluster's objects", { includeClusterResources: true }, "nothing of the cluster as a whole"],
      ["of what Velero thinks right", { includeClusterResources: undefined }, "nothing of the cluster as a whole"],
      ["with hooks", { hooks: { resources: [] } }, "runs nothing, and changes nothing that is there"],
      ["with changes", { resourceModifier: { kind: "ConfigMap", name: "a" } }, "runs nothing, and changes nothing"],
      ["over what is there", { existingResourcePolicy: "update" }, "runs nothing, and changes nothing that is there"],
    ];
    for (const [what, change, message] of changes) {
      it(`let it make no restore ${what}`, async () => {
        expect(await refusal(asked(change)))
          .to.match(/^422: /)
          .and.include(message);
        const answer = await stage.admin.create(asked(change), { dryRun: true });
        expect(accepted(answer), "others may").to.equal(true);
      });
    }

    it("end at its result and at the scratch namespace", async () => {
      const { drill } = stage;
      const other = { ...result, metadata: { name: "restore-drill-canary", namespace: "velero" } };
      const codes = await Promise.all([
        drill.merge(other, { data: {} }),
        drill.read(result),
        drill.create({ ...result, metadata: { name: "new", namespace: "velero" } }, { dryRun: true }),
        drill.merge(backup("last", 3), { spec: {} }),
        drill.raw.send("GET", "/api/v1/namespaces/velero/configmaps"),
        drill.raw.send("GET", "/api/v1/namespaces/restore-drill/secrets"),
        drill.raw.send("GET", "/api/v1/secrets"),
        drill.raw.send("DELETE", "/api/v1/namespaces/default/configmaps"),
        drill.remove(configMap("bystander", {})),
      ]);
      expect(codes.map(({ code }) => code)).to.deep.equal(codes.map(() => 403));
    });
  });
});
