import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { parse } from "yaml";
import { SettingsError, settingsFrom, type SettingsSource } from "../../stacks/settings";
import { configOf, environments, root } from "./config";

const good: Record<string, string> = {
  "aws:region": "eu-central-1",
  "rampart:regimes": '["pci-dss","hipaa"]',
  "rampart:kubernetesVersion": "1.35",
  "rampart:network": '{"cidr":"10.0.0.0/16","zones":3,"nat":"single"}',
  "rampart:protect": "true",
};

function allSettings(config: Record<string, string>, more: Partial<SettingsSource> = {}) {
  const today = new Date("2026-11-26T00:00:00Z");
  return settingsFrom({ stack: "dev", config, secretKeys: [], waivers: undefined, today, ...more });
}

const settings = (...source: Parameters<typeof allSettings>) => allSettings(...source).cluster;

/** The lines of the error that these settings give. */
function refused(config: Record<string, string>, more: Partial<SettingsSource> = {}): string[] {
  try {
    settings(config, more);
  } catch (error) {
    expect(error).to.be.instanceOf(SettingsError);
    return (error as SettingsError).message.split("\n");
  }
  throw new Error("these settings were accepted");
}

describe("stacks/settings", () => {
  it("turns the texts of Pulumi's configuration into plain settings", () => {
    expect(settings(good)).to.deep.equal({
      region: "eu-central-1",
      regimes: ["pci-dss", "hipaa"],
      kubernetesVersion: "1.35",
      network: { cidr: "10.0.0.0/16", zones: 3, nat: "single" },
      protect: true,
    });
  });

  it("keeps what is to be adopted apart from the component's arguments", () => {
    const adopt = { "urn:pulumi:dev::rampart::aws:kms/key:Key::main": "0a1b" };
    const all = allSettings({ ...good, "rampart:adopt": JSON.stringify(adopt) });
    expect(all).to.deep.equal({ cluster: settings(good), adopt });
    expect(allSettings(good).adopt).to.deep.equal({});
  });

  it("reports what cannot be adopted beside the other mistakes", () => {
    expect(refused({ "aws:region": "eu-central-1", "rampart:adopt": '["x"]', "rampart:protect": "yes" })).to.deep.equal(
      [
        "stacks/config/Pulumi.dev.yaml cannot be used as it is:",
        '  rampart:adopt: got ["x"]; expected a map',
        '  rampart:protect: got "yes"; expected true or false',
      ],
    );
  });

  it("leaves out what the file leaves out, so that the component's defaults hold", () => {
    expect(settings({ "aws:region": "eu-central-1" })).to.deep.equal({ region: "eu-central-1" });
  });

  it("reports every mistake at once, each with key, finding and expectation", () => {
    const lines = refused({
      "aws:region": "Frankfurt",
      "rampart:regimes": '["pci-dss","sox"]',
      "rampart:kubernetesVersion": "1.3",
      "rampart:network": '{"zones":"three","nat":"double","cdir":"10.0.0.0/16"}',
      "rampart:protect": "yes",
    });
    expect(lines).to.deep.equal([
      "stacks/config/Pulumi.dev.yaml cannot be used as it is:",
      '  aws:region: got "Frankfurt"; expected an AWS region such as eu-central-1',
      '  rampart:regimes[1]: got "sox"; expected one of pci-dss, hipaa, gdpr, popia, iso-27001, cis-eks',
      '  rampart:kubernetesVersion: got "1.3"; expected one of 1.35, 1.36',
      "  rampart:network.cdir: got an unknown key; expected `cidr`",
      '  rampart:network.zones: got "three"; expected a whole number from 2 to 6',
      '  rampart:network.nat: got "double"; expected one of single, per-zone, none',
      '  rampart:protect: got "yes"; expected true or false',
    ]);
  });

  it("says of a stack's name what its cluster could not be called", () => {
    expect(refused(good, { stack: "Dev_1" })).to.deep.equal([
      "stacks/config/Pulumi.Dev_1.yaml cannot be used as it is:",
      '  the stack\'s name: got "Dev_1"; expected lower-case letters, digits and single dashes, from a letter on, at most 40 characters (EKS derives other names from it)',
    ]);
  });

  it("asks for the region", () => {
    expect(refused({})[1]).to.equal("  aws:region: got nothing; expected an AWS region such as eu-central-1");
  });

  it("suggests the key that a misspelt one was meant to be", () => {
    expect(refused({ ...good, "rampart:netwrok": "{}" })[1]).to.equal(
      "  rampart:netwrok: got an unknown key; expected `network`",
    );
    expect(refused({ ...good, "rampart:zzz": "1" })[1]).to.contain(
      "expected one of the keys region, regimes, residency, kubernetesVersion",
    );
  });

  it("notices a misspelt namespace, and leaves those of other packages alone", () => {
    expect(refused({ ...good, "ramprat:endpoint": "{}" })).to.deep.equal([
      "stacks/config/Pulumi.dev.yaml cannot be used as it is:",
      "  ramprat:endpoint: got an unknown namespace; expected `rampart:endpoint`",
    ]);
    expect(settings({ ...good, "datadog:site": "eu", "aws:profile": "x" })).to.deep.equal(settings(good));
  });

  it("names node groups and their members in full", () => {
    const nodes = { General: { minSize: -1 }, spare: { instanceTypes: [], capacityType: "spot" } };
    const lines = refused({ ...good, "rampart:nodes": JSON.stringify(nodes) });
    expect(lines[1]).to.match(/^ {2}rampart:nodes\.General: got "General"; expected a node group's name: /);
    expect(lines.slice(2)).to.deep.equal([
      "  rampart:nodes.General.minSize: got -1; expected a whole number from 0 to 450",
      "  rampart:nodes.spare.instanceTypes: got []; expected a list of 1 or more",
      '  rampart:nodes.spare.capacityType: got "spot"; expected one of ON_DEMAND, SPOT',
    ]);
  });

  it("hands on what the component says of values that have the right form", () => {
    const lines = refused({
      ...good,
      "rampart:logs": '{"retentionDays":90}',
      "rampart:network": '{"cidr":"8.8.0.0/16"}',
    });
    expect(lines[1]).to.match(/^ {2}rampart:network\.cidr: got "8\.8\.0\.0\/16"; expected a network of /);
    expect(lines[2]).to.equal("  rampart:logs.retentionDays: got 90; expected 365 or more (pci-dss 10.5.1)");
  });

  it("hands the region on, and says of it what the regimes say", () => {
    const lines = refused({ ...good, "rampart:regimes": '["gdpr"]', "aws:region": "us-east-1" });
    expect(lines).to.have.length(2);
    expect(lines[1]).to.match(
      /^ {2}aws:region: got "us-east-1"; expected a region of .*\(gdpr 44, gdpr 45, gdpr 46\)$/,
    );
    expect(refused({ ...good, "rampart:region": '"eu-west-1"' })[1]).to.equal(
      '  rampart:region: got "eu-west-1"; expected no such key: aws:region is read',
    );
  });

  it("computes the waivers' hash itself", () => {
    const hash = "0".repeat(64);
    expect(refused({ ...good, "rampart:waiversHash": hash })[1]).to.match(
      /^ {2}rampart:waiversHash: got .*; expected no such key: waivers\.yaml is read$/,
    );
  });

  describe("secure: values", () => {
    const unknown = pulumi.runtime.unknownValue;
    const tags = { "rampart:tags": JSON.stringify({ owner: unknown }) };

    it("flow through as secrets where they decide nothing, unknown as they may be", async () => {
      const result = settings({ ...good, ...tags }, { secretKeys: ["rampart:tags"] });
      const owner = result.tags?.owner;
      expect(pulumi.Output.isInstance(owner)).to.equal(true);
      expect(await pulumi.isSecret(owner as pulumi.Output<string>)).to.equal(true);
    });

    it("work for principals too", () => {
      const access = { "rampart:access": JSON.stringify({ admins: [unknown], viewers: [unknown] }) };
      const result = settings({ ...good, ...access }, { secretKeys: ["rampart:access"] });
      expect(result.access?.admins?.every((each) => pulumi.Output.isInstance(each))).to.equal(true);
      expect(result.access?.viewers?.every((each) => pulumi.Output.isInstance(each))).to.equal(true);
    });

    it("work for the principals of teams, and leave names, levels and namespaces in plain text", () => {
      // A team may bear the name of another list.
      const admins = { principals: [unknown], namespaces: ["shop"], level: "edit" };
      const access = { deployer: unknown, teams: { admins } };
      const config = { "rampart:access": JSON.stringify(access) };
      const result = settings({ ...good, ...config }, { secretKeys: ["rampart:access"] });
      const { principals, ...rest } = result.access!.teams!["admins"]!;
      expect(rest).to.deep.equal({ namespaces: ["shop"], level: "edit" });
      expect([...principals, result.access?.deployer].every((each) => pulumi.Output.isInstance(each))).to.equal(true);
    });

    it("work for the endpoints of alerts, and leave what steers in plain text", () => {
      const alerts = { mode: "create", subscriptions: [{ protocol: "https", endpoint: unknown }] };
      const config = { "rampart:alerts": JSON.stringify(alerts) };
      const result = settings({ ...good, ...config }, { secretKeys: ["rampart:alerts"] });
      expect(result.alerts?.mode).to.equal("create");
      const [subscription] = result.alerts?.subscriptions ?? [];
      expect(subscription?.protocol).to.equal("https");
      expect(pulumi.Output.isInstance(subscription?.endpoint)).to.equal(true);
    });

    it("are refused where they would steer", () => {
      expect(
        settings({ ...good, "rampart:access": '{"admins":null}' }, { secretKeys: ["rampart:access"] }).access,
      ).to.deep.equal({ admins: null });
      expect(refused(good, { secretKeys: ["rampart:network"] })).to.deep.equal([
        "stacks/config/Pulumi.dev.yaml cannot be used as it is:",
        "  rampart:network: got an encrypted value; expected a plain value; " +
          "`secure:` works in rampart:access and rampart:alerts and rampart:tags",
      ]);
    });

    it("are never printed", () => {
      const config = { ...good, "rampart:tags": '{"password":["hunter2"]}' };
      const lines = refused(config, { secretKeys: ["rampart:tags"] });
      expect(lines.join()).not.to.contain("hunter2");
      expect(lines[1]).to.contain("rampart:tags.password: got an encrypted value that does not fit");
      expect(refused(config).join()).to.contain("hunter2");
    });
  });

  describe("waivers", () => {
    const waiver = `waivers:
  - control: NET-01
    resource: aws:eks/cluster:Cluster::dev
    reason: until the VPN is there
    owner: platform@example.com
    approver: security@example.com
    ticket: SEC-1
    created: 2026-11-01
    expires: 2027-01-31
`;

    it("are checked, and their hash goes on to the cluster", () => {
      const hash = createHash("sha256").update(waiver).digest("hex");
      expect(settings(good, { waivers: waiver })).to.deep.equal({
        ...settings(good),
        waiversHash: hash,
        exclusions: [],
      });
    });

    it("take the objects that they name from admission, in their stacks and as long as they hold", () => {
      const named = `${waiver}    environments: [dev]
    object: { kind: Deployment, namespace: shop, name: api }
`.replace("NET-01", "CFG-01");
      const exclusions = (with_: Partial<SettingsSource>) => settings(good, { waivers: named, ...with_ })["exclusions"];
      expect(exclusions({})).to.deep.equal([{ control: "CFG-01", kind: "Deployment", namespace: "shop", name: "api" }]);
      expect(exclusions({ stack: "prod" })).to.deep.equal([]);
      expect(exclusions({ today: new Date("2027-02-01T00:00:00Z") })).to.deep.equal([]);
    });

    it("stand in the same error as the settings", () => {
      const waivers = waiver.replace("NET-01", "net1").replace("2027-01-31", "2028-01-31").replace("owner", "ownr");
      expect(refused({ ...good, "rampart:protect": "no" }, { waivers })).to.deep.equal([
        "stacks/config/Pulumi.dev.yaml cannot be used as it is:",
        '  rampart:protect: got "no"; expected true or false',
        "waivers.yaml cannot be used as it is:",
        "  waivers[0].ownr: got an unknown key; expected `owner`",
        '  waivers[0].control: got "net1"; expected a control id such as NET-01',
        "  waivers[0].owner: got nothing; expected a non-empty text",
        "  waivers[0].expires: got 2028-01-31; expected 2027-04-30 or earlier, 180 days after `created`; decide anew then",
      ]);
    });

    it("may not hold longer than half a year, nor be decided by their owner", () => {
      const waivers = waiver.replace("2027-01-31", "2028-01-31").replace("security@", "platform@");
      expect(refused(good, { waivers })).to.deep.equal([
        "waivers.yaml cannot be used as it is:",
        '  waivers[0].approver: got "platform@example.com"; expected somebody other than the owner',
        "  waivers[0].expires: got 2028-01-31; expected 2027-04-30 or earlier, 180 days after `created`; decide anew then",
      ]);
    });

    it("that are no YAML are refused with the line", () => {
      const lines = refused(good, { waivers: "waivers:\n  - [unclosed\n" });
      expect(lines[0]).to.equal("waivers.yaml cannot be used as it is:");
      expect(lines[1]).to.match(/^ {2}line \d+: got .+; expected YAML$/);
    });

    it("of this project can be used", () => {
      const waivers = readFileSync(join(root, "waivers.yaml"), "utf8");
      expect(settings(good, { waivers }).waiversHash).to.match(/^[0-9a-f]{64}$/);
    });
  });
});

describe("stacks/config", () => {
  for (const environment of environments) {
    it(`${environment} can be used`, () => {
      expect(() => settings(configOf(`Pulumi.${environment}.yaml`))).not.to.throw();
    });
  }

  it("the environments differ where they should", () => {
    const [dev, staging, prod] = environments.map((each) => settings(configOf(`Pulumi.${each}.yaml`)));
    expect([dev, staging, prod].map((each) => each?.network?.nat)).to.deep.equal(["single", "per-zone", "per-zone"]);
    expect([dev, staging, prod].map((each) => each?.protect)).to.deep.equal([false, false, true]);
    expect(new Set([dev, staging, prod].map((each) => each?.network?.cidr)).size).to.equal(3);
    expect([dev, staging, prod].map((each) => Object.keys(each?.nodes ?? {}))).to.deep.equal([
      ["general"],
      ["general"],
      ["general", "memory"],
    ]);
  });

  describe("the template", () => {
    const config = configOf("example.yaml");
    const template = readFileSync(join(root, "stacks/config/example.yaml"), "utf8");
    const told = [...Object.keys(config), "rampart:kyverno"].sort();

    it("can be used as it stands", () => {
      expect(() => settings(config, { stack: "example" })).not.to.throw();
    });

    it("has every key there is", () => {
      const keys = membersOf((probe) => probe).filter((key) => !["waiversHash", "exclusions", "region"].includes(key));
      keys.push("adopt");
      expect(keys).to.include.members(["regimes", "network", "tags"]);
      const provider = ["aws:allowedAccountIds", "aws:region"];
      expect(told).to.deep.equal([...provider, ...keys.map((key) => `rampart:${key}`)].sort());
    });

    it("has Kyverno beside Gatekeeper as a comment, which can be used in its place", () => {
      const block = template.slice(template.indexOf("  # rampart:kyverno:\n")).split("\n\n")[0]!;
      const uncommented = parse(block.replace(/^ {2}# /gm, "")) as Record<string, Record<string, unknown>>;
      const kyverno = uncommented["rampart:kyverno"]!;
      expect(Object.keys(kyverno).sort()).to.deep.equal(membersOf((probe) => ({ kyverno: probe })).sort());
      const both = { ...config, "rampart:kyverno": JSON.stringify(kyverno) };
      const other = Object.fromEntries(Object.entries(both).filter(([key]) => key !== "rampart:gatekeeper"));
      expect(() => settings(other, { stack: "example" })).not.to.throw();
      expect(refused(both, { stack: "example" }).slice(1)).to.have.length(1);
    });

    const blocks = Object.keys(config)
      .filter((key) => key.startsWith("rampart:"))
      .filter((key) => typeof JSON.parse(isText(config[key]!) ? "0" : config[key]!) === "object")
      .map((key) => key.slice(key.indexOf(":") + 1))
      .filter((block) => !["regimes", "addonVersions", "nodes", "adopt", "tags"].includes(block));
    for (const block of blocks) {
      // What belongs to another mode is commented out.
      it(`has every key of ${block}, those of other modes as comments`, () => {
        const [, text = ""] = template.split(`  rampart:${block}:\n`);
        const own = text.split(/^ {2}\S/m)[0]!;
        const written = [...own.matchAll(/^ {4}(?:# )?(\w+):(?: |$)/gm)].map(([, key]) => key!);
        const known = membersOf((probe) => ({ [block]: probe }));
        expect(known).to.have.length.greaterThan(0);
        expect(written.filter((key) => known.includes(key)).sort()).to.deep.equal(known.sort());
      });
    }

    it("has every key of a node group", () => {
      const nodes = JSON.parse(config["rampart:nodes"]!) as Record<string, Record<string, unknown>>;
      const members = membersOf((probe) => ({ nodes: { default: probe } }));
      expect(Object.keys(nodes.default!).sort()).to.deep.equal(members.sort());
    });

    it("is told of in docs/environments.md, key by key", () => {
      const text = readFileSync(join(root, "docs/environments.md"), "utf8");
      const rows = new Set([...text.matchAll(/^\| `((?:aws|rampart):\w+)/gm)].map(([, key]) => key));
      expect([...rows].sort()).to.deep.equal(told);
    });
  });
});

/** Whether a setting is a word, which Pulumi hands over without quotes. */
function isText(value: string): boolean {
  return !/^[[{\d]|^(true|false)$/.test(value);
}

/** The keys that a block knows, as they are listed to whoever writes one that is near none. */
function membersOf(place: (probe: Record<string, unknown>) => Record<string, unknown>): string[] {
  const probe = place({ "?????????????????????": true });
  const config = Object.fromEntries(
    Object.entries(probe).map(([key, value]) => [`rampart:${key}`, JSON.stringify(value)]),
  );
  const listed = refused({ "aws:region": "eu-central-1", ...config })
    .map((line) => /an unknown key; expected one of the keys (.+)$/.exec(line)?.[1])
    .find((each) => each !== undefined);
  return listed?.split(", ") ?? [];
}
