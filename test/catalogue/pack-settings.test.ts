import { expect } from "chai";
import { controls, parametersOf, posture, readPackSettings, settingsOutside } from "../../catalogue";

describe("settings of the pack", () => {
  it("reads nothing as no settings, and complete ones as they are", () => {
    expect(readPackSettings(undefined)).to.deep.equal({ value: {}, mistakes: [] });
    const settings = { levels: { "NET-02": "advisory" }, allowUnknown: ["ENC-01"], regimes: ["hipaa"] };
    expect(readPackSettings(settings)).to.deep.equal({ value: settings, mistakes: [] });
  });

  const complete = {
    levels: { "NET-02": "advisory" },
    allowUnknown: ["ENC-01"],
    regimes: ["hipaa"],
    supportedVersions: ["1.35"],
    keyDeletionDays: 21,
    serviceProvider: true,
    logRetentionDays: { least: 400, most: 731 },
    cidrFloor: { ipv4: 16, ipv6: 32 },
    adminPrincipals: ["arn:aws:iam::111122223333:role/admin", "arn:aws-cn:iam::111122223333:user/eve"],
    regions: ["eu-central-1"],
    requiredTags: ["owner", "cost centre"],
    rules: {
      registries: ["registry.example.com/", "localhost:5000/team/"],
      exposed: ["shop/web", "front"],
      clusterAdmins: ["Group:platform", "User:eve@example.com", "ServiceAccount:ci/deployer"],
      trustedRoles: ["system:operator", "shop/debug"],
    },
  };

  it("reads every setting, and hands on what the pack compares with", () => {
    const { value, mistakes } = readPackSettings(complete);
    expect([value, mistakes]).to.deep.equal([complete, []]);
    const ofThePack = ["levels", "allowUnknown", "regimes", "serviceProvider"];
    const parameters = Object.fromEntries(Object.entries(complete).filter(([key]) => !ofThePack.includes(key)));
    expect(parametersOf(value!)).to.deep.equal(parameters);
    expect(parametersOf({})).to.deep.equal({
      supportedVersions: ["1.34", "1.35", "1.36"],
      keyDeletionDays: 7,
      logRetentionDays: {},
      cidrFloor: { ipv4: 8, ipv6: 16 },
      requiredTags: ["data-classification", "owner", "scope"],
      rules: {},
    });
    expect(parametersOf({ cidrFloor: { ipv4: 24 } }).cidrFloor).to.deep.equal({ ipv4: 24, ipv6: 16 });
  });

  it("refuses what no setting may be, and says what it may", () => {
    const mistake = (settings: object) =>
      readPackSettings(settings).mistakes.map(({ path, expected }) => [path, expected]);
    const oneAt = (path: string, settings: object, expected: RegExp) => {
      const found = mistake(settings);
      expect(
        found.map(([at]) => at),
        JSON.stringify(settings),
      ).to.deep.equal([path]);
      expect(found[0]![1]).to.match(expected);
    };
    for (const value of ["true", 1, []]) oneAt("serviceProvider", { serviceProvider: value }, /^true or false$/);
    for (const least of [0, 3654, 30.5, "90"])
      oneAt("logRetentionDays.least", { logRetentionDays: { least } }, /^a whole number from 1 to 3653$/);
    oneAt("logRetentionDays.most", { logRetentionDays: { least: 400, most: 399 } }, /^400 \(`least`\) or more$/);
    oneAt("logRetentionDays", { logRetentionDays: 90 }, /^a map with least, most$/);
    for (const ipv4 of [7, 0, 33, 24.5, "24"])
      oneAt(
        "cidrFloor.ipv4",
        { cidrFloor: { ipv4 } },
        /^a prefix from 8 to 32; NET-01 and NET-03 let in nothing wider/,
      );
    for (const ipv6 of [15, 129]) oneAt("cidrFloor.ipv6", { cidrFloor: { ipv6 } }, /^a prefix from 16 to 128;/);
    for (const arn of [
      "*",
      "arn:aws:iam::111122223333:root",
      "arn:aws:iam::111122223333:role/*",
      "arn:aws:sts::111122223333:assumed-role/a/b",
      7,
    ])
      oneAt("adminPrincipals[0]", { adminPrincipals: [arn] }, /^the ARN of one role or user/);
    oneAt("adminPrincipals", { adminPrincipals: [] }, /^a list of 1 or more$/);
    for (const region of ["mars", "eu-*", ""]) oneAt("regions[0]", { regions: [region] }, /^an AWS region/);
    for (const key of ["", "aws:cloudformation", "a*", "x".repeat(129)])
      oneAt("requiredTags[0]", { requiredTags: [key] }, /^the key of a tag/);
    for (const registry of ["registry.example.com", "", "*/", "https://registry.example.com/", "a b/"])
      oneAt("rules.registries[0]", { rules: { registries: [registry] } }, /^a host with its slash/);
    for (const exposed of ["*", "shop/*", "", 7])
      oneAt(
        "rules.exposed[0]",
        { rules: { exposed: [exposed] } },
        /^`namespace\/name`, or the name of a load balancer/,
      );
    for (const subject of ["platform", "Group:", "Group:*", "ServiceAccount:deployer", "Pod:x"])
      oneAt("rules.clusterAdmins[0]", { rules: { clusterAdmins: [subject] } }, /^`User:name`, `Group:name` or/);
    for (const role of ["*", "a b"])
      oneAt("rules.trustedRoles[0]", { rules: { trustedRoles: [role] } }, /^the name of a ClusterRole/);
    oneAt("rules.registrys", { rules: { registrys: [] } }, /^`registries`$/);
    oneAt("rules.platformNamespaces", { rules: { platformNamespaces: [] } }, /^one of the keys/);
  });

  it("finds what asks for less than regimes do, and names the requirement", () => {
    const all = posture(["pci-dss", "gdpr"]);
    const outside = (settings: Parameters<typeof settingsOutside>[0], of = all) =>
      settingsOutside(settings, of).map(({ path, got, expected }) => `${path} ${got} ${expected}`);
    expect(outside({})).to.deep.equal([]);
    expect(outside({ logRetentionDays: { least: 365, most: 2192 }, regions: ["eu-west-1"] })).to.deep.equal([]);
    expect(
      outside({ logRetentionDays: { least: 364, most: 2193 }, regions: ["eu-west-1", "eu-west-2"] }),
    ).to.deep.equal([
      "logRetentionDays.least 364 365 or more (PCI DSS 10.5.1)",
      "logRetentionDays.most 2193 2192 or less (GDPR 5(1)(e))",
      'regions[1] "eu-west-2" a region in the EU (GDPR 44, GDPR 45, GDPR 46)',
    ]);
    expect(outside({ logRetentionDays: { least: 2193, most: 364 } })).to.have.length(2);
    expect(outside({ logRetentionDays: { least: 89, most: 3653 }, regions: ["us-east-1"] }, posture([]))).to.deep.equal(
      ["logRetentionDays.least 89 90 or more"],
    );
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
