import { expect } from "chai";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { ruleSets } from "../../../catalogue";
import { ruleGroups } from "../../../catalogue/admission/groups";
import { runCli } from "../../../cli/commands/run";
import { fakeIo } from "./fake-io";

/** A day, as a waiver writes it. */
const day = (fromNow: number) => new Date(Date.now() + fromNow * 86_400_000).toISOString().slice(0, 10);

const waiver = (name: string, more = "") =>
  `  - { control: PSS-01, resource: "kubernetes:core/v1:Pod::${name}", reason: r, owner: o, approver: a, ticket: t, created: ${day(-1)}, expires: ${day(1)}${more} }\n`;
const object = (name: string) => `, object: { kind: Pod, namespace: shop, name: ${name} }`;

describe("rampart bundle", () => {
  let cwd: string;
  beforeEach(() => (cwd = mkdtempSync(join(tmpdir(), "rampart-bundle-"))));
  afterEach(() => rmSync(cwd, { recursive: true }));

  async function bundle(...args: string[]) {
    const io = fakeIo(cwd);
    const code = await runCli(["bundle", ...args], io);
    return { code, out: io.stdout(), err: io.stderr() };
  }
  const list = () => JSON.parse(readFileSync(join(cwd, "out/rampart-bundle.json"), "utf8")) as Record<string, unknown>;

  it("writes Gatekeeper's objects, and says in which order they are applied", async () => {
    const { code, out, err } = await bundle("--engine", "gatekeeper", "--out", "out");
    expect(code).to.equal(0);
    expect(out).to.match(/^out: \d+ objects for Gatekeeper\. Apply in this order:\n/);
    const lines = ["templates", "constraints", "config"].map((folder) => `kubectl apply -k out/${folder} `);
    expect(lines.map((line) => out.indexOf(line)).every((at, index, all) => at > (all[index - 1] ?? 0))).to.equal(true);
    expect(err).to.equal("note: constraints can be applied once Gatekeeper has made the templates' kinds\n");
    expect(readdirSync(join(cwd, "out/templates"))).to.have.length(ruleGroups(ruleSets).length + 1);
    expect(list()).to.deep.include({ engine: "gatekeeper", kubernetesVersion: "any", enforcement: "deny", rules: {} });
  });

  it("says of Kyverno's policies that they are experimental", async () => {
    const { code, err } = await bundle("--engine", "kyverno", "--out", "out");
    expect(code).to.equal(0);
    expect(err).to.match(/^note: experimental: /);
  });

  it("takes what the rules compare with, one option for each value", async () => {
    const given = ["--registry", "b/", "--registry", "a/", "--exposed", "shop/web", "--cluster-admin", "Group:ops"];
    const rest = ["--trusted-role", "reader", "--kubernetes-version", "1.34", "--enforcement", "dryrun"];
    expect((await bundle("--engine", "vap", "--out", "out", ...given, ...rest)).code).to.equal(0);
    expect(list()).to.deep.include({
      kubernetesVersion: "1.34",
      enforcement: "dryrun",
      rules: {
        registries: ["b/", "a/"],
        exposed: ["shop/web"],
        clusterAdmins: ["Group:ops"],
        trustedRoles: ["reader"],
      },
    });
    const binding = readFileSync(join(cwd, "out/bindings/rampart-pss-01-pods-baseline.yaml"), "utf8");
    expect(binding).to.include("- Audit");
  });

  it("leaves waived objects out, and says which waivers do not count", async () => {
    const elsewhere = `${object("elsewhere")}, environments: [dev]`;
    writeFileSync(
      join(cwd, "waivers.yaml"),
      `waivers:\n${waiver("agent", object("agent"))}${waiver("nameless")}${waiver("elsewhere", elsewhere)}`,
    );
    const policy = () => readFileSync(join(cwd, "out/policies/rampart-pss-01-pods-baseline.yaml"), "utf8");
    const first = await bundle("--engine", "vap", "--out", "out");
    expect(first.out).to.include("; 1 waived object left out. Apply");
    expect(first.err).to.include("note: 1 of the waivers name no object");
    expect(first.err).to.include("note: 1 have ended or do not hold in every stack (name one with --stack)");
    expect(policy()).to.include("^Pod/shop/agent$").and.not.include("elsewhere");
    const second = await bundle("--engine", "vap", "--out", "out", "--stack", "dev");
    expect(second.out).to.include("; 2 waived objects left out.");
    expect(policy()).to.include("^Pod/shop/elsewhere$");
  });

  it("refuses every mistake at once, and writes nothing", async () => {
    writeFileSync(join(cwd, "waivers.yaml"), "waivers: [{ control: net }]");
    const { code, out, err } = await bundle(
      ...["--engine", "opa", "--out", "waivers.yaml", "--kubernetes-version", "35", "--enforcement", "maybe"],
      ...[
        "--registry",
        "ok/",
        "--registry",
        "a b",
        "--exposed",
        "a b",
        "--cluster-admin",
        "ops",
        "--trusted-role",
        "a *",
      ],
    );
    expect({ code, out }).to.deep.equal({ code: 2, out: "" });
    expect(err).to.match(/^rampart: nothing was written:\n/);
    for (const said of [
      '--engine: got "opa"; expected one of gatekeeper, kyverno, vap',
      '--kubernetes-version: got "35"',
      '--enforcement: got "maybe"; expected one of deny, warn, dryrun',
      '--registry: got "a b"',
      '--exposed: got "a b"',
      '--cluster-admin: got "ops"',
      '--trusted-role: got "a *"',
      "waivers.yaml: waivers[0].control: ",
      "--out: got ",
    ])
      expect(err).to.include(`  ${said.startsWith("waivers") ? join(cwd, said) : said}`);
    expect(readdirSync(cwd)).to.deep.equal(["waivers.yaml"]);
  });

  it("asks for engine and folder, and for a cluster that has such policies", async () => {
    const none = await bundle();
    expect(none.code).to.equal(2);
    expect(none.err).to.include("--engine: got nothing; expected one of").and.include("--out: got nothing");
    const old = await bundle("--engine", "vap", "--out", "out", "--kubernetes-version", "1.29");
    expect(old.err).to.include('--kubernetes-version: got "1.29"; expected 1.30 or later');
    expect([old.code, existsSync(join(cwd, "out"))]).to.deep.equal([2, false]);
    expect((await bundle("--engine", "gatekeeper", "--out", "out", "--kubernetes-version", "1.29")).code).to.equal(0);
  });

  it("says which folder is not there", async () => {
    const { code, err } = await bundle("--engine", "vap", "--out", "out", "--cwd", "nowhere");
    expect({ code, err }).to.deep.equal({ code: 2, err: "rampart: --cwd: there is no folder nowhere\n" });
  });
});
