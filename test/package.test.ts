import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import type { Evidence } from "../catalogue/contracts";

const root = join(__dirname, "..");

/** What npm itself would set: nothing of the repository that the test runs in. */
const environment = { PATH: process.env.PATH };

/**
 * The project of a consumer, with the packed package in it as npm would lay it out. Tests use no network, so the tarball is
 * unpacked by hand, and its declared dependencies, those alone, are links to the installed ones: a dependency that the
 * package uses but does not declare is not found.
 */
function consumer(): string {
  const folder = mkdtempSync(join(tmpdir(), "rampart-consumer-"));
  const modules = join(folder, "node_modules");
  const target = join(modules, "@rampart/rampart");
  mkdirSync(target, { recursive: true });
  const packed = execFileSync("npm", ["pack", "--json", "--pack-destination", folder], { cwd: root, encoding: "utf8" });
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  execFileSync("tar", ["-xzf", join(folder, filename), "--strip-components=1", "-C", target]);
  const { dependencies, bin } = JSON.parse(readFileSync(join(target, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
    bin: Record<string, string>;
  };
  for (const name of Object.keys(dependencies)) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(root, "node_modules", name), join(modules, name));
  }
  mkdirSync(join(modules, ".bin"));
  for (const [name, file] of Object.entries(bin)) symlinkSync(join(target, file), join(modules, ".bin", name));
  return folder;
}

const files: Record<string, string> = {
  "package.json": JSON.stringify({ name: "consumer", version: "1.0.0", main: "index.js" }),
  "Pulumi.yaml": "name: consumer\nmain: index.js\nruntime:\n  name: nodejs\n  options:\n    typescript: false\n",
  "Pulumi.dev.yaml": 'config:\n  aws:region: eu-central-1\n  aws:allowedAccountIds: ["111122223333"]\n',
  "index.js": `"use strict";
const { CompliantCluster, Namespace } = require("@rampart/rampart");

const subscriptions = [{ protocol: "email", endpoint: "security@example.com" }];
const tags = { "data-classification": "internal", owner: "shop", scope: "none" };
const cluster = new CompliantCluster("main", { alerts: { subscriptions }, tags });
new Namespace("shop", { mesh: cluster.mesh }, { provider: cluster.kubernetesProvider });
exports.clusterName = cluster.clusterName;
`,
};

describe("the packed package", () => {
  let folder: string;
  let installed: string;

  const dist = join(root, "dist");
  const built = existsSync(dist);
  before(function () {
    this.timeout(180_000);
    execFileSync(process.execPath, ["--import", "tsx", "scripts/build.ts"], { cwd: root, stdio: "pipe" });
    folder = consumer();
    installed = join(folder, "node_modules/@rampart/rampart");
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
    // npx takes the root's own command from there, and would go on with what was built when the sources have changed.
    if (!built) rmSync(dist, { recursive: true, force: true });
  });

  it("gives its components to a program that loads it", () => {
    const program = 'console.log(Object.keys(require("@rampart/rampart")).sort().join(" "))';
    const names = execFileSync(process.execPath, ["-e", program], { cwd: folder, env: environment, encoding: "utf8" });
    expect(names.trim().split(" ")).to.include.members(["CompliantCluster", "Namespace", "Regime"]);
  });

  it("declares the types of what it gives", () => {
    writeFileSync(
      join(folder, "typed.ts"),
      'import { CompliantCluster } from "@rampart/rampart";\n' +
        'export const name: import("@pulumi/pulumi").Output<string> = new CompliantCluster("main").clusterName;\n' +
        "// @ts-expect-error: a zone is a number\n" +
        'new CompliantCluster("other", { network: { zones: "three" } });\n',
    );
    const compilerOptions = { noEmit: true, strict: true, skipLibCheck: true, module: "node16", types: [] };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["typed.ts"] }));
    const result = spawnSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "--project", "."], {
      cwd: folder,
      encoding: "utf8",
    });
    expect(result.stdout).to.equal("");
    expect(result.status).to.equal(0);
  }).timeout(120_000);

  it("previews a plain JavaScript program with the pack that ships with it", () => {
    const evidenceFile = join(folder, "evidence.json");
    const { status, stdout, stderr } = spawnSync(
      join(folder, "node_modules/.bin/rampart"),
      ["preview", "--stack", "dev", "--evidence", evidenceFile],
      { cwd: folder, env: environment, encoding: "utf8" },
    );
    expect(status, `${stdout}\n${stderr}`).to.equal(0);
    const evidence = JSON.parse(readFileSync(evidenceFile, "utf8")) as Evidence;
    expect(evidence.run.complete).to.equal(true);
    expect(evidence.project).to.equal("consumer");
    const evaluated = evidence.controls.filter((control) => control.evaluated > 0);
    expect(evaluated.map(({ id }) => id)).to.include.members(["ENC-01", "NET-01", "POL-01", "LOG-02"]);
  });

  it("brings a pack that Pulumi's own runner starts", async () => {
    const pack = join(installed, "dist/policypacks/compliance");
    const runner = join(folder, "node_modules/@pulumi/pulumi/cmd/run-policy-pack");
    // The first argument is the engine's address, which the runner only keeps.
    const child = spawn(process.execPath, [runner, "127.0.0.1:1", pack], { cwd: pack, env: environment });
    try {
      expect(await firstLine(child)).to.match(/^\d+$/);
    } finally {
      child.kill("SIGKILL");
    }
  });

  it("has a command that can be started as a file", () => {
    accessSync(join(installed, "dist/cli/rampart.js"), constants.X_OK);
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
    const printed = execFileSync(join(folder, "node_modules/.bin/rampart"), ["--version"], {
      cwd: folder,
      env: environment,
      encoding: "utf8",
    });
    expect(printed.trim()).to.equal(version);
  });

  it("leaves at home what consumers do not need", () => {
    for (const absent of ["test", "scripts", "stacks", "waivers.yaml", "node_modules"]) {
      expect(() => accessSync(join(installed, absent)), absent).to.throw("ENOENT");
    }
  });
});

/** The first line that a process prints, or an error with what it said instead. */
function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let [out, err] = ["", ""];
    child.stdout!.setEncoding("utf8").on("data", (text: string) => {
      out += text;
      if (out.includes("\n")) resolve(out.split("\n")[0]!);
    });
    child.stderr!.setEncoding("utf8").on("data", (text: string) => (err += text));
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`the pack ended with ${code}: ${out}${err}`)));
  });
}
