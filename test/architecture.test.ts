import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect } from "chai";
import { filesWithEffect, mayImportFile, mayImportPackage, roomOf, rooms } from "./architecture/rooms";
import * as source from "./architecture/source";

const root = join(__dirname, "..");
const builtFor = ["node_modules", "dist", "coverage", ".git", ".rampart", ".lab", "test/fixtures"];

/** Every source file of the project, from its root. */
function sourceFiles(folder = root): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    const file = relative(root, path);
    if (builtFor.includes(file) || name === "node_modules") return [];
    if (statSync(path).isDirectory()) return sourceFiles(path);
    return /\.(ts|js)$/.test(name) ? [file] : [];
  });
}

const files = sourceFiles();
const parsed = new Map(files.map((file) => [file, source.parse(file, readFileSync(join(root, file), "utf8"))]));
const shipped = files.filter((file) => !/^(test|scripts)\//.test(file));

/** The source file that a relative specifier means; a folder means its index. */
function resolveFile(from: string, specifier: string): string {
  const base = resolve(root, dirname(from), specifier);
  const candidates = [base, `${base}.ts`, `${base}.js`, join(base, "index.ts"), join(base, "index.js")];
  const found = candidates.find((path) => existsSync(path) && statSync(path).isFile());
  return relative(root, found ?? base);
}

/** The imports of one file that its room does not allow. */
function forbiddenImports(file: string, tree: ReturnType<typeof source.parse>): string[] {
  return source.importsOf(tree).flatMap(({ line, what }) => {
    const allowed = what.startsWith(".") ? mayImportFile(file, resolveFile(file, what)) : mayImportPackage(file, what);
    return allowed ? [] : [`${file}:${line} imports ${what}, which ${roomOf(file)?.path ?? "no room"} may not`];
  });
}

function report(names: readonly string[], look: (tree: ReturnType<typeof source.parse>) => source.Sighting[]) {
  return names.flatMap((file) => look(parsed.get(file)!).map(({ line, what }) => `${file}:${line} ${what}`));
}

describe("architecture", () => {
  it("every source file is in a room", () => {
    expect(files.filter((file) => roomOf(file) === undefined)).to.deep.equal([]);
    expect(files.length).to.be.greaterThan(50);
  });

  it("files import what their room may", () => {
    expect(files.flatMap((file) => forbiddenImports(file, parsed.get(file)!))).to.deep.equal([]);
  });

  it("nobody imports the root's folder, whose package.json leads to what was built last", () => {
    const folder = (file: string, what: string) =>
      /^\.{1,2}(\/|$)/.test(what) && relative(root, resolve(root, dirname(file), what)) === "";
    const found = files.flatMap((file) =>
      source.importsOf(parsed.get(file)!).flatMap(({ line, what }) => (folder(file, what) ? [`${file}:${line}`] : [])),
    );
    expect(found).to.deep.equal([]);
    expect([folder("stacks/index.ts", ".."), folder("stacks/index.ts", "../index")]).to.deep.equal([true, false]);
  });

  it("importing a file has no effect, except the files that are named", () => {
    // The preloads of cli/loader are started with `node --require`: to change the process is what they are for.
    const quiet = shipped.filter((file) => !filesWithEffect.includes(file) && !/^cli\/loader\/.*\.js$/.test(file));
    expect(report(quiet, source.effectsOf)).to.deep.equal([]);
  });

  it("the files that are named do have an effect", () => {
    const named = filesWithEffect.filter((file) => {
      const tree = parsed.get(file);
      return tree === undefined || source.effectsOf(tree).length === 0;
    });
    expect(named).to.deep.equal([]);
  });

  it("a chart's version and repository stand in catalogue/charts alone", () => {
    const elsewhere = shipped.filter((file) => !file.startsWith("catalogue/charts/"));
    expect(report(elsewhere, (tree) => source.chartPinsOf(tree))).to.deep.equal([]);
    const makers = elsewhere.filter((file) => /^(components|stacks)\//.test(file));
    expect(report(makers, (tree) => source.chartPinsOf(tree, true))).to.deep.equal([]);
  });

  it("Helm releases are created through the one door", () => {
    const others = shipped.filter((file) => !file.startsWith("components/releases/"));
    expect(report(others, source.helmReleasesOf)).to.deep.equal([]);
    const door = shipped.filter((file) => file.startsWith("components/releases/"));
    // A release, and a chart of definitions.
    expect(report(door, source.helmReleasesOf)).to.have.length(2);
  });

  it("no ARN is bound to a partition", () => {
    expect(report(shipped, source.arnsOf)).to.deep.equal([]);
  });

  it("Pulumi's configuration is read in stacks/settings.ts alone", () => {
    const others = shipped.filter((file) => file !== "stacks/settings.ts");
    expect(report(others, source.configReadsOf)).to.deep.equal([]);
    expect(report(["stacks/settings.ts"], source.configReadsOf)).not.to.deep.equal([]);
  });
});

describe("architecture: the checks themselves", () => {
  const lines = (found: source.Sighting[]) => found.map(({ line }) => line);
  const sample = (...text: string[]) => source.parse("sample.ts", text.join("\n"));

  it("see every way to import", () => {
    const tree = sample(
      'import a from "a";',
      'export * from "b";',
      'const c = await import("c");',
      'const d = require("d");',
      'type E = import("e").E;',
      'import f = require("f");',
      'require.resolve("g");',
      "const notAnImport = other('h');",
    );
    expect(source.importsOf(tree).map(({ what }) => what)).to.deep.equal(["a", "b", "c", "d", "e", "f", "g"]);
  });

  it("find the room of a file, the nearest one", () => {
    expect(roomOf("components/addons/gatekeeper/args.ts")?.path).to.equal("components/addons/gatekeeper");
    expect(roomOf("components/index.ts")?.path).to.equal("components");
    expect(roomOf("components/addons/index.ts")?.path).to.equal("components");
    expect(roomOf("index.ts")?.path).to.equal("index.ts");
    expect(roomOf("elsewhere/file.ts")).to.equal(undefined);
  });

  const files: [from: string, to: string, allowed: boolean][] = [
    ["catalogue/posture.ts", "catalogue/contracts/index.ts", true],
    ["catalogue/posture.ts", "components/index.ts", false],
    ["components/foundations/child.ts", "catalogue/contracts/index.ts", true],
    ["components/foundations/child.ts", "catalogue/posture.ts", false],
    ["components/addons/falco/falco.ts", "components/addons/gatekeeper/index.ts", false],
    ["components/addons/falco/falco.ts", "components/addons/falco/args.ts", true],
    ["components/addons/falco/falco.ts", "components/cluster/index.ts", false],
    ["components/cluster/network/network.ts", "components/addons/gatekeeper/index.ts", false],
    ["components/compliant-cluster/args.ts", "components/cluster/network/args.ts", true],
    ["stacks/index.ts", "index.ts", true],
    ["stacks/index.ts", "components/index.ts", false],
    ["stacks/settings.ts", "catalogue/posture.ts", false],
    ["policypacks/compliance/pack.ts", "cli/errors.ts", false],
    ["cli/main.ts", "policypacks/compliance/policies.ts", false],
    ["cli/main.ts", "components/index.ts", false],
    ["scripts/golden.ts", "test/support/recorder.ts", false],
    ["index.ts", "stacks/index.ts", false],
    ["test/index.test.ts", "stacks/index.ts", true],
    ["elsewhere/file.ts", "elsewhere/other.ts", false],
  ];
  for (const [from, to, allowed] of files) {
    it(`${from} ${allowed ? "may" : "may not"} import ${to}`, () => {
      expect(mayImportFile(from, to)).to.equal(allowed);
    });
  }

  it("hold packages apart", () => {
    expect(mayImportPackage("catalogue/posture/index.ts", "node")).to.equal(false);
    expect(mayImportPackage("components/workloads/namespace.ts", "@pulumi/aws")).to.equal(true);
    expect(mayImportPackage("components/releases/release.ts", "@pulumi/aws")).to.equal(false);
    expect(mayImportPackage("policypacks/compliance/policies.ts", "@pulumi/aws")).to.equal(false);
    expect(mayImportPackage("policypacks/compliance/policies.ts", "@pulumi/policy/policy")).to.equal(true);
    expect(mayImportPackage("cli/main.ts", "fs")).to.equal(true);
    expect(mayImportPackage("components/foundations/names.ts", "node:crypto")).to.equal(true);
    expect(mayImportPackage("components/foundations/names.ts", "node:fs")).to.equal(false);
    expect(rooms.filter(({ packages }) => packages.includes("*")).map(({ path }) => path)).to.deep.equal([
      "scripts",
      "test",
    ]);
  });

  it("report a forbidden import with file, line and room", () => {
    const tree = source.parse("cli/x.ts", 'import { x } from "@pulumi/pulumi";\nimport aws from "@pulumi/aws/eks";');
    expect(forbiddenImports("cli/x.ts", tree)).to.deep.equal(["cli/x.ts:2 imports @pulumi/aws/eks, which cli may not"]);
  });

  it("see what runs on import", () => {
    const tree = sample(
      'import { readFileSync } from "node:fs";', // 1
      'import * as pulumi from "@pulumi/pulumi";',
      'import "./registers";', // 3
      "const config = new pulumi.Config();", // 4
      'const text = readFileSync("x");', // 5
      "console.log(1);", // 6
      "if (process.env.X) run();", // 7
      "const later = () => new pulumi.Config();",
      'function f() { readFileSync("x"); }',
      "const table = new Map([[1, list(2)]]);",
      "const now = (() => new pulumi.Config())();", // 11
      "class C { own = new Thing(); static shared = new Thing(); }", // 12
      "export default new Thing();", // 13
    );
    expect(lines(source.effectsOf(tree))).to.deep.equal([3, 4, 5, 6, 7, 11, 12, 13]);
  });

  it("see chart pins, releases, ARNs and reads of the configuration", () => {
    expect(
      lines(source.chartPinsOf(sample('f({ chart: "x", version: "1.2.3" });', 'f({ version: "1.2.3" });'))),
    ).to.deep.equal([1]);
    expect(
      lines(source.chartPinsOf(sample('f({ version: "1.2.3" });', "f({ version: pin.version });"), true)),
    ).to.deep.equal([1]);
    const releases = sample(
      'import { Release } from "@pulumi/kubernetes/helm/v3";',
      "new Release(name, {});",
      "new k8s.helm.v3.Release(name, {});",
      "new kubernetes.helm.v4.Chart(name, {});",
      "new kubernetes.apps.v1.Deployment(name, {});",
    );
    expect(lines(source.helmReleasesOf(releases))).to.deep.equal([2, 3, 4]);
    expect(
      lines(
        source.arnsOf(
          sample('f("arn:aws:iam::aws:policy/X");', "f(`${x}arn:aws-cn:${y}`);", "f(`arn:${p}:iam`);", "// arn:aws"),
        ),
      ),
    ).to.deep.equal([1, 2]);
    expect(
      lines(
        source.configReadsOf(
          sample("new pulumi.Config();", "pulumi.runtime.allConfig();", "process.env.PULUMI_CONFIG;", "new Thing();"),
        ),
      ),
    ).to.deep.equal([1, 2, 3]);
  });
});
