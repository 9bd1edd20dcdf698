import { expect } from "chai";
import { controls, type Level } from "../../../catalogue";
import { accountProvider, inAccount } from "../../support/account-samples";
import { broken, samples, unknown } from "../../support/samples";
import { run, type RunOptions } from "./harness";

/** NET-01 fails, ENC-01 is unknown; by joins NET-06, LOG-02 and POL-01 fail, and KEY-04 and BCK-03 are unknown. */
const stack = [
  accountProvider(),
  inAccount(
    broken(
      broken(samples.cluster(), "vpcConfig.endpointPublicAccess", true),
      "encryptionConfig.provider.keyArn",
      unknown,
    ),
  ),
];

const told = async (options: RunOptions) => {
  const { violations, evidence } = await run(stack, options);
  return {
    lines: violations.map(({ policy, level, message }) => `${message.split(" ")[0]} ${policy} ${level}`),
    level: (id: string): Level => evidence.controls.find((each) => each.id === id)!.level,
    evidence,
  };
};

describe("compliance pack: levels", () => {
  it("reports failures of resources at once, unknowns and joins at the end", async () => {
    expect((await told({})).lines).to.deep.equal([
      "NET-01 NET-01 mandatory",
      "ENC-01 stack-mandatory mandatory",
      "TLS-01 stack-mandatory mandatory",
      "NET-06 stack-mandatory mandatory",
      "RBAC-04 stack-mandatory mandatory",
      "LOG-02 stack-mandatory mandatory",
      "MON-01 stack-mandatory mandatory",
      "MON-02 stack-mandatory mandatory",
      "MON-04 stack-mandatory mandatory",
      "POL-01 stack-mandatory mandatory",
      "POL-02 stack-mandatory mandatory",
      "SEC-01 stack-mandatory mandatory",
      "BCK-01 stack-mandatory mandatory",
      "BCK-03 stack-mandatory mandatory",
    ]);
  });

  it("moves controls between policies by its settings", async () => {
    const addons = ["TLS-01", "RBAC-04", "MON-01", "MON-02", "MON-04", "SEC-01", "BCK-01"];
    const off = ["ENC-01", "NET-06", "POL-01", "POL-02", "BCK-03", ...addons];
    const disabled = Object.fromEntries(off.map((id) => [id, "disabled"]));
    const settings = { levels: { "NET-01": "advisory", "LOG-02": "advisory", ...disabled } };
    const { lines, level, evidence } = await told({ settings });
    expect(lines).to.deep.equal(["NET-01 stack-advisory advisory", "LOG-02 stack-advisory advisory"]);
    expect(["NET-01", "LOG-02", "ENC-01", "POL-01"].map(level)).to.deep.equal([
      "advisory",
      "advisory",
      "disabled",
      "disabled",
    ]);
    const encryption = evidence.controls.find(({ id }) => id === "ENC-01")!;
    expect([encryption.verdict, encryption.reason, encryption.catalogueLevel]).to.deep.equal([
      "not-applicable",
      "disabled by the policy configuration",
      "mandatory",
    ]);
    expect(evidence.summary.verdict).to.equal("pass");
    expect(evidence.summary.lowered).to.deep.equal([
      ...[...off, "NET-01", "LOG-02"].sort().map((id) => ({
        id,
        level: off.includes(id) ? "disabled" : "advisory",
        catalogueLevel: "mandatory",
      })),
    ]);
  });

  it("records nothing where no level is below the catalogue's", async () => {
    expect((await told({})).evidence.summary.lowered).to.deep.equal([]);
    const raised = await told({ settings: { levels: { "BCK-04": "mandatory", "NET-01": "mandatory" } } });
    expect(raised.evidence.summary.lowered).to.deep.equal([]);
  });

  it("records in its summary what the engine lowers: one policy, a stack policy, all", async () => {
    const lowered = async (levels: Record<string, Level>) => (await told({ levels })).evidence.summary.lowered!;
    expect(await lowered({ "NET-01": "advisory" })).to.deep.equal([
      { id: "NET-01", level: "advisory", catalogueLevel: "mandatory" },
    ]);
    const ofStack = controls.filter(({ kind, level }) => kind === "stack" && level === "mandatory").map(({ id }) => id);
    for (const level of ["advisory", "disabled"] as const)
      expect(await lowered({ "stack-mandatory": level })).to.deep.equal(
        [...ofStack].sort().map((id) => ({ id, level, catalogueLevel: "mandatory" })),
      );
    const all = (await lowered({ all: "advisory" })).map(({ id }) => id);
    expect(all).to.include.members(["NET-01", "GOV-01", "POL-01"]);
    expect(all).not.to.include("BCK-04");
    expect((await lowered({ all: "disabled", evidence: "mandatory" })).map(({ id }) => id)).to.include("BCK-04");
  });

  it("lets the engine's level of a policy win over the settings", async () => {
    const { lines, level } = await told({
      levels: { "NET-01": "advisory" },
      settings: { levels: { "NET-01": "disabled" } },
    });
    expect(lines[0]).to.equal("NET-01 NET-01 advisory");
    expect(level("NET-01")).to.equal("advisory");
  });

  it("records that everything is advisory", async () => {
    const { lines, evidence } = await told({ levels: { all: "advisory" } });
    expect(lines.filter((line) => !line.endsWith(" advisory"))).to.deep.equal([]);
    expect(lines).to.have.length(14);
    expect(new Set(evidence.controls.map(({ level }) => level))).to.deep.equal(new Set(["advisory"]));
    expect(evidence.controls.filter(({ catalogueLevel }) => catalogueLevel !== "mandatory")).to.have.length(1);
  });

  it("records a disabled policy, and what it would have run", async () => {
    const one = await told({ levels: { "NET-01": "disabled" } });
    expect(one.lines.filter((line) => line.startsWith("NET-01"))).to.deep.equal([]);
    expect(one.level("NET-01")).to.equal("disabled");
    expect(one.evidence.findings.filter(({ control }) => control === "NET-01")).to.deep.equal([]);
    const joins = await told({ levels: { "stack-mandatory": "disabled" } });
    expect(joins.lines).to.deep.equal(["NET-01 NET-01 mandatory"]);
    expect(["LOG-02", "POL-01", "NET-05", "NET-01", "ENC-01"].map(joins.level)).to.deep.equal([
      "disabled",
      "disabled",
      "disabled",
      "mandatory",
      "mandatory",
    ]);
  });

  it("says what is disabled where the evidence alone is left", async () => {
    const { lines, evidence } = await told({ levels: { all: "disabled", evidence: "mandatory" } });
    expect(lines).to.deep.equal([]);
    expect(new Set(evidence.controls.map(({ level }) => level))).to.deep.equal(new Set(["disabled"]));
    expect(evidence.findings).to.deep.equal([]);
    expect(evidence.summary.regimes.map(({ met, notEvidenced }) => [met, notEvidenced > 0])).to.deep.equal(
      Array(5).fill([0, true]),
    );
    expect(
      evidence.notEvidenced.find(({ regime, requirement }) => regime === "pci-dss" && requirement === "10.5.1")!.reason,
    ).to.equal("disabled by the policy configuration: LOG-02");
  });
});
