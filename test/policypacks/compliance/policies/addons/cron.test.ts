import { expect } from "chai";
import { hoursOf, runsDaily } from "../../../../../policypacks/compliance/policies/helm/cron";

/** BCK-01 asks of a schedule that it runs each day. */
describe("policies/helm/cron", () => {
  for (const schedule of [
    "0 3 * * *",
    "*/15 * * * *",
    "0 3 */1 * ?",
    "0 3 1-31 1-12 0-6",
    "0 3 1-31 jan-dec sun-sat",
    "0 3 * * sun-sat",
    "0 3 * * 1,2,3,4,5,6,0",
    "CRON_TZ=Europe/Berlin 0 3 * * *",
    "TZ=UTC @daily",
    "@daily",
    "@midnight",
    "@hourly",
    "@every 24h",
    "@every 1h30m",
    "  0 3 * * *  ",
  ])
    it(`runs every day: ${schedule}`, () => {
      expect(runsDaily(schedule)).to.equal(true);
    });

  for (const schedule of [
    "0 3 * * 0",
    "0 3 * * 1-5",
    "0 3 */2 * *",
    "0 3 1 * *",
    "0 3 * 1-11 *",
    "0 3 2/1 * *",
    "0 3 * * mon,tue",
    "@weekly",
    "@monthly",
    "@yearly",
    "@annually",
    "@every 25h",
  ])
    it(`leaves days out: ${schedule}`, () => {
      expect(runsDaily(schedule)).to.equal(false);
    });

  for (const schedule of [
    "",
    "daily",
    "0 3 * *",
    "0 0 3 * * *",
    "60 3 * * *",
    "0 24 * * *",
    "0 3 0 * *",
    "0 3 32 * *",
    "0 3 * 13 *",
    "0 3 * * 7",
    "0 3 * * mon-sun",
    "0 3 5-2 * *",
    "0 3 */0 * *",
    "0 3 */00 * *",
    "0 3 x * *",
    "0 3 mon * *",
    "0 3 * abc *",
    "@every",
    "@every 0",
    "@every day",
    "@reboot",
  ])
    it(`is no schedule: ${JSON.stringify(schedule)}`, () => {
      expect(runsDaily(schedule)).to.equal(undefined);
    });

  it("reads durations as Go writes them", () => {
    expect(hoursOf("720h")).to.equal(720);
    expect(hoursOf("720h0m0s")).to.equal(720);
    expect(hoursOf("1h30m")).to.equal(1.5);
    expect(hoursOf("90m")).to.equal(1.5);
    expect(hoursOf("0.5h")).to.equal(0.5);
    expect(hoursOf("7200s")).to.equal(2);
    expect(hoursOf("0")).to.equal(0);
    for (const text of ["", "30d", "720", "h", "1h 2m", "-1h"]) expect(hoursOf(text), text).to.equal(undefined);
  });
});
