import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, statSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { build } from "./build";
import { pinOf, type ToolName, toolOf } from "./tools";

export { type ToolName, toolNames } from "./tools";

/** Everything that is built goes here; git ignores it. A folder per version, so that a new pin is built anew. */
const folder = resolve(__dirname, "../../../.lab/tools");

function builtFolder(name: ToolName): string {
  return join(folder, `${name}@${pinOf(name)}`);
}

/** Where a tool is, if it is: in KUBEBUILDER_ASSETS, on PATH, or built before. */
export function findTool(name: ToolName): { path: string; from: "the environment" | "its module" } | undefined {
  const given = [process.env["KUBEBUILDER_ASSETS"] ?? "", ...(process.env["PATH"] ?? "").split(delimiter)]
    .filter((each) => each !== "")
    .map((each) => join(each, name))
    .find(isProgram);
  if (given !== undefined) return { path: given, from: "the environment" };
  const built = join(builtFolder(name), name);
  return existsSync(built) ? { path: built, from: "its module" } : undefined;
}

/** A folder of that name, or a file that cannot be run, is no tool. */
function isProgram(path: string): boolean {
  if (!existsSync(path) || !statSync(path).isFile()) return false;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** What a tool says of itself, in its first line. */
function versionOf(name: ToolName, path: string): string {
  const { stdout, stderr } = spawnSync(path, toolOf(name).asked, { encoding: "utf8", timeout: 30_000 });
  return `${stdout ?? ""}${stderr ?? ""}`.trim().split("\n")[0] || "no version";
}

/** Absolute path of a tool's executable. `npm run test:engine` and `test:admission` see to it that there is one. */
export function toolPath(name: ToolName): string {
  const found = findTool(name);
  if (found === undefined) {
    throw new Error(`${name} was neither found nor built: run \`npm run test:engine\` or \`npm run test:admission\``);
  }
  return found.path;
}

/** Folder of the CustomResourceDefinitions that belong to the pinned Gatekeeper, one YAML file each. */
export function gatekeeperCrds(): string {
  const crds = join(builtFolder("gatekeeper"), "crds");
  if (!existsSync(crds)) throw new Error("Gatekeeper's CRDs were not unpacked: run `npm run test:admission`");
  return crds;
}

/**
 * Finds or builds tools, one after another, and says what it does. Returns one line for each tool that is not to be had:
 * what is missing, why, and how to get it.
 */
export async function prepareTools(names: readonly ToolName[], say: (line: string) => void): Promise<string[]> {
  const missing: string[] = [];
  for (const name of names) {
    const found = findTool(name);
    if (found?.from === "the environment")
      say(`${name}: ${found.path}, ${versionOf(name, found.path)} (pinned: ${pinOf(name)})`);
    // Gatekeeper's CRDs come with its module, also where the program itself was found.
    const complete = found !== undefined && (name !== "gatekeeper" || existsSync(join(builtFolder(name), "crds")));
    if (complete) continue;
    const problem = await build(name, builtFolder(name), found === undefined, say);
    if (problem !== undefined) missing.push(problem);
  }
  return missing;
}
