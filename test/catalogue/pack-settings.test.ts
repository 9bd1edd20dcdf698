import { expect } from "chai";
import { readPackSettings } from "../../catalogue";

describe("settings of the pack", () => {
  it("reads nothing as no settings, and complete ones as they are", () => {
    expect(readPackSettings(undefined)).to.deep.equal({ value: {}, mistakes: [] });
    const settings = { levels: { "NET-02": "advisory" }, allowUnknown: ["ENC-01"], regimes: ["hipaa"] };
    expect(readPackSettings(settings)).to.deep.equal({ value: settings, mistakes: [] });
  });

  it("collects every mistake with its path and the nearest name", () => {
    const { value, mistakes } = readPackSettings({
      levels: { "NET-2": "advisory", "NET-01": "off" },
      allowUnknown: ["ENC-1", 7],
      regimes: ["hippa"],
      level: {},
    });
    expect(value).to.equal(undefined);
    expect(mistakes.map(({ path, got }) => `${path} ${got}`).sort()).to.deep.equal([
      'allowUnknown[0] "ENC-1"',
      "allowUnknown[1] 7",
      "level an unknown key",
      'levels.NET-01 "off"',
      "levels.NET-2 an unknown control",
      'regimes[0] "hippa"',
    ]);
    expect(mistakes.find(({ path }) => path === "levels.NET-2")!.expected).to.match(/NET-0/);
    expect(readPackSettings({ levels: [] }).mistakes.map(({ path }) => path)).to.deep.equal(["levels"]);
  });
});
