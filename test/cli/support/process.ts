import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const root = resolve(__dirname, "../../..");
export const projects = join(root, "test/fixtures/projects");
export const manifests = join(root, "test/fixtures/manifests");
const script = join(root, "cli/rampart.js");

export interface Run {
  code: number | null;
  out: string;
  err: string;
  /** Wall time in milliseconds. */
  took: number;
}

/** Starts `rampart` as its own process. PULUMI_STACK and colours of the test's own environment do not reach it. */
export function rampart(
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Run> {
  return start(args, options).ended;
}

export function start(
  args: readonly string[],
  { cwd = root, env = {} }: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
) {
  const begun = performance.now();
  const child = spawn(process.execPath, [script, ...args], {
    cwd,
    env: { ...process.env, PULUMI_STACK: undefined, FORCE_COLOR: undefined, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  const ended = new Promise<Run>((done, failed) => {
    child.once("error", failed);
    child.once("close", (code) => done({ code, out, err, took: performance.now() - begun }));
  });
  return { child, ended };
}

/** A copy of a fixture project outside the repository, in which a test may write; `remove` takes it away again. */
export function copyOf(fixture: string): { cwd: string; files(): string[]; remove(): void } {
  const cwd = realpathSync(mkdtempSync(join(tmpdir(), `rampart-${fixture}-`)));
  cpSync(join(projects, fixture), cwd, { recursive: true });
  symlinkSync(join(root, "node_modules"), join(cwd, "node_modules"));
  return {
    cwd,
    files: () => readdirSync(cwd).sort(),
    remove: () => rmSync(cwd, { recursive: true }),
  };
}
