import { createHash } from "node:crypto";
import { expect } from "chai";
import { broken, component, compliantStack, samples, unknown } from "../../support/samples";
import { replacing, run } from "./harness";

const open = { ...broken(samples.cluster(), "vpcConfig.endpointPublicAccess", true), under: [component] };
const stack = replacing(compliantStack(), open);
const waiver = (more: Record<string, unknown> = {}) =>
  `waivers: [${JSON.stringify({ control: "NET-01", resource: "aws:eks/cluster:Cluster::ma*", reason: "migration", owner: "platform", expires: "2026-12-31", ...more })}]\n`;
const net01 = (lines: { message: string }[]) => lines.filter(({ message }) => message.startsWith("NET-01"));
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
        expires: "2026-12-31",
        status: "used",
        matched: 1,
      },
    ]);
    expect(evidence.waiversHash).to.equal(createHash("sha256").update(text).digest("hex"));
    expect(evidence.summary.verdict).to.equal("waived");
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
  });

  it("does not waive another resource, control or stack", async () => {
    for (const more of [
      { resource: "aws:eks/cluster:Cluster::other" },
      { control: "LOG-01" },
      { environments: ["prod"] },
    ]) {
      const text = waiver(more);
      const { violations, evidence } = await run(agreeing(text), { waivers: text });
      expect(net01(violations)).to.have.length(1);
      expect(evidence.waivers.map(({ status, matched }) => [status, matched])).to.deep.equal([["unused", 0]]);
    }
  });

  it("refuses a malformed file with every mistake, and then waives nothing", async () => {
    const text = waiver({ owner: "", expires: "2026-13-01" });
    const { violations, evidence, verdict } = await run(agreeing(text), { waivers: text });
    const about = violations.filter(({ message }) => message.startsWith("POL-01"));
    expect(about.map(({ message }) => message.split("\n")[0])).to.deep.equal([
      'POL-01 waivers.yaml: waivers[0].owner: got ""; expected a non-empty text',
      'POL-01 waivers.yaml: waivers[0].expires: got "2026-13-01"; expected a date that exists',
    ]);
    expect(about.map(({ level }) => level)).to.deep.equal(["mandatory", "mandatory"]);
    expect(net01(violations)).to.have.length(1);
    expect(verdict("POL-01")).to.equal("error");
    expect(evidence.summary.verdict).to.equal("error");
    expect(evidence.waivers).to.deep.equal([]);
  });

  it("refuses a file that is no YAML", async () => {
    const { violations } = await run(stack, { waivers: "waivers: [" });
    expect(violations.some(({ message }) => message.startsWith("POL-01 waivers.yaml is no YAML"))).to.equal(true);
  });

  it("refuses a file whose aliases multiply, or lead nowhere", async () => {
    const levels = Array.from({ length: 9 }, (_, index) => {
      const inner = index === 0 ? `"x"` : `*a${index - 1}`;
      return `a${index}: &a${index} [${Array.from({ length: 9 }, () => inner).join(", ")}]`;
    });
    for (const text of [levels.join("\n"), "waivers: *nowhere"]) {
      const { violations, evidence } = await run(stack, { waivers: text });
      const about = violations.filter(({ message }) => message.startsWith("POL-01 waivers.yaml is no YAML"));
      expect(about, text.slice(0, 20)).to.have.length(1);
      expect(net01(violations)).to.have.length(1);
      expect(evidence.waivers).to.deep.equal([]);
    }
  });

  it("finds that program and pack read different files", async () => {
    const declared = replacing(compliantStack(), broken(samples.compliantCluster(), "waiversHash", "00"));
    const { violations, evidence } = await run(declared);
    expect(violations.map(({ policy, level }) => `${policy} ${level}`)).to.deep.equal(["stack-mandatory mandatory"]);
    expect(
      evidence.findings
        .filter(({ verdict }) => verdict !== "pass")
        .map(({ policy, verdict }) => `${policy} ${verdict}`),
    ).to.deep.equal(["stack-mandatory/waivers error"]);
    expect((await run(compliantStack(), { waivers: waiver() })).evidence.summary.verdict).to.equal("error");
  });
});
