import { expect } from "chai";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { controls } from "../../../catalogue";
import { runCli } from "../../../cli/commands/run";
import { fakeIo } from "./fake-io";

const root = resolve(__dirname, "../../..");

async function rampart(...args: string[]) {
  const io = fakeIo(root);
  const code = await runCli(args, io);
  return { code, out: io.stdout(), err: io.stderr() };
}

describe("command line", () => {
  it("prints its version", async () => {
    const { version } = JSON.parse(readFileSync(resolve(root, "package.json"), "utf8")) as { version: string };
    expect(await rampart("--version")).to.deep.equal({ code: 0, out: `${version}\n`, err: "" });
  });

  it("prints the help of all commands, and the exit codes", async () => {
    const { code, out, err } = await rampart("--help");
    expect({ code, err }).to.deep.equal({ code: 0, err: "" });
    for (const name of ["preview", "check", "gate", "explain"]) expect(out).to.match(new RegExp(`^ {2}${name} `, "m"));
    expect(out).to.contain("Exit codes: 0 compliant; 1 ");
  });

  it("prints the help of one command", async () => {
    for (const args of [
      ["preview", "--help"],
      ["help", "preview"],
    ]) {
      const { code, out } = await rampart(...args);
      expect(code).to.equal(0);
      expect(out).to.contain("Usage: rampart preview [options]");
    }
  });

  const wrong: [string, string[], RegExp][] = [
    ["no command", [], /^Usage: rampart/],
    ["an unknown command", ["previw"], /^rampart: unknown command 'previw'\n\(Did you mean preview\?\)/],
    [
      "an unknown option",
      ["preview", "--stak", "dev"],
      /^rampart: unknown option '--stak'\n\(Did you mean --stack\?\)/,
    ],
    ["an option without its value", ["preview", "--stack"], /^rampart: option '--stack <name>' argument missing/],
    ["an argument too many", ["preview", "dev"], /^rampart: too many arguments/],
    ["no file to check", ["check"], /^rampart: missing required argument 'file'/],
    ["no evidence", ["gate"], /^rampart: missing required argument 'evidence'/],
    ["an unknown folder", ["preview", "--cwd", "nowhere"], /^rampart: --cwd: there is no folder nowhere\n$/],
    ["a file as a folder", ["preview", "--cwd", "package.json"], /^rampart: --cwd: package\.json is no folder\n$/],
    [
      "a folder without a pack",
      ["preview", "--policy-pack", "docs"],
      /^rampart: --policy-pack: docs holds no PulumiPolicy\.yaml, /,
    ],
    [
      "an unknown configuration",
      ["preview", "--policy-pack-config", "no.json"],
      /^rampart: --policy-pack-config: there is no file no\.json\n$/,
    ],
    [
      "a folder as configuration",
      ["preview", "--policy-pack-config", "docs"],
      /^rampart: --policy-pack-config: docs is no file\n$/,
    ],
    [
      "unknown fixtures",
      ["preview", "--stack", "dev", "--fixtures", "no.yaml"],
      /^rampart: --fixtures: there is no file no\.yaml\n$/,
    ],
    [
      "a folder that cannot take the evidence",
      ["preview", "--evidence", "nowhere/e.json"],
      /^rampart: --evidence: there is no folder .*nowhere\n$/,
    ],
    ["a folder as evidence", ["preview", "--json", "docs"], /^rampart: --json: .*docs is a folder\n$/],
    [
      "no Pulumi.yaml",
      ["preview", "--cwd", "/"],
      /^rampart: there is no Pulumi\.yaml in \/ or above it; name the project with --cwd\n$/,
    ],
    ["a stack that nothing names", ["preview"], /^rampart: name a stack with --stack; there are /],
    [
      "an unknown id",
      ["explain", "NET-99"],
      /^rampart: no control and no requirement is called NET-99; the nearest are NET-0/,
    ],
  ];
  it("names every control where no id is near", async () => {
    expect(await rampart("explain", "qqqq")).to.deep.equal({
      code: 2,
      out: "",
      err: `rampart: no control and no requirement is called qqqq; the controls are ${controls.map(({ id }) => id).join(", ")}\n`,
    });
  });

  for (const [what, args, message] of wrong) {
    it(`answers ${what} with a sentence and exit code 2`, async () => {
      const { code, out, err } = await rampart(...args);
      expect(err).to.match(message);
      expect({ code, out }).to.deep.equal({ code: 2, out: "" });
      expect(err).not.to.match(/\n\s+at /);
    });
  }

  it("shows where an error came from with --debug", async () => {
    const { err } = await rampart("preview", "--cwd", "nowhere", "--debug");
    expect(err).to.match(/^rampart: --cwd: there is no folder nowhere\nCliError: .*\n\s+at /);
  });

  it("explains", async () => {
    const { code, out, err } = await rampart("explain", "NET-01");
    expect({ code, err }).to.deep.equal({ code: 0, err: "" });
    expect(out).to.match(/^NET-01 {2}/);
  });
});
