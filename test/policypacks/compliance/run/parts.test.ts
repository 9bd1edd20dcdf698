import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ResourceValidationPolicy } from "@pulumi/policy";
import { expect } from "chai";
import { type Control, controlById, controls } from "../../../../catalogue";
import { policiesFor } from "../../../../policypacks/compliance/policies";
import { controlOf } from "../../../../policypacks/compliance/run/control";
import { writeEvidence } from "../../../../policypacks/compliance/run/evidence-file";
import { enforcementOf, policyLevel, stackLevel, stackPolicyFor } from "../../../../policypacks/compliance/run/levels";
import { plain, policiesOf } from "../../../../policypacks/compliance/run/listen";
import { repairOf, requirementsOf, violation } from "../../../../policypacks/compliance/run/messages";
import { createSession } from "../../../../policypacks/compliance/run/session";
import { loadWaivers } from "../../../../policypacks/compliance/run/waivers";
import { component } from "../../../support/samples";

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
    expect(requirementsOf(net01, ["popia"])).to.deep.equal([{ regime: "popia", id: "19(1)(b)", strength: "P" }]);
    expect(violation({ control: net01, message: "m", requirements: [] })).to.equal("NET-01 m");
    expect(
      violation({ control: net01, message: "m", repair: "r", requirements: requirementsOf(net01, ["popia"]) }),
    ).to.equal("NET-01 m\nRepair: r\nBreaks: POPIA 19(1)(b) (P)");
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
    const properties = named("evidence").configSchema!.properties as Record<string, { description: string }>;
    const types = Object.entries(properties).map(([key, each]) => [key, { ...each, description: "" }]);
    expect(Object.fromEntries(types)).to.deep.equal({
      levels: { type: "object", description: "" },
      allowUnknown: { type: "array", items: { type: "string" }, description: "" },
      regimes: { type: "array", items: { type: "string" }, description: "" },
      supportedVersions: { type: "array", items: { type: "string" }, description: "" },
      keyDeletionDays: { type: "integer", description: "" },
    });
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
    expect(loadWaivers(root, today)).to.deep.equal({ waivers: [], mistakes: ["waivers.yaml cannot be read (EISDIR)"] });
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
