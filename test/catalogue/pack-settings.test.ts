import { expect } from "chai";
import { controls, readPackSettings } from "../../catalogue";

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
    const expected = Object.fromEntries(mistakes.map((each) => [each.path, each.expected]));
    expect(expected["levels.NET-2"]).to.match(/^`NET-0\d`$/);
    expect(expected["allowUnknown[0]"]).to.equal("`ENC-01`");
    const ids = controls.map(({ id }) => id).join(", ");
    expect(expected["allowUnknown[1]"]).to.equal(`the id of a control: ${ids}`);
    expect(readPackSettings({ levels: { "something-else": "off" } }).mistakes).to.deep.equal([
      { path: "levels.something-else", got: "an unknown control", expected: `the id of a control: ${ids}` },
      { path: "levels.something-else", got: '"off"', expected: "one of mandatory, advisory, disabled" },
    ]);
    for (const levels of ["off", 7])
      expect(readPackSettings({ levels }).mistakes).to.deep.equal([
        { path: "levels", got: JSON.stringify(levels), expected: "a map from control ids to levels" },
      ]);
    expect(readPackSettings({ levels: null })).to.deep.equal({ value: {}, mistakes: [] });
    expect(readPackSettings({ levels: [] }).mistakes.map(({ path }) => path)).to.deep.equal(["levels"]);
  });
});
