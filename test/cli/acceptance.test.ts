import { expect } from "chai";
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { controlById, controls, regimes } from "../../catalogue";
import type { Evidence, Verdict } from "../../catalogue/contracts";
import { rampart, root, start } from "./support/process";

/** By environment, the controls that it breaks on purpose. Advice may be broken, nothing else. */
const environments: Record<string, string[]> = { dev: ["BCK-04"], staging: ["BCK-04"], prod: [] };
const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

/** A copy of this project's own program, in which a test may change settings and waivers. */
function copyOfProject(): { cwd: string; remove(): void } {
  const cwd = realpathSync(mkdtempSync(join(tmpdir(), "rampart-acceptance-")));
  for (const part of [
    "catalogue",
    "components",
    "stacks",
    "index.ts",
    "package.json",
    "tsconfig.json",
    "Pulumi.yaml",
  ]) {
    cpSync(join(root, part), join(cwd, part), { recursive: true });
  }
  symlinkSync(join(root, "node_modules"), join(cwd, "node_modules"));
  return { cwd, remove: () => rmSync(cwd, { recursive: true }) };
}

/** The stacks open no port to anybody yet, and policies of buckets and topics name ARNs that only a deployment knows. */
const others: Record<string, Verdict> = {
  "IAM-03": "unknown",
  "NET-08": "not-applicable",
  "TLS-02": "not-applicable",
  "TLS-03": "not-applicable",
  "TLS-04": "unknown",
};

describe("this project's own stacks", () => {
  for (const [stack, broken] of Object.entries(environments)) {
    it(`${stack} is compliant, and every control was evaluated or says why not`, async () => {
      const { code, out, err } = await rampart(["preview", "--stack", stack, "--json", "-"]);
      expect(code, err).to.equal(0);
      const evidence = JSON.parse(out) as Evidence;
      expect(evidence.run.complete).to.equal(true);
      expect(evidence.controls.map(({ id }) => id).sort()).to.deep.equal(controls.map(({ id }) => id).sort());
      for (const { id, evaluated, reason, level, verdict } of evidence.controls) {
        expect(level, id).to.equal(controlById(id)!.level);
        const advised = broken.includes(id) && level === "advisory";
        expect(advised ? "fail" : (others[id] ?? "pass"), id).to.equal(verdict);
        expect(evaluated > 0 || (reason ?? "") !== "", id).to.equal(true);
      }
    });
  }

  it("need neither HOME nor anything of AWS or Pulumi in the environment", async () => {
    const bare = Object.fromEntries(
      Object.keys(process.env)
        .filter((key) => key === "HOME" || /^(AWS|PULUMI)_/.test(key))
        .map((key) => [key, undefined]),
    );
    const { code, err } = await rampart(["preview", "--stack", "prod"], {
      env: { ...bare, AWS_EC2_METADATA_DISABLED: "true" },
    });
    expect(code, err).to.equal(0);
  });

  describe("with the endpoint made public in dev's settings", () => {
    let project: ReturnType<typeof copyOfProject>;
    before(() => {
      project = copyOfProject();
      const file = join(project.cwd, "stacks/config/Pulumi.dev.yaml");
      const settings = readFileSync(file, "utf8").replace(/publicAccess: false/, "publicAccess: true");
      const open = settings.includes("publicAccess: true")
        ? settings
        : `${settings.trimEnd()}\n  rampart:endpoint:\n    publicAccess: true\n`;
      writeFileSync(file, open);
    });
    after(() => project.remove());

    const preview = () => rampart(["preview", "--stack", "dev", "--cwd", project.cwd]);
    const waive = (expires: string) =>
      writeFileSync(
        join(project.cwd, "waivers.yaml"),
        `waivers:\n  - control: NET-01\n    resource: "aws:eks/cluster:Cluster::dev"\n    reason: the office has no VPN yet\n    owner: platform\n    approver: security\n    ticket: SEC-1\n    created: "${day(-10)}"\n    expires: "${expires}"\n`,
      );

    it("exits 1 and names NET-01, the requirements of five regimes, and the setting to change", async () => {
      const { code, out } = await preview();
      expect(code, out).to.equal(1);
      const block = out.slice(out.indexOf("FAIL  NET-01")).split("\n\n")[0]!.replace(/\s+/g, " ");
      expect(block).to.contain("1.3.1 (P)");
      for (const regime of ["pci-dss", "hipaa", "gdpr", "popia", "iso-27001"] as const) {
        expect(block).to.contain(regimes[regime].name);
      }
      expect(block).to.contain("endpoint.publicAccess");
      expect(block).to.contain("rampart:endpoint");
    });

    it("exits 0 with a waiver, and shows it", async () => {
      waive(day(30));
      const { code, out } = await preview();
      expect(code, out).to.equal(0);
      expect(out).to.contain("WAIVED  NET-01");
      expect(out.replace(/\s+/g, " ")).to.contain(`until ${day(30)} by platform: the office has no VPN yet`);
    });

    it("exits 1 when the waiver expired yesterday", async () => {
      waive(day(-1));
      const { code, out } = await preview();
      expect(code, out).to.equal(1);
      expect(out).to.contain("FAIL  NET-01");
      expect(out).to.contain(`expired on ${day(-1)}`);
    });
  });

  it("refuse every mistake in their settings at once, each with its key, what it got and what it expects", async () => {
    const project = copyOfProject();
    try {
      const file = join(project.cwd, "stacks/config/Pulumi.dev.yaml");
      const settings = readFileSync(file, "utf8").replace("nat: single", "nat: singel").replace("diskGiB", "discGiB");
      writeFileSync(file, `${settings.trimEnd()}\n  rampart:endpiont:\n    publicAccess: true\n`);
      const { code, out, err } = await rampart(["preview", "--stack", "dev", "--cwd", project.cwd]);
      expect(code, err).to.equal(2);
      expect(out).to.equal("");
      const lines = err.trimEnd().split("\n");
      expect(lines[0]).to.equal("rampart: stacks/config/Pulumi.dev.yaml cannot be used as it is:");
      expect(lines.slice(1).sort()).to.deep.equal([
        "  rampart:endpiont: got an unknown key; expected `endpoint`",
        '  rampart:network.nat: got "singel"; expected one of single, per-zone, none',
        "  rampart:nodes.general.discGiB: got an unknown key; expected `diskGiB`",
      ]);
    } finally {
      project.remove();
    }
  });

  it("close the pipe early without a word about it", async () => {
    const { child, ended } = start(["preview", "--stack", "prod"]);
    child.stdout.destroy();
    const { code, err } = await ended;
    expect(code).to.equal(0);
    expect(err).to.equal("");
  });
});
