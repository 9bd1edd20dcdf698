import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Made by builds and runs, or too large to copy. */
const notCopied = new Set(["node_modules", ".git", "dist", "coverage", ".rampart"]);

const made = new Set<string>();
const running = new Set<ChildProcess>();

/** A copy of the tree to break, which shares the installed packages. Our own workspaces resolve to the copy, not to the original. */
export function makeCopy(root: string): string {
  const copy = mkdtempSync(join(tmpdir(), "rampart-mutants-"));
  made.add(copy);
  for (const name of readdirSync(root).filter((each) => !notCopied.has(each))) {
    cpSync(join(root, name), join(copy, name), { recursive: true });
  }
  const modules = join(copy, "node_modules");
  mkdirSync(join(modules, "@rampart"), { recursive: true });
  for (const name of readdirSync(join(root, "node_modules")).filter((each) => each !== "@rampart")) {
    symlinkSync(join(root, "node_modules", name), join(modules, name));
  }
  symlinkSync(join(copy, "cli"), join(modules, "@rampart/cli"));
  symlinkSync(join(copy, "policypacks/compliance"), join(modules, "@rampart/compliance"));
  return copy;
}

export function removeCopies(): void {
  for (const copy of made) rmSync(copy, { recursive: true, force: true });
  made.clear();
}

/** Ends what this process started, with everything that those started in turn, and leaves nothing behind. */
export function abandon(): void {
  for (const child of running) killGroup(child);
  removeCopies();
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch (error) {
    // It ended in between.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

export interface MochaRun {
  outcome: "passed" | "failed" | "timeout";
  /** The first failing test, or the last words of a run that broke. */
  because: string;
  durations: Map<string, number>;
}

interface MochaReport {
  tests: { fullTitle: string; file: string; duration?: number }[];
  failures: { fullTitle: string; file: string }[];
}

/** Runs some test files in a copy. */
export function runMocha(
  copy: string,
  files: string[],
  options: { bail: boolean; timeout: number },
): Promise<MochaRun> {
  const report = join(copy, `mocha-${process.hrtime.bigint()}.json`);
  const flags = [
    "--no-config",
    "--require",
    "tsx/cjs",
    "--timeout",
    "60000",
    "--exit",
    ...(options.bail ? ["--bail"] : []),
  ];
  const reporter = ["--reporter", "json", "--reporter-option", `output=${report}`];
  const mocha = join(copy, "node_modules/mocha/bin/mocha.js");
  const child = spawn(process.execPath, [mocha, ...flags, ...reporter, ...files], {
    cwd: copy,
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
  running.add(child);
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr = (stderr + text).slice(-2_000)));
  return new Promise((resolve, reject) => {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      killGroup(child);
    }, options.timeout);
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(timer);
      running.delete(child);
      const result = readReport(report);
      const durations = new Map<string, number>();
      for (const { file, duration = 0 } of result?.tests ?? []) {
        const name = file.slice(copy.length + 1);
        durations.set(name, (durations.get(name) ?? 0) + duration);
      }
      const outcome = late ? "timeout" : code === 0 ? "passed" : "failed";
      const failed = result?.failures.map(({ fullTitle }) => fullTitle).join("; ");
      resolve({ outcome, because: failed || stderr.trim().split("\n").at(-1) || `exit code ${code}`, durations });
    });
  });
}

function readReport(path: string): MochaReport | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as MochaReport;
  } catch (error) {
    // A run that broke while it loaded wrote no report.
    if ((error as NodeJS.ErrnoException).code === "ENOENT" || error instanceof SyntaxError) return undefined;
    throw error;
  } finally {
    rmSync(path, { force: true });
  }
}
