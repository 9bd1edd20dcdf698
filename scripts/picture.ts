import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import type { Io, Sink } from "../cli/commands/io";
import { runCli } from "../cli/commands/run";
import { terminalSvg } from "./picture/svg";

/*
 * Draws docs/preview.svg from a real run, as a terminal with colours shows it: the dev environment, after somebody opened
 * its endpoint to the internet.
 */
const root = join(__dirname, "..");
const columns = 112;
/** Rows of the tree that are drawn; it is long. */
const treeRows = 14;

/** The project with one setting changed, elsewhere: the tree itself stays as it is. */
function changedProject(): string {
  const folder = mkdtempSync(join(tmpdir(), "rampart-picture-"));
  const main = relative(folder, join(root, "stacks/index.ts"));
  writeFileSync(
    join(folder, "Pulumi.yaml"),
    `name: rampart\nmain: ${main}\nruntime:\n  name: nodejs\n  options:\n    typescript: false\n`,
  );
  const settings = readFileSync(join(root, "stacks/config/Pulumi.dev.yaml"), "utf8");
  writeFileSync(join(folder, "Pulumi.dev.yaml"), `${settings}  rampart:endpoint:\n    publicAccess: true\n`);
  cpSync(join(root, "waivers.yaml"), join(folder, "waivers.yaml"));
  return folder;
}

async function main(): Promise<void> {
  const folder = changedProject();
  let text = "";
  const terminal: Sink = { write: (part) => (text += part), terminal: true, colour: true, columns };
  const silent: Sink = { write: (part) => process.stderr.write(part), terminal: false, colour: false };
  const io: Io = { out: terminal, err: silent, env: process.env, cwd: folder };
  const code = await runCli(["preview", "--stack", "dev"], io);
  rmSync(folder, { recursive: true, force: true });
  if (code !== 1) throw new Error(`an open endpoint should end with 1, not ${code}:\n${text}`);
  const lines = text.trimEnd().split("\n");
  const verdicts = lines.findIndex((line) => line.includes("FAIL"));
  const left = verdicts - treeRows - 1;
  const rows = [...lines.slice(0, treeRows), `   … ${left} more resources …`, "", ...lines.slice(verdicts)];
  writeFileSync(join(root, "docs/preview.svg"), terminalSvg("npx rampart preview --stack dev", rows, columns));
}

main().then(
  // Whatever a library left open does not keep the script.
  () => process.exit(),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
