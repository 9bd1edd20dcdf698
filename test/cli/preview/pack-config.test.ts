import { expect } from "chai";
import { EnforcementLevel } from "@pulumi/pulumi/proto/analyzer_pb";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CliError } from "../../../cli/errors";
import { readPackConfig, settingsFor } from "../../../cli/preview/pack-config";

const policies = [
  { name: "NET-01", level: EnforcementLevel.MANDATORY, defaults: { ports: 1 } },
  { name: "NET-02", level: EnforcementLevel.ADVISORY, defaults: {} },
];
const settings = (content: Record<string, unknown>, name = "some-pack") =>
  Object.fromEntries(settingsFor({ name, policies }, { path: "c.json", policies: content }));

describe("configuration of a policy pack", () => {
  it("names every policy, with its own level and defaults unless it says otherwise", () => {
    expect(Object.fromEntries(settingsFor({ name: "some-pack", policies }))).to.deep.equal({
      "NET-01": { level: EnforcementLevel.MANDATORY, properties: { ports: 1 } },
      "NET-02": { level: EnforcementLevel.ADVISORY, properties: {} },
    });
  });

  it("lets a policy's own entry win over all", () => {
    expect(settings({ all: "disabled", "NET-02": { enforcementLevel: "mandatory", size: 2 } })).to.deep.equal({
      "NET-01": { level: EnforcementLevel.DISABLED, properties: { ports: 1 } },
      "NET-02": { level: EnforcementLevel.MANDATORY, properties: { size: 2 } },
    });
  });

  it("lets properties alone keep the level", () => {
    expect(settings({ "NET-01": { ports: 2 } })["NET-01"]).to.deep.equal({
      level: EnforcementLevel.MANDATORY,
      properties: { ports: 2 },
    });
  });

  it("refuses unknown policies and levels, all at once, with the names that there are", () => {
    const reading = () => settings({ "NET-1": "mandatory", all: "strict", "NET-02": { enforcementLevel: 3 } });
    expect(reading).to.throw(CliError).with.property("exitCode", 2);
    expect(reading).to.throw(
      "NET-1: got an unknown policy (did you mean NET-01?); expected all, or one of NET-01, NET-02",
    );
    expect(reading).to.throw('all: got "strict"; expected one of advisory, mandatory, remediate, disabled');
    expect(reading).to.throw("NET-02: got 3; expected one of");
  });

  it("refuses what Rampart's own pack would refuse in its settings, and leaves those of other packs alone", () => {
    const content = { "NET-02": { levels: { "NET-99": "advisory" } } };
    expect(settings(content)["NET-02"]!.properties).to.deep.equal(content["NET-02"]);
    const own = [...policies, { name: "evidence", level: EnforcementLevel.MANDATORY, defaults: {} }];
    const reading = (given: Record<string, unknown>) => () =>
      settingsFor({ name: "rampart-compliance", policies: own }, { path: "c.json", policies: given });
    expect(reading({ evidence: { levels: { "NET-02": "advisory" } } })).not.to.throw();
    expect(reading({ evidence: { levels: { "NET-99": "off" }, regimes: ["hippa"] } }))
      .to.throw(CliError, /evidence\.levels\.NET-99: got an unknown control[^]*evidence\.regimes\[0\]: got "hippa"/)
      .with.property("exitCode", 2);
    expect(reading({ "NET-05": "disabled" })).to.throw(CliError, "did you mean evidence.levels.NET-05?");
  });

  describe("of Rampart's own pack", () => {
    const own = [...policies, { name: "evidence", level: EnforcementLevel.MANDATORY, defaults: {} }];
    const reading = (given: Record<string, unknown>, name: string) => () =>
      settingsFor({ name, policies: own }, { path: "c.json", policies: given });
    const disabling = [
      { all: "disabled" },
      { evidence: "disabled" },
      { evidence: { enforcementLevel: "disabled", regimes: ["hipaa"] } },
      { all: { enforcementLevel: "disabled" }, evidence: { regimes: ["hipaa"] } },
    ];

    it("does not switch the evidence off, by itself or with all others", () => {
      for (const given of disabling) {
        expect(reading(given, "rampart-compliance"), JSON.stringify(given))
          .to.throw(CliError, "evidence: cannot be disabled; lower single controls with evidence.levels")
          .with.property("exitCode", 2);
        expect(reading(given, "some-pack")).not.to.throw();
      }
    });

    it("may switch all others off, or make the evidence advisory", () => {
      for (const given of [{ all: "disabled", evidence: "mandatory" }, { all: "advisory" }, { evidence: "advisory" }]) {
        expect(reading(given, "rampart-compliance"), JSON.stringify(given)).not.to.throw();
      }
    });
  });

  it("refuses a file that is not there, not JSON, or not a map", () => {
    const folder = mkdtempSync(join(tmpdir(), "pack-config-"));
    const path = join(folder, "c.json");
    try {
      expect(() => readPackConfig(path))
        .to.throw(CliError, "cannot be read")
        .with.property("exitCode", 2);
      writeFileSync(path, "{");
      expect(() => readPackConfig(path))
        .to.throw(CliError, "is not JSON")
        .with.property("exitCode", 2);
      writeFileSync(path, "[]");
      expect(() => readPackConfig(path))
        .to.throw(CliError, "expected a map")
        .with.property("exitCode", 2);
      writeFileSync(path, '{ "all": "advisory" }');
      expect(readPackConfig(path)).to.deep.equal({ path, policies: { all: "advisory" } });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
