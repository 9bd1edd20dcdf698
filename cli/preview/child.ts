import { spawn } from "node:child_process";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";

export interface ChildSettings {
  /** A file of @pulumi/pulumi, run by this node. */
  runner: string;
  nodeArgs?: readonly string[];
  args: readonly string[];
  cwd: string;
  env?: Record<string, string>;
  /** Whether our hook loads TypeScript, or what `nodeArgs` and the project bring. */
  loader: "typescript" | "keep";
  /** Called for each line of stdout. */
  line?(line: string): void;
}

export interface Child {
  /** Settles when the process has ended and its output is read: its exit code, or null after a signal. */
  exit: Promise<number | null>;
  /** What came on stderr so far, without colours. */
  errors(): string;
  /** Ends the process, by its id, and waits for that. */
  end(): Promise<void>;
}

/**
 * Children live for seconds and make much that is soon garbage. Node lets 16 MB of it gather before it looks, three times
 * over; with 4 MB a preview takes no longer and a fifth less memory.
 */
const littleGarbage = "--max-semi-space-size=4";

/** Variables that programs need to run at all. Everything else, credentials above all, stays out. */
const inherited = /^(PATH|HOME|USERPROFILE|TMPDIR|TEMP|TMP|TZ|LANG|LC_.*|SystemRoot|NODE_V8_COVERAGE)$/i;

const living = new Set<{ kill(signal: NodeJS.Signals): boolean }>();
const endAll = () => living.forEach((child) => child.kill("SIGKILL"));

export function startChild(settings: ChildSettings): Child {
  const passed = Object.entries(process.env).filter(([name]) => inherited.test(name));
  const preload = join(__dirname, "..", "loader", "preload.js");
  const child = spawn(
    process.execPath,
    [littleGarbage, "--require", preload, ...(settings.nodeArgs ?? []), settings.runner, ...settings.args],
    {
      cwd: settings.cwd,
      env: { ...Object.fromEntries(passed), RAMPART_LOADER: settings.loader, ...settings.env },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  if (living.size === 0) process.once("exit", endAll);
  living.add(child);
  let errors = "";
  let line = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    const lines = (line + text).split("\n");
    line = lines.pop() ?? "";
    lines.forEach((each) => settings.line?.(each));
  });
  const exit = new Promise<number | null>((resolve) => {
    child.on("error", (error) => {
      errors += error.message;
      resolve(null);
    });
    child.on("close", (code) => resolve(code));
  }).finally(() => {
    living.delete(child);
    if (living.size === 0) process.off("exit", endAll);
  });
  return {
    exit,
    errors: () => stripVTControlCharacters(errors),
    async end() {
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
      await exit;
    },
  };
}
