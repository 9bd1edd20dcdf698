import { expect } from "chai";
import * as fc from "fast-check";
import { loadVerdict, type Seen, type Settings, type Verdict } from "./program";

const hour = 3_600_000;
const now = Date.parse("2026-11-27T05:30:00Z");

const settings: Settings = {
  veleroNamespace: "velero",
  backupSchedule: "velero-daily",
  namespace: "shop",
  scratchNamespace: "restore-drill",
  resources: ["configmaps", "persistentvolumeclaims"],
  minimum: { configmaps: 2 },
  backupMaxAgeHours: 26,
  deadlineSeconds: 3600,
};

const backup = (name: string, hoursAgo: number, phase = "Completed"): Seen => ({
  metadata: { name },
  status: { phase, completionTimestamp: new Date(now - hoursAgo * hour).toISOString() },
});
const restore = (status: Record<string, unknown>): Seen => ({ metadata: { name: "drill-1" }, status });
const complete = { phase: "Completed", progress: { totalItems: 3, itemsRestored: 3 } };
const map = (name: string, data: Record<string, string> = {}): Seen => ({ metadata: { name }, data });
const claim = (name: string, phase: string): Seen => ({ metadata: { name }, status: { phase } });
const good = { configmaps: [map("a"), map("b")], persistentvolumeclaims: [claim("data", "Bound")] };

describe("addons/velero: the verdict of a drill", () => {
  let verdict: Verdict;
  before(async () => (verdict = await loadVerdict()));
  const reasons = (
    status: Record<string, unknown>,
    restored: Record<string, Seen[]> = good,
    more?: Partial<Settings>,
  ) => verdict.restoreReasons(restore(status), restored, { ...settings, ...more });

  it("takes the last backup that was completed, whatever their order and whatever came after it", () => {
    const backups = [
      backup("old", 50),
      backup("last", 3),
      backup("partial", 2, "PartiallyFailed"),
      backup("middle", 27),
      { metadata: { name: "new" } },
      { metadata: { name: "without-time" }, status: { phase: "Completed" } },
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(backups, { minLength: backups.length }), (shuffled) => {
        expect(verdict.lastCompleted(shuffled)?.metadata.name).to.equal("last");
      }),
    );
    expect(verdict.lastCompleted([backup("partial", 2, "PartiallyFailed")])).to.equal(undefined);
  });

  it("refuses to drill without a backup, and with one that is too old", () => {
    expect(verdict.backupReasons(undefined, settings, now)).to.deep.equal([
      "no backup of the schedule velero-daily is completed",
    ]);
    expect(verdict.backupReasons(backup("last", 26), settings, now)).to.deep.equal([]);
    expect(verdict.backupReasons(backup("last", 26.01), settings, now)).to.deep.equal([
      "the last completed backup, last, is 26 hours old; 26 are allowed",
    ]);
  });

  it("restores one namespace into the scratch namespace, and nothing else", () => {
    expect(verdict.restoreOf(settings, backup("last", 3), "drill-1")).to.deep.equal({
      apiVersion: "velero.io/v1",
      kind: "Restore",
      metadata: { name: "drill-1", namespace: "velero" },
      spec: {
        backupName: "last",
        includedNamespaces: ["shop"],
        namespaceMapping: { shop: "restore-drill" },
        includedResources: ["configmaps", "persistentvolumeclaims"],
        includeClusterResources: false,
        restorePVs: true,
        itemOperationTimeout: "3600s",
      },
    });
    const without = verdict.restoreOf({ ...settings, resources: ["configmaps"] }, backup("last", 3), "drill-1");
    expect(without.spec["restorePVs"]).to.equal(false);
  });

  it("knows the phases that end a restore", () => {
    const phases = ["Completed", "PartiallyFailed", "Failed", "FailedValidation"];
    for (const phase of phases) expect(verdict.hasEnded(restore({ phase })), phase).to.equal(true);
    for (const phase of ["New", "InProgress", "WaitingForPluginOperations", "Finalizing"])
      expect(verdict.hasEnded(restore({ phase })), phase).to.equal(false);
    expect(verdict.hasEnded({ metadata: { name: "drill-1" } })).to.equal(false);
  });

  it("finds nothing against a restore that brought everything back", () => {
    expect(reasons(complete)).to.deep.equal([]);
    expect(reasons({ ...complete, warnings: 1 })).to.deep.equal([]);
  });

  const bad: [string, Record<string, unknown>, string][] = [
    ["was never begun", {}, "drill-1 is still New after 3600 seconds"],
    ["stalls", { phase: "InProgress" }, "drill-1 is still InProgress after 3600 seconds"],
    ["failed", { phase: "Failed", failureReason: "no bucket" }, "drill-1 ended as Failed; no bucket"],
    [
      "was refused by Velero",
      { phase: "FailedValidation", validationErrors: ["no such backup"] },
      "drill-1 ended as FailedValidation; no such backup",
    ],
    [
      "failed in part",
      { ...complete, phase: "PartiallyFailed", errors: 2 },
      "drill-1 ended as PartiallyFailed; 2 errors",
    ],
    ["has errors", { ...complete, errors: 1 }, "drill-1 has 1 errors"],
    ["found nothing", { phase: "Completed" }, "drill-1 found nothing to restore"],
    ["left items out", { ...complete, progress: { totalItems: 3, itemsRestored: 2 } }, "2 of 3 items were restored"],
  ];
  for (const [what, status, reason] of bad) {
    it(`finds against a restore that ${what}`, () => expect(reasons(status)).to.deep.equal([reason]));
  }

  it("counts what came back by itself, and looks whether volumes are there", () => {
    expect(reasons(complete, { ...good, configmaps: [map("a")] })).to.deep.equal([
      "1 configmaps came back; 2 are expected",
    ]);
    expect(reasons(complete, {})).to.deep.equal(["0 configmaps came back; 2 are expected"]);
    const lost = { ...good, persistentvolumeclaims: [claim("data", "Pending"), map("bare")] };
    expect(reasons(complete, lost)).to.deep.equal(["the volume of data is Pending", "the volume of bare is not there"]);
  });

  it("compares known content to the byte", () => {
    const canary = { name: "known", data: { a: "1", b: "2" } };
    const back = (data?: Record<string, string>) =>
      reasons(
        complete,
        { ...good, configmaps: [map("a"), map("b"), ...(data ? [map("known", data)] : [])] },
        { canary },
      );
    expect(back({ b: "2", a: "1" })).to.deep.equal([]);
    expect(back()).to.deep.equal(["the ConfigMap known did not come back"]);
    for (const data of [{}, { a: "1" }, { a: "1", b: "3" }, { a: "1", b: "2", c: "3" }, { a: "1", c: "2" }])
      expect(back(data as Record<string, string>)).to.deep.equal(["the ConfigMap known came back with other content"]);
  });
});
