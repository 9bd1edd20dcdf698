import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ResourceValidationPolicy } from "@pulumi/policy";
import { expect } from "chai";
import { type Control, controlById, controls, readPackSettings, regimes } from "../../../../catalogue";
import { policiesFor } from "../../../../policypacks/compliance/policies";
import { controlOf } from "../../../../policypacks/compliance/run/control";
import { writeEvidence } from "../../../../policypacks/compliance/run/evidence-file";
import { enforcementOf, policyLevel, stackLevel, stackPolicyFor } from "../../../../policypacks/compliance/run/levels";
import { plain, policiesOf } from "../../../../policypacks/compliance/run/requests";
import { type InForce, repairOf, requirementsOf, violation } from "../../../../policypacks/compliance/run/messages";
import { createSession } from "../../../../policypacks/compliance/run/session";
import { settingsSchema } from "../../../../policypacks/compliance/run/settings-schema";
import { loadWaivers } from "../../../../policypacks/compliance/run/waivers";
import { component } from "../../../support/samples";

type Property = (typeof settingsSchema)["properties"][string];

const net01 = controlById("NET-01")!;
const log02 = controlById("LOG-02")!;
const today = new Date("2026-11-26T12:00:00Z");
const ours = `urn:pulumi:prod::demo::${component}$aws:eks/cluster:Cluster::main`;

describe("compliance pack: repairs and requirements", () => {
  const governed = (setting?: string, input = "endpoint.publicAccess"): Control => ({
    ...net01,
    governedBy: { component, input, ...(setting === undefined ? {} : { setting }) },
  });

  it("names the setting, the input alone, or the property, whichever is there", () => {
    expect(repairOf(governed("rampart:endpoint"), ours, "prod")).to.match(
      /^Change `rampart:endpoint.publicAccess` in Pulumi.prod.yaml/,
    );
    expect(repairOf(governed("rampart:api"), ours, "prod")).to.match(/^Change `rampart:api` in Pulumi.prod.yaml/);
    expect(repairOf(governed("rampart:tags", "tags"), ours, "prod")).to.match(/^Change `rampart:tags` in/);
    expect(repairOf(governed(), ours, "prod")).to.equal("Change `endpoint.publicAccess` of the CompliantCluster.");
    expect(
      repairOf(governed("rampart:endpoint"), "urn:pulumi:prod::demo::aws:eks/cluster:Cluster::main", "prod"),
    ).to.equal(net01.remediation);
    expect(repairOf(governed("rampart:endpoint"), undefined, "prod", "the rule's own")).to.equal("the rule's own");
  });

  it("keeps to the regimes in force", () => {
    const popia: InForce = { regimes: ["popia"], settings: {} };
    expect(requirementsOf(net01, popia)).to.deep.equal([{ regime: "popia", id: "19(1)(b)", strength: "P" }]);
    expect(violation({ control: net01, message: "m", requirements: [] })).to.equal(
      "NET-01 m\nMore: docs/controls/NET-01.md",
    );
    expect(
      violation({ control: net01, message: "m", repair: "r", requirements: requirementsOf(net01, popia) }),
    ).to.equal("NET-01 m\nRepair: r\nBreaks: POPIA 19(1)(b) (P)\nMore: docs/controls/NET-01.md");
  });

  it("leaves out what binds service providers alone, unless it is one", () => {
    const only = regimes["pci-dss"].requirements.find(({ serviceProviderOnly }) => serviceProviderOnly === true)!;
    const claiming: Control = { ...net01, mappings: [{ regime: "pci-dss", requirement: only.id, strength: "S" }] };
    const idsFor = (settings: InForce["settings"]) =>
      requirementsOf(claiming, { regimes: ["pci-dss"], settings }).map(({ id }) => id);
    expect(idsFor({})).to.deep.equal([]);
    expect(idsFor({ serviceProvider: false })).to.deep.equal([]);
    expect(idsFor({ serviceProvider: true })).to.deep.equal([only.id]);
  });

  it("knows the catalogue's controls and no others", () => {
    expect(controls.map(({ id }) => controlOf(id).id)).to.deep.equal(controls.map(({ id }) => id));
    expect(() => controlOf("NET-99")).to.throw("no control NET-99");
  });
});

describe("compliance pack: policies as the engine sees them", () => {
  const policies = policiesFor(createSession({ packFolder: "/", environment: {}, now: () => today }));
  const named = (name: string) => policies.find((each) => each.name === name)!;

  it("says of a control's policy what the catalogue says", () => {
    expect(named("NET-01")).to.deep.include({
      name: "NET-01",
      description: net01.title,
      enforcementLevel: "mandatory",
      severity: "critical",
      tags: net01.mappings.map(({ regime, requirement }) => `${regime}:${requirement}`),
      remediationSteps: net01.remediation,
      url: net01.url,
    });
  });

  it("attaches a type where there is one alone", () => {
    const typed = (name: string) =>
      ((named(name) as ResourceValidationPolicy).validateResource as { __pulumiType?: string }).__pulumiType;
    expect([typed("NET-01"), typed("NET-03"), typed("PSS-01")]).to.deep.equal([
      "aws:eks/cluster:Cluster",
      undefined,
      undefined,
    ]);
  });

  it("has three policies of the whole stack, of which the last takes the settings", () => {
    expect(policies.slice(-3).map(({ name, enforcementLevel }) => [name, enforcementLevel])).to.deep.equal([
      ["stack-mandatory", "mandatory"],
      ["stack-advisory", "advisory"],
      ["evidence", "mandatory"],
    ]);
    expect(named("evidence").configSchema).to.equal(settingsSchema);
  });

  /** The keys that a reader of settings knows at a path, in its own words. */
  const keysRead = (settings: unknown) =>
    /one of the keys (.*)$/.exec(readPackSettings(settings).mistakes[0]!.expected)![1]!.split(", ");

  it("tells the engine of the very settings that it reads", () => {
    const { properties } = settingsSchema;
    expect(Object.keys(properties)).to.deep.equal(keysRead({ ["?".repeat(40)]: 1 }));
    const nested = Object.entries(properties).filter(([, each]) => each.properties !== undefined);
    expect(nested.map(([key]) => key)).to.deep.equal(["logRetentionDays", "cidrFloor", "rules"]);
    for (const [key, each] of nested)
      expect(Object.keys(each.properties!), key).to.deep.equal(keysRead({ [key]: { ["?".repeat(40)]: 1 } }));
    const described = (each: object): boolean =>
      "description" in each && Object.values((each as { properties?: object }).properties ?? {}).every(described);
    expect(Object.values(properties).filter((each) => !described(each))).to.deep.equal([]);
  });

  it("tells the engine the types by which settings are read", () => {
    const wrong: Record<string, unknown> = { boolean: "x", integer: "x", array: "x", object: "x" };
    const right: Record<string, unknown> = { boolean: true, integer: 20, array: [], object: {} };
    const mistakesOf = (path: string[], value: unknown) =>
      readPackSettings(path.reduceRight((inner, key) => ({ [key]: inner }), value)).mistakes.map(
        ({ expected }) => expected,
      );
    const judge = (path: string[], each: Property) => {
      const type = each.type as string;
      expect(mistakesOf(path, wrong[type]), path.join(".")).to.have.length(1);
      // A list may ask for an element, and days for more than some: never for another type.
      expect(
        mistakesOf(path, right[type]).filter((told) => !/of 1 or more/.test(told)),
        path.join("."),
      ).to.deep.equal([]);
      for (const [key, below] of Object.entries(each.properties ?? {})) judge([...path, key], below as Property);
    };
    for (const [key, each] of Object.entries(settingsSchema.properties)) judge([key], each);
  });
});

describe("compliance pack: effective levels", () => {
  const none = new Map();
  it("is the catalogue's, then the settings', then the engine's", () => {
    expect(enforcementOf(net01, {}, none)).to.deep.equal({ level: "mandatory", reportedByOwnPolicy: true });
    const settings = { levels: { "NET-01": "advisory" as const, "LOG-02": "disabled" as const } };
    expect(enforcementOf(net01, settings, none)).to.deep.equal({ level: "advisory", reportedByOwnPolicy: false });
    expect(enforcementOf(net01, settings, new Map([["NET-01", "mandatory"]]))).to.deep.equal({
      level: "advisory",
      reportedByOwnPolicy: false,
    });
    expect(enforcementOf(net01, settings, new Map([["NET-01", "disabled"]]))).to.deep.equal({
      level: "disabled",
      reportedByOwnPolicy: true,
    });
    expect(enforcementOf(net01, {}, new Map([["all", "advisory"]])).level).to.equal("advisory");
    expect(enforcementOf(log02, settings, none)).to.deep.equal({ level: "disabled", reportedByOwnPolicy: false });
    expect(enforcementOf(log02, {}, none)).to.deep.equal({ level: "mandatory", reportedByOwnPolicy: false });
    expect(enforcementOf(log02, {}, new Map([["stack-mandatory", "advisory"]])).level).to.equal("advisory");
    expect(policyLevel("a", "advisory", new Map([["all", "disabled"]]))).to.equal("disabled");
    expect(
      policyLevel(
        "a",
        "advisory",
        new Map([
          ["all", "disabled"],
          ["a", "mandatory"],
        ]),
      ),
    ).to.equal("mandatory");
    expect(policyLevel("a", "advisory", none)).to.equal("advisory");
    expect(stackPolicyFor(log02, settings, none)).to.equal(undefined);
    expect(stackPolicyFor(log02, {}, none)).to.equal("stack-mandatory");
    expect(stackPolicyFor(log02, {}, new Map([["stack-mandatory", "advisory"]]))).to.equal("stack-mandatory");
    expect(stackPolicyFor(net01, {}, new Map([["NET-01", "advisory"]]))).to.equal("stack-advisory");
    expect(stackPolicyFor(net01, settings, none)).to.equal("stack-advisory");
    expect(stackLevel("advisory", new Map([["stack-advisory", "mandatory"]]))).to.equal("mandatory");
  });
});

describe("compliance pack: input from outside", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "rampart-parts-"));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it("takes no file for no waivers, and says why a file cannot be read", () => {
    expect(loadWaivers(undefined, today)).to.deep.equal({ waivers: [], mistakes: [] });
    expect(loadWaivers(root, today)).to.deep.equal({ waivers: [], mistakes: [] });
    mkdirSync(join(root, "waivers.yaml"));
    expect(loadWaivers(root, today)).to.deep.equal({
      waivers: [],
      mistakes: ["waivers.yaml cannot be read (EISDIR)"],
      unreadable: true,
    });
  });

  it("unwraps secrets at any depth, and leaves the rest", () => {
    const secret = (value: unknown) => ({
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      value,
    });
    expect(plain({ a: [secret({ b: secret(1) })], c: null, d: "x" })).to.deep.equal({ a: [{ b: 1 }], c: null, d: "x" });
    const asset = { "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17", path: "values.yaml" };
    expect(plain(asset)).to.deep.equal(asset);
  });

  it("reads the engine's levels, and takes one that it does not know for mandatory", () => {
    const config = (level: number, properties?: Record<string, unknown>) => ({
      getEnforcementlevel: () => level,
      getProperties: () => (properties === undefined ? undefined : { toJavaScript: () => properties }),
    });
    const configured = new Map([0, 1, 2, 3, 9].map((level) => [`p${level}`, config(level)]));
    configured.set("evidence", config(1, { regimes: ["gdpr"] }));
    const read = policiesOf({ getPolicyconfigMap: () => configured });
    expect([...read].map(([name, { level, properties }]) => [name, level, properties])).to.deep.equal([
      ["p0", "advisory", undefined],
      ["p1", "mandatory", undefined],
      ["p2", "disabled", undefined],
      ["p3", "mandatory", undefined],
      ["p9", "mandatory", undefined],
      ["evidence", "mandatory", { regimes: ["gdpr"] }],
    ]);
  });

  it("is a preview of a nameless stack until the engine says otherwise", () => {
    const session = createSession({ packFolder: root, environment: { RAMPART_PROJECT_ROOT: root }, now: () => today });
    expect(session.place).to.deep.equal({
      stack: "",
      project: "",
      mode: "preview",
      root,
      evidence: join(root, ".rampart", "evidence", "stack.json"),
    });
    session.stackConfigured({ stack: "dev", project: "demo", dryRun: false, config: new Map() });
    expect(session.place).to.include({ stack: "dev", project: "demo", mode: "update" });
  });

  it("says where evidence could go when it has no place, and blocks on a call that it did not understand", async () => {
    const session = createSession({ packFolder: root, environment: {}, now: () => today });
    session.misunderstood("configure");
    const assessment = session.assess([]);
    expect(await writeEvidence(session, assessment)).to.match(
      /^The evidence was not written: no folder above .* RAMPART_PROJECT_ROOT .* RAMPART_EVIDENCE /,
    );
    expect(assessment.packFindings.map(({ policy, verdict }) => `${policy} ${verdict}`)).to.deep.equal([
      "stack-mandatory/settings error",
    ]);
    expect(session.assess([])).to.equal(assessment);
  });
});
