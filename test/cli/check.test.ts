import { expect } from "chai";

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Evidence } from "../../catalogue/contracts";
import { manifests, projects, rampart } from "./support/process";

const check = (...args: string[]) => rampart(["check", ...args], { cwd: manifests });
const verdictOf = (evidence: Evidence, id: string) => evidence.controls.find((control) => control.id === id)?.verdict;

describe("rampart check, as a process", () => {
  for (const what of ["deployment", "cronjob", "init-container", "list"]) {
    it(`refuses a privileged ${what}, and accepts its repaired twin`, async () => {
      const bad = await check(`privileged-${what}.yaml`);
      expect(bad.code, bad.out + bad.err).to.equal(1);
      expect(bad.out).to.contain("FAIL  PSS-01");
      expect(bad.out).to.contain(`  file      privileged-${what}.yaml`);
      const good = await check(`repaired-${what}.yaml`);
      expect(good.code, good.out + good.err).to.equal(0);
      expect(good.out).to.match(/\nCompliant: /);
    });
  }

  it("judges each file on its own, with one evidence for all and the worst exit code", async () => {
    const { code, out, err } = await check("repaired-deployment.yaml", "privileged-cronjob.yaml", "--json", "-");
    expect(code, err).to.equal(1);
    const evidence = JSON.parse(out) as Evidence;
    expect(evidence.run).to.include({ mode: "manifests", complete: true });
    expect(verdictOf(evidence, "PSS-01")).to.equal("fail");
    expect(new Set(evidence.findings.map(({ file }) => file))).to.deep.equal(
      new Set(["repaired-deployment.yaml", "privileged-cronjob.yaml"]),
    );
    const failed = evidence.findings.filter(({ verdict }) => verdict === "fail");
    expect(new Set(failed.map(({ file }) => file))).to.deep.equal(new Set(["privileged-cronjob.yaml"]));
    expect(evidence.controls.find(({ id }) => id === "PSS-01")?.evaluated).to.equal(2);
  });

  it("does not ask a manifest for what only a stack can have", async () => {
    const { code, out, err } = await check("several-documents.yaml", "--json", "-");
    expect(code, err).to.equal(0);
    for (const id of ["NET-05", "POL-01", "LOG-02"]) {
      expect(verdictOf(JSON.parse(out) as Evidence, id), id).to.equal("not-applicable");
    }
  });

  it("does not call compliant what no control applies to", async () => {
    const { code, out, err } = await check("several-documents.yaml");
    expect(code, err).to.equal(0);
    expect(out).to.match(/\nNo control applies to what could be seen, so this says nothing about compliance\.\n$/);
  });

  it("refuses what is nested too deep to be taken apart, before anything is judged", async () => {
    const folder = mkdtempSync(join(tmpdir(), "rampart-check-"));
    try {
      const file = join(folder, "deep.json");
      const list = '{"apiVersion":"v1","kind":"List","items":[';
      writeFileSync(file, `${list.repeat(8000)}${"]}".repeat(8000)}`);
      const { code, out, err } = await check(file);
      expect({ code, out }).to.deep.equal({ code: 2, out: "" });
      expect(err).to.match(/^rampart: cannot judge .*deep\.json: it is nested more than 500 levels deep; accepted are/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("judges the exported state of a stack", async () => {
    const good = await check("stack-export.json", "--json", "-");
    expect(good.code, good.err).to.equal(0);
    const evidence = JSON.parse(good.out) as Evidence;
    expect(evidence).to.include({ project: "shop", stack: "prod" });
    expect(evidence.run.mode).to.equal("stack-export");
    expect(verdictOf(evidence, "KEY-01")).to.equal("pass");
    const bad = await check("stack-export-without-rotation.json");
    expect(bad.code, bad.out + bad.err).to.equal(1);
    expect(bad.out).to.contain("FAIL  KEY-01");
  });

  it("judges by the pack of another maker, and ends with 3 when that breaks", async () => {
    const foreign = await check("stack-export.json", "--policy-pack", join(projects, "cmd-pack-foreign"));
    expect(foreign.code, foreign.out + foreign.err).to.equal(0);
    expect(foreign.out).to.contain("ADVICE  few-resources  [advisory]");
    const broken = await check("repaired-list.yaml", "--policy-pack", join(projects, "cmd-pack-throws"), "--json", "-");
    expect(broken.code, broken.err).to.equal(3);
    expect(broken.err).to.match(
      /^rampart: repaired-list\.yaml: the policy pack .* could not be loaded: the pack has no time today\n$/,
    );
    expect((JSON.parse(broken.out) as Evidence).run).to.include({ complete: false, mode: "manifests" });
  });

  it("takes the configuration of the pack, and says what it weakened", async () => {
    const folder = mkdtempSync(join(tmpdir(), "rampart-check-"));
    try {
      const config = join(folder, "pack.json");
      writeFileSync(config, JSON.stringify({ "PSS-01": "advisory" }));
      const { code, out } = await check("privileged-deployment.yaml", "--policy-pack-config", config);
      expect(code, out).to.equal(0);
      expect(out).to.match(/PSS-01 {2}mandatory → advisory/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
