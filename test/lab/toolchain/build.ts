import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startChild } from "../children";
import { pinOf, toolOf, type ToolName, wrapperOf } from "./tools";

/** How often a build says that it is still at it, in milliseconds. */
const interval = 30_000;

/**
 * Builds a tool from its published module into a folder, with the versions that the wrapper's `go.mod` and `go.sum` pin.
 * Returns why not, in one line, where that fails; a half-built file never stands under the tool's name.
 */
export async function build(
  name: ToolName,
  folder: string,
  program: boolean,
  say: (line: string) => void,
): Promise<string | undefined> {
  const version = pinOf(name);
  const go = spawnSync("go", ["version"], { encoding: "utf8" });
  if (go.error !== undefined || go.status !== 0) {
    return `${name} ${version} is not on PATH, and without Go it cannot be built: install either (go.dev/doc/install)`;
  }
  mkdirSync(folder, { recursive: true });
  const started = Date.now();
  const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`;
  const timer = setInterval(() => say(`${name} ${version}: still building, ${seconds()}`), interval);
  try {
    if (program) {
      say(`${name} ${version}: building it from its Go module, once; this can take some minutes`);
      await compile(name, version, folder);
    }
    if (name === "gatekeeper") await unpackCrds(folder);
    say(`${name} ${version}: ready after ${seconds()}`);
    return undefined;
  } catch (error) {
    return `${name} ${version} could not be built from its Go module: ${lastLine(error)}`;
  } finally {
    clearInterval(timer);
  }
}

async function compile(name: ToolName, version: string, folder: string): Promise<void> {
  const tool = toolOf(name);
  const stamps = Object.entries(tool.stamps(version)).map(([variable, value]) => `-X ${variable}=${value}`);
  const partial = join(folder, `${name}.${process.pid}.partial`);
  try {
    const flags = ["-trimpath", "-mod=readonly", "-buildvcs=false", "-ldflags", ["-s -w", ...stamps].join(" ")];
    await go(["build", ...flags, "-o", partial, tool.package], wrapperOf(name));
    renameSync(partial, join(folder, name));
  } finally {
    rmSync(partial, { force: true });
  }
}

/** The CRDs lie in the module's own folder, which only Go knows. */
async function unpackCrds(folder: string): Promise<void> {
  const { module } = toolOf("gatekeeper");
  const wrapper = wrapperOf("gatekeeper");
  await go(["mod", "download", module], wrapper);
  const source = (await go(["list", "-mod=readonly", "-m", "-f", "{{.Dir}}", module], wrapper)).trim();
  const crds = join(source, "charts/gatekeeper/crds");
  const partial = join(folder, `crds.${process.pid}.partial`);
  try {
    mkdirSync(partial);
    // File by file: a copy of Go's folder could not be deleted, because that one is read-only.
    for (const file of readdirSync(crds)) writeFileSync(join(partial, file), readFileSync(join(crds, file)));
    rmSync(join(folder, "crds"), { recursive: true, force: true });
    renameSync(partial, join(folder, "crds"));
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

async function go(args: string[], cwd: string): Promise<string> {
  const child = startChild("go", "go", args, { cwd, env: { ...process.env, GOWORK: "off" } });
  const code = await child.ended;
  if (code === 0) return child.stdout();
  throw new Error(child.output().trim() || `go ${args[0]} ended with ${code}`);
}

function lastLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split("\n").at(-1) ?? "";
}
