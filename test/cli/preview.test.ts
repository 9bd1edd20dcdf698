import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";

import type { Evidence } from "../../catalogue/contracts";
import { readEvidence } from "../../cli/gate/read-evidence";
import { copyOf, projects, rampart, start } from "./support/process";

const project = (name: string) => join(projects, name);
const verdictOf = (evidence: Evidence, id: string) => evidence.controls.find((control) => control.id === id)?.verdict;
const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

describe("rampart preview, as a process", () => {
  it("judges a project that uses none of our components", async () => {
    const { code, out, err } = await rampart(["preview", "--stack", "dev"], { cwd: project("cmd-plain") });
    expect(err).to.equal("");
    expect(code, out).to.equal(0);
    expect(out).to.contain("plain / dev");
    expect(out).to.contain(
      [
        "plain:index:Storage  data",
        "├─ aws:cloudwatch/logGroup:LogGroup  data-logs",
        "└─ aws:kms/key:Key  data-key",
      ].join("\n"),
    );
    expect(out).to.match(/\nCompliant: /);
    expect(out).to.equal(stripVTControlCharacters(out));
  });

  it("takes the only stack there is, and the project from a folder below it", async () => {
    const { code, out } = await rampart(["preview"], { cwd: project("cmd-plain") });
    expect(code, out).to.equal(0);
    expect(out).to.contain("plain / dev");
  });

  it("takes the stack of PULUMI_STACK", async () => {
    const { out } = await rampart(["preview"], { cwd: project("cmd-volumes"), env: { PULUMI_STACK: "linked" } });
    expect(out).to.contain("volumes / linked");
  });

  it("prints the evidence and nothing else on stdout with --json -, and the report on stderr", async () => {
    const { code, out, err } = await rampart(["preview", "--json", "-"], { cwd: project("cmd-public") });
    expect(code).to.equal(1);
    const evidence = JSON.parse(out) as Evidence;
    expect(evidence).to.include({ project: "public", stack: "dev" });
    expect(evidence.run).to.include({ complete: true, mode: "offline-preview" });
    expect(verdictOf(evidence, "NET-03")).to.equal("fail");
    expect(err).to.contain("FAIL  NET-03");
  });

  it("writes evidence that the shape of the gate accepts, and that equals the printed one", async () => {
    const copy = copyOf("cmd-public");
    try {
      const { out } = await rampart([
        "preview",
        "--cwd",
        copy.cwd,
        "--json",
        "-",
        "--evidence",
        join(copy.cwd, "e.json"),
      ]);
      const file = join(copy.cwd, "e.json");
      expect(readFileSync(file, "utf8")).to.equal(out);
      expect(readEvidence(file, "e.json")).to.have.property("evidence");
      expect(copy.files()).to.deep.equal([
        "Pulumi.dev.yaml",
        "Pulumi.yaml",
        "e.json",
        "index.js",
        "node_modules",
        "package.json",
      ]);
    } finally {
      copy.remove();
    }
  });

  it("gives equal evidence for equal programs, outside of `run`", async () => {
    const once = async () => {
      const { out } = await rampart(["preview", "--json", "-"], { cwd: project("cmd-plain") });
      return { ...(JSON.parse(out) as Evidence), run: undefined };
    };
    expect(await once()).to.deep.equal(await once());
  });

  it("names violation, resource, what to do and the requirements", async () => {
    const { code, out } = await rampart(["preview"], { cwd: project("cmd-public") });
    expect(code).to.equal(1);
    const block = out.slice(out.indexOf("FAIL  NET-03"));
    expect(block).to.match(/ {2}resource {2}aws:ec2\/securityGroup:SecurityGroup open\n/);
    expect(block).to.match(/ {2}found {5}\S/);
    expect(block).to.match(/ {2}to do {5}\S/);
    expect(block.replace(/\s+/g, " ")).to.match(/breaks PCI DSS.*1\.3\.1 \(D\).*HIPAA.*GDPR.*POPIA.*ISO/);
    expect(out).to.match(/\nNot compliant: 1 mandatory control failed or stayed unknown \(NET-03\)\.\n$/);
  });

  it("waives by the project's waiver file, until it expires", async () => {
    const copy = copyOf("cmd-public");
    try {
      const waive = (expires: string) =>
        writeFileSync(
          join(copy.cwd, "waivers.yaml"),
          `waivers:\n  - control: NET-03\n    resource: "aws:ec2/securityGroup:SecurityGroup::open"\n    reason: a partner's office\n    owner: platform\n    approver: security\n    ticket: SEC-1\n    created: "${day(-10)}"\n    expires: "${expires}"\n`,
        );
      waive(day(30));
      const holds = await rampart(["preview", "--cwd", copy.cwd]);
      expect(holds.code, holds.out).to.equal(0);
      expect(holds.out).to.contain("WAIVED  NET-03");
      expect(holds.out).to.contain("Waivers  1 matched, 0 expired, 0 unmatched");
      expect(holds.out).to.contain(`until ${day(30)} by platform: a partner's office`);
      waive(day(-1));
      const expired = await rampart(["preview", "--cwd", copy.cwd]);
      expect(expired.code, expired.out).to.equal(1);
      expect(expired.out).to.contain("FAIL  NET-03");
      expect(expired.out).to.contain("FAIL  GOV-01");
      expect(expired.out).to.contain(`expired on ${day(-1)}`);
    } finally {
      copy.remove();
    }
  });

  it("takes a key of this stack for compliant, and a key from elsewhere for unknown", async () => {
    const judge = (stack: string) =>
      rampart(["preview", "--stack", stack, "--json", "-"], { cwd: project("cmd-volumes") });
    const linked = await judge("linked");
    expect(verdictOf(JSON.parse(linked.out) as Evidence, "ENC-03")).to.equal("pass");
    expect(linked.code, linked.err).to.equal(0);
    const unknown = await judge("unknown");
    expect(verdictOf(JSON.parse(unknown.out) as Evidence, "ENC-03")).to.equal("unknown");
    expect(unknown.code, unknown.err).to.equal(1);
    expect(unknown.err).to.contain("UNKNOWN  ENC-03");
  });

  it("lets a control stay unknown only where the pack's configuration allows it", async () => {
    const copy = copyOf("cmd-volumes");
    try {
      const config = join(copy.cwd, "pack.json");
      writeFileSync(config, JSON.stringify({ evidence: { allowUnknown: ["ENC-03"] } }));
      const run = await rampart(["preview", "--cwd", copy.cwd, "--stack", "unknown", "--policy-pack-config", config]);
      expect(run.code, run.out).to.equal(0);
      expect(run.out).to.match(/UNKNOWN {2}ENC-03 .*allowed to stay unknown by the settings/);
    } finally {
      copy.remove();
    }
  });

  it("answers a call by a fixture of the user's", async () => {
    const copy = copyOf("cmd-invoke");
    try {
      const fixtures = join(copy.cwd, "fixtures.json");
      writeFileSync(
        fixtures,
        JSON.stringify({ invokes: [{ token: "aws:ssm/getParameter:getParameter", result: { value: "ami-1" } }] }),
      );
      const run = await rampart(["preview", "--cwd", copy.cwd, "--fixtures", fixtures]);
      expect(run.out).to.contain("aws:ec2/launchTemplate:LaunchTemplate  web");
      expect(run.code, run.out + run.err).not.to.equal(3);
    } finally {
      copy.remove();
    }
  });

  it("takes encrypted settings for unknown without a passphrase, and says which", async () => {
    const { code, out, err } = await rampart(["preview"], {
      cwd: project("cmd-secret"),
      env: { PULUMI_CONFIG_PASSPHRASE: undefined },
    });
    expect(code, out + err).to.equal(0);
    expect(out).to.contain("Secure settings are not decrypted and were unknown here: secret:password.");
  });

  it("judges by the pack of another maker, whose violations decide", async () => {
    const pack = ["--policy-pack", project("cmd-pack-foreign")];
    const run = await rampart(["preview", ...pack], { cwd: project("cmd-plain") });
    expect(run.code, run.out + run.err).to.equal(1);
    expect(run.out).to.contain("FAIL  keys-are-described  [mandatory]");
    expect(run.out).to.contain("  found     this key has no description");
    expect(run.out).to.contain("ADVICE  few-resources  [advisory]");
    const fine = await rampart(["preview", ...pack, "--json", "-"], { cwd: project("cmd-public") });
    expect(fine.code, fine.out + fine.err).to.equal(0);
    const { run: how } = JSON.parse(fine.out) as Evidence;
    expect(how.complete).to.equal(false);
  });

  it("says in the evidence, and loudly, what the configuration weakened", async () => {
    const copy = copyOf("cmd-public");
    try {
      const config = join(copy.cwd, "pack.json");
      const judge = async (settings: object) => {
        writeFileSync(config, JSON.stringify(settings));
        const run = await rampart(["preview", "--cwd", copy.cwd, "--policy-pack-config", config, "--json", "-"]);
        return { ...run, evidence: JSON.parse(run.out) as Evidence };
      };
      const advisory = await judge({ all: "advisory" });
      expect(advisory.code, advisory.err).to.equal(0);
      expect(advisory.evidence.controls.every(({ level }) => level !== "mandatory")).to.equal(true);
      expect(advisory.err).to.match(/NET-03 {2}mandatory → advisory/);
      const disabled = await judge({ "NET-03": "disabled" });
      expect(disabled.code, disabled.err).to.equal(0);
      expect(disabled.evidence.controls.find(({ id }) => id === "NET-03")).to.include({
        level: "disabled",
        catalogueLevel: "mandatory",
      });
      expect(disabled.err).to.match(/NET-03 {2}mandatory → disabled/);
    } finally {
      copy.remove();
    }
  });

  it("refuses a configuration that switches off the evidence of what else it switches off", async () => {
    const copy = copyOf("cmd-public");
    try {
      const config = join(copy.cwd, "pack.json");
      for (const settings of [{ all: "disabled" }, { evidence: "disabled" }]) {
        writeFileSync(config, JSON.stringify(settings));
        const { code, out, err } = await rampart(["preview", "--cwd", copy.cwd, "--policy-pack-config", config]);
        expect({ code, out }).to.deep.equal({ code: 2, out: "" });
        expect(err).to.equal(
          `rampart: ${config}:\n  evidence: cannot be disabled; lower single controls with evidence.levels\n`,
        );
      }
    } finally {
      copy.remove();
    }
  });

  it("ends on SIGINT with the shell's code; no file is left, and no process", async () => {
    const copy = copyOf("cmd-plain");
    const temporary = mkdtempSync(join(tmpdir(), "rampart-temporary-"));
    try {
      const before = copy.files();
      const args = ["preview", "--cwd", copy.cwd, "--evidence", join(copy.cwd, "e.json")];
      const { child, ended } = start(args, { env: { TMPDIR: temporary } });
      let children: number[] = [];
      while (children.length < 2 && child.exitCode === null) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        children = childrenOf(child.pid!);
      }
      child.kill("SIGINT");
      expect((await ended).code).to.equal(130);
      expect(copy.files()).to.deep.equal(before);
      expect(readdirSync(temporary)).to.deep.equal([]);
      expect(children.filter(isAlive)).to.deep.equal([]);
    } finally {
      rmSync(temporary, { recursive: true });
      copy.remove();
    }
  });
});

function childrenOf(pid: number): number[] {
  const listed = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  const rows = listed
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  return rows.filter(([, parent]) => parent === pid).map(([own]) => own!);
}

function isAlive(pid: number): boolean {
  const state = execFileSync("ps", ["-A", "-o", "pid=,stat="], { encoding: "utf8" });
  const row = state.split("\n").find((line) => Number(line.trim().split(/\s+/)[0]) === pid);
  // One that ended, and that nobody has waited for yet, is no longer alive.
  return row !== undefined && !/\sZ/.test(row);
}
