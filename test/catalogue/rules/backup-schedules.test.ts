import { expect } from "chai";
import { backupSchedules } from "../../../catalogue/rules/backup-schedules";
import { brokenIn } from "../support/evaluate";
import type { Json } from "../support/pods";

const template = { ttl: "720h0m0s" };
const broken = (spec?: Json) =>
  brokenIn(backupSchedules, {
    apiVersion: "velero.io/v1",
    kind: "Schedule",
    metadata: { name: "daily", namespace: "velero" },
    ...(spec === undefined ? {} : { spec: { schedule: "0 3 * * *", ...spec } }),
  });

describe("catalogue/rules: schedules of backups", () => {
  it("run, and say how long backups are kept", () => {
    expect(broken({ template })).to.deep.equal([]);
    expect(broken({ template, paused: false })).to.deep.equal([]);
  });

  it("are not paused", () => {
    for (const paused of [true, "true", 1]) expect(broken({ template, paused })).to.deep.equal(["schedule-paused"]);
  });

  it("do not leave the end of backups to the server", () => {
    for (const spec of [{}, { template: {} }, undefined]) expect(broken(spec)).to.deep.equal(["schedule-ttl"]);
  });
});
