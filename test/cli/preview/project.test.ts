import { expect } from "chai";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { CliError } from "../../../cli/errors";
import { readProject } from "../../../cli/preview/project";
import { secretPlaceholder } from "../../../cli/preview/wire";

const pulumiYaml = "name: shop\nruntime: nodejs\n";

describe("settings of a project", () => {
  let root: string;
  const write = (files: Record<string, string>) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  };
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), "project-"))));
  afterEach(() => rmSync(root, { recursive: true }));

  it("reach the program as the engine hands them over", () => {
    write({
      "Pulumi.yaml": `${pulumiYaml}main: src/index.ts\nstackConfigDir: config\nconfig:\n  size: 1\n  colour: { type: string, default: red }\n  absent: { type: string }\n`,
      "src/index.ts": "",
      "config/Pulumi.prod.yaml":
        "config:\n  aws:region: eu-west-1\n  size: 3\n  shop:on: true\n  other:config:old: x\n  shop:list: [{ a: 1 }]\n",
    });
    expect(readProject(root, "prod")).to.deep.equal({
      root,
      name: "shop",
      stack: "prod",
      folder: join(root, "src"),
      entry: "index.ts",
      nodeArgs: [],
      config: {
        "shop:size": "3",
        "shop:colour": "red",
        "aws:region": "eu-west-1",
        "shop:on": "true",
        "other:old": "x",
        "shop:list": '[{"a":1}]',
      },
      secretKeys: [],
    });
  });

  it("hold a placeholder for each secure value, at every depth, and name their keys", () => {
    write({
      "Pulumi.yaml": pulumiYaml,
      "Pulumi.dev.yaml":
        "config:\n  shop:token: { secure: v1:AA }\n  shop:db: { user: u, all: [{ password: { secure: v1:BB } }] }\n  shop:plain: x\n",
    });
    const project = readProject(root, "dev");
    expect(project.secretKeys).to.deep.equal(["shop:db", "shop:token"]);
    expect(project.config["shop:token"]).to.equal(secretPlaceholder);
    expect(JSON.parse(project.config["shop:db"]!)).to.deep.equal({ user: "u", all: [{ password: secretPlaceholder }] });
  });

  it("may be empty, and main may be a folder", () => {
    write({ "Pulumi.yaml": `${pulumiYaml}main: app\n`, "app/index.js": "", "Pulumi.dev.yaml": "" });
    expect(readProject(root, "dev")).to.deep.include({ folder: join(root, "app"), entry: ".", config: {} });
  });

  it("give the arguments of node", () => {
    const options = '  options: { nodeargs: "--import tsx  --max-old-space-size=4096" }\n';
    write({ "Pulumi.yaml": `name: shop\nruntime:\n  name: nodejs\n${options}`, "Pulumi.dev.yaml": "" });
    expect(readProject(root, "dev").nodeArgs).to.deep.equal(["--import", "tsx", "--max-old-space-size=4096"]);
  });

  const refused: [string, Record<string, string>, string[]][] = [
    ["no project", {}, ["there is no Pulumi project here", "Pulumi.yaml does not exist"]],
    ["a project that is no map", { "Pulumi.yaml": "- a\n" }, ["Pulumi.yaml is not a map"]],
    ["a project that is not YAML", { "Pulumi.yaml": "name: a\nruntime: [\n" }, ["Pulumi.yaml:3:"]],
    [
      "another runtime, and every other mistake with it",
      { "Pulumi.yaml": "runtime: { name: python }\nmain: 3\n" },
      ["name: got nothing", 'runtime: got {"name":"python"}; expected nodejs', "main: got 3; expected a path"],
    ],
    [
      "a main that is not there",
      { "Pulumi.yaml": `${pulumiYaml}main: a.ts\n`, "Pulumi.dev.yaml": "" },
      ['main: got "a.ts"'],
    ],
    [
      "an unknown stack",
      { "Pulumi.yaml": pulumiYaml, "Pulumi.prod.yaml": "", "Pulumi.qa.yaml": "" },
      ['there is no stack "dev"', "there are prod, qa"],
    ],
    ["a project without stacks", { "Pulumi.yaml": pulumiYaml }, ["Pulumi.dev.yaml, which may be empty"]],
    [
      "settings that are not YAML",
      { "Pulumi.yaml": pulumiYaml, "Pulumi.dev.yaml": "config:\n  a: b\n  a: c\n" },
      ["Pulumi.dev.yaml:3: Map keys must be unique"],
    ],
    [
      "settings that are a text",
      { "Pulumi.yaml": pulumiYaml, "Pulumi.dev.yaml": "x" },
      ["Pulumi.dev.yaml:1: got a string"],
    ],
    [
      "settings whose config is a list",
      { "Pulumi.yaml": pulumiYaml, "Pulumi.dev.yaml": "config: x" },
      ["config: got a string"],
    ],
  ];
  for (const [what, files, expected] of refused) {
    it(`refuse ${what}`, () => {
      write(files);
      const reading = () => readProject(root, "dev");
      expect(reading).to.throw(CliError).with.property("exitCode", 2);
      for (const each of expected) expect(reading).to.throw(each);
    });
  }
});
