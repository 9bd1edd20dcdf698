import { createHash } from "node:crypto";
import { expect } from "chai";
import type { Evidence } from "../../../catalogue";
import { broken, component, compliantStack, samples, unknown } from "../../support/samples";
import { type Outcome, replacing, run } from "./harness";

const open = { ...broken(samples.cluster(), "vpcConfig.endpointPublicAccess", true), under: [component] };
const stack = replacing(compliantStack(), open);
const waiver = (more: Record<string, unknown> = {}) =>
  `waivers: [${JSON.stringify({ control: "NET-01", resource: "aws:eks/cluster:Cluster::ma*", reason: "migration", owner: "platform", approver: "security", ticket: "SEC-1", created: "2026-11-01", expires: "2026-12-31", ...more })}]\n`;
const net01 = (lines: { message: string }[]) => lines.filter(({ message }) => message.startsWith("NET-01"));
const gov01 = ({ findings }: Evidence) =>
  findings.filter(({ control }) => control === "GOV-01").map(({ policy, verdict }) => `${policy} ${verdict}`);
const told = ({ violations }: Outcome) =>
  violations
    .filter(({ message }) => message.startsWith("GOV-01"))
    .map(({ policy, level, message }) => `${policy} ${level} ${message.split("\n")[0]!.slice("GOV-01 ".length)}`);
/** The cluster says that it read the same file. */
const agreeing = (text: string) =>
  replacing(stack, broken(samples.compliantCluster(), "waiversHash", createHash("sha256").update(text).digest("hex")));

describe("compliance pack: waivers", () => {
  it("keeps a waived finding in the evidence, and from the engine", async () => {
    const text = waiver();
    const { violations, finding, evidence } = await run(agreeing(text), { waivers: text });
    expect(violations).to.deep.equal([]);
    expect(finding("NET-01").verdict).to.equal("waived");
    expect(finding("NET-01").message).to.match(/^the endpoint is public .* \(waived by platform until 2026-12-31\)$/);
    expect(evidence.waivers).to.deep.equal([
      {
        control: "NET-01",
        resource: "aws:eks/cluster:Cluster::ma*",
        reason: "migration",
        owner: "platform",
        approver: "security",
        ticket: "SEC-1",
        created: "2026-11-01",
        expires: "2026-12-31",
        status: "used",
        matched: 1,
      },
    ]);
    expect(evidence.waiversHash).to.equal(createHash("sha256").update(text).digest("hex"));
    expect(evidence.summary.verdict).to.equal("waived");
    expect(evidence.summary.waivers).to.deep.equal({ matched: 1, expired: 0, unmatched: 0 });
    expect(gov01(evidence)).to.deep.equal(["stack-mandatory/GOV-01 pass"]);
  });

  it("waives what is unknown as well", async () => {
    const text = waiver({ control: "ENC-01" });
    const { violations, finding } = await run([broken(samples.cluster(), "encryptionConfig", unknown)], {
      waivers: text,
    });
    expect(finding("ENC-01").verdict).to.equal("waived");
    expect(violations.filter(({ message }) => message.startsWith("ENC-01"))).to.deep.equal([]);
  });

  it("holds to the end of its last day, and then names itself in what it no longer waives", async () => {
    const text = waiver();
    const last = await run(agreeing(text), { waivers: text, today: "2026-12-31T23:59:59Z" });
    expect(last.violations).to.deep.equal([]);
    const { violations, finding, evidence } = await run(agreeing(text), {
      waivers: text,
      today: "2027-01-01T00:00:00Z",
    });
    expect(net01(violations)).to.have.length(1);
    expect(finding("NET-01").verdict).to.equal("fail");
    expect(finding("NET-01").message).to.match(/; waiver of platform expired on 2026-12-31$/);
    expect(evidence.waivers.map(({ status, matched }) => [status, matched])).to.deep.equal([["expired", 1]]);
    expect(evidence.summary.waivers).to.deep.equal({ matched: 0, expired: 1, unmatched: 0 });
    expect(
      violations
        .find(({ message }) => message.startsWith("GOV-01"))!
        .message.split("\n")
        .slice(0, 2),
    ).to.deep.equal([
      "GOV-01 the waiver of NET-01 on aws:eks/cluster:Cluster::ma* (platform) expired on 2026-12-31; findings that it no longer excuses: 1",
      "Repair: Repair what it excused and remove it from waivers.yaml, or have it decided anew, with its own ticket and days.",
    ]);
    expect(gov01(evidence)).to.deep.equal(["stack-mandatory/GOV-01/expired fail"]);
  });

  it("does not waive another resource or control, and finds that it is not needed", async () => {
    const unmatched = (resource: string, control = "NET-01", why = "matches no finding of this stack") => [
      `stack-mandatory mandatory the waiver of ${control} on aws:eks/cluster:Cluster::${resource} (platform) ${why}`,
    ];
    for (const [more, expected] of [
      [{ resource: "aws:eks/cluster:Cluster::other" }, unmatched("other")],
      [{ control: "LOG-02" }, unmatched("ma*", "LOG-02")],
      [{ control: "NET-99" }, unmatched("ma*", "NET-99", "names no control of the catalogue")],
    ] as const) {
      const text = waiver(more);
      const outcome = await run(agreeing(text), { waivers: text });
      expect(net01(outcome.violations)).to.have.length(1);
      expect(told(outcome)).to.deep.equal(expected);
      expect(gov01(outcome.evidence)).to.deep.equal(["stack-mandatory/GOV-01/matched fail"]);
      expect(outcome.evidence.waivers.map(({ status, matched }) => [status, matched])).to.deep.equal([["unused", 0]]);
      expect(outcome.evidence.summary.waivers).to.deep.equal({ matched: 0, expired: 0, unmatched: 1 });
    }
  });

  it("does not waive in another stack, which it says nothing of", async () => {
    for (const expires of ["2026-12-31", "2026-11-20"]) {
      const text = waiver({ environments: ["prod"], expires });
      const outcome = await run(agreeing(text), { waivers: text });
      expect(net01(outcome.violations)).to.have.length(1);
      expect(told(outcome)).to.deep.equal([]);
      expect(outcome.evidence.waivers).to.deep.equal([]);
      expect(outcome.verdict("GOV-01")).to.equal("pass");
    }
    const here = waiver({ environments: ["prod", "dev"], resource: "aws:eks/cluster:Cluster::other" });
    expect(told(await run(agreeing(here), { waivers: here }))).to.have.length(1);
  });

  it("needs every waiver offline, where everything is as little known as it will ever be", async () => {
    const text = waiver({ control: "LOG-01" });
    const inMode = (mode: string) => run(agreeing(text), { waivers: text, mode });
    expect(told(await inMode("offline-preview"))).to.have.length(1);
    // LOG-01 passes on the cluster here, and may not have been known before there was a state.
    for (const mode of ["preview", "update", "stack-export"]) {
      const outcome = await inMode(mode);
      expect(told(outcome), mode).to.deep.equal([]);
      expect(outcome.evidence.waivers.map(({ status }) => status)).to.deep.equal(["unused"]);
    }
  });

  it("does not ask single manifests for what may be elsewhere, but for waivers that are whole and in force", async () => {
    const unused = waiver({ resource: "aws:eks/cluster:Cluster::other" });
    const manifests = (waivers: string) => run([samples.namespace()], { waivers, mode: "manifests" });
    const quiet = await manifests(unused);
    expect(told(quiet)).to.deep.equal([]);
    expect(quiet.evidence.controls.find(({ id }) => id === "GOV-01")).to.deep.include({
      verdict: "not-applicable",
      reason: "needs the whole stack, and single manifests were judged",
    });
    expect(told(await manifests(waiver({ expires: "2026-11-20" })))).to.have.length(1);
    expect(told(await manifests(waiver({ ticket: "" })))).to.have.length(1);
  });

  it("judges a stack without waivers clean, and none where there is nothing", async () => {
    const { evidence, verdict } = await run(compliantStack());
    expect(gov01(evidence)).to.deep.equal(["stack-mandatory/GOV-01 pass"]);
    expect(verdict("GOV-01")).to.equal("pass");
    expect(evidence.controls.find(({ id }) => id === "GOV-01")).to.deep.include({
      evaluated: 0,
      reason: "it judges waivers.yaml, which is no resource",
    });
    expect(evidence.summary.waivers).to.deep.equal({ matched: 0, expired: 0, unmatched: 0 });
    expect((await run([])).evidence.controls.find(({ id }) => id === "GOV-01")).to.deep.include({
      verdict: "not-applicable",
      reason: "the stack holds no resource",
    });
  });

  it("takes its pass for none of the stack", async () => {
    const { evidence, verdict } = await run([{ ...samples.key(), type: "my:other/thing:Thing" }]);
    expect(verdict("GOV-01")).to.equal("pass");
    expect(evidence.summary.verdict).to.equal("not-applicable");
  });

  it("has a level like every control, on the record", async () => {
    const text = waiver({ resource: "aws:eks/cluster:Cluster::other" });
    const at = async (level: string) => {
      const outcome = await run(agreeing(text), { waivers: text, settings: { levels: { "GOV-01": level } } });
      return [told(outcome).map((each) => each.split(" ")[0]), outcome.evidence.summary.lowered];
    };
    const lowered = (level: string) => [{ id: "GOV-01", level, catalogueLevel: "mandatory" }];
    expect(await at("advisory")).to.deep.equal([["stack-advisory"], lowered("advisory")]);
    expect(await at("disabled")).to.deep.equal([[], lowered("disabled")]);
  });

  it("says that admission does not know a waiver which names no object", async () => {
    const bad = broken(samples.deployment(), "spec.template.spec.hostPID", true);
    const pods = { control: "PSS-01", resource: `${bad.type}::${bad.name}` };
    const noteOf = async (more: Record<string, unknown>) => {
      const { evidence } = await run([bad], { waivers: waiver({ ...pods, ...more }) });
      return evidence.waivers.map(({ status, note }) => [status, note]);
    };
    expect(await noteOf({})).to.deep.equal([
      ["used", "holds in previews only: it names no `object`, and admission judges by the same rules"],
    ]);
    expect(await noteOf({ object: { kind: "Deployment", namespace: "shop", name: "web" } })).to.deep.equal([
      ["used", undefined],
    ]);
  });

  it("refuses a malformed file with every mistake, one violation a waiver, and then waives nothing", async () => {
    const one = JSON.stringify({ control: "NET-01" });
    const text = waiver({ owner: "", expires: "2026-13-01" }).replace("[", `[${one}, `);
    const outcome = await run(agreeing(text), { waivers: text });
    const about = outcome.violations.filter(({ message }) => message.startsWith("GOV-01"));
    expect(about.map(({ message }) => message.split("\nRepair")[0]!.split("\n"))).to.deep.equal([
      [
        "GOV-01 waivers.yaml: waivers[0].resource: got nothing; expected a whole URN, or a type without `*` and at least a part of a name, such as aws:eks/cluster:Cluster::dev-*",
        "waivers[0].reason: got nothing; expected a non-empty text",
        "waivers[0].owner: got nothing; expected a non-empty text",
        "waivers[0].approver: got nothing; expected a non-empty text",
        "waivers[0].ticket: got nothing; expected where the decision is recorded, such as SEC-1234",
        "waivers[0].created: got nothing; expected a date such as 2027-01-31",
        "waivers[0].expires: got nothing; expected a date such as 2027-01-31",
      ],
      [
        'GOV-01 waivers.yaml: waivers[1].owner: got ""; expected a non-empty text',
        'waivers[1].expires: got "2026-13-01"; expected a date that exists',
      ],
    ]);
    expect(about.map(({ level }) => level)).to.deep.equal(["mandatory", "mandatory"]);
    expect(net01(outcome.violations)).to.have.length(1);
    expect(outcome.verdict("GOV-01")).to.equal("fail");
    expect(outcome.verdict("POL-01")).to.equal("pass");
    expect(outcome.evidence.summary.verdict).to.equal("fail");
    expect(outcome.evidence.waivers).to.deep.equal([]);
  });

  it("finds a waiver that is too broad", async () => {
    for (const resource of ["aws:eks/cluster:Cluster::*", "*::main", "aws:*:Cluster::main"]) {
      const text = waiver({ resource });
      const outcome = await run(agreeing(text), { waivers: text });
      expect(told(outcome)[0], resource).to.contain(
        `waivers[0].resource: got ${JSON.stringify(resource)}; expected a whole URN`,
      );
      expect(net01(outcome.violations)).to.have.length(1);
      expect(gov01(outcome.evidence)).to.deep.equal(["stack-mandatory/GOV-01/complete fail"]);
    }
  });

  it("refuses a file that is no YAML", async () => {
    const { violations } = await run(stack, { waivers: "waivers: [" });
    expect(violations.some(({ message }) => message.startsWith("GOV-01 waivers.yaml is no YAML"))).to.equal(true);
  });

  it("refuses a file whose aliases multiply, or lead nowhere", async () => {
    const levels = Array.from({ length: 9 }, (_, index) => {
      const inner = index === 0 ? `"x"` : `*a${index - 1}`;
      return `a${index}: &a${index} [${Array.from({ length: 9 }, () => inner).join(", ")}]`;
    });
    for (const text of [levels.join("\n"), "waivers: *nowhere"]) {
      const { violations, evidence } = await run(stack, { waivers: text });
      const about = violations.filter(({ message }) => message.startsWith("GOV-01 waivers.yaml is no YAML"));
      expect(about, text.slice(0, 20)).to.have.length(1);
      expect(net01(violations)).to.have.length(1);
      expect(evidence.waivers).to.deep.equal([]);
    }
  });

  it("finds that program and pack read different files", async () => {
    const declaring = (waiversHash: string | undefined) =>
      broken(samples.compliantCluster(), "waiversHash", waiversHash);
    const text = "waivers: []\n";
    const hash = createHash("sha256").update(text).digest("hex");
    const apart =
      "stack-mandatory mandatory the program and the policy pack read different waiver files; expected one and the same";
    for (const [declared, waivers] of [
      ["00", undefined],
      ["00", text],
      [undefined, text],
    ] as const) {
      const outcome = await run([declaring(declared)], waivers === undefined ? {} : { waivers });
      expect(told(outcome)).to.deep.equal([apart]);
      expect(gov01(outcome.evidence)).to.deep.equal(["stack-mandatory/GOV-01/file error"]);
      expect(outcome.evidence.summary.verdict).to.equal("error");
    }
    expect(told(await run([declaring(undefined)]))).to.deep.equal([]);
    expect(told(await run([declaring(hash)], { waivers: text }))).to.deep.equal([]);
  });
});
