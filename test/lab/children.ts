import { spawn } from "node:child_process";
import { endWith } from "./cleanup";

/** A process that a laboratory started. It is ended by its pid, at the latest when the laboratory is. */
export interface Child {
  name: string;
  pid: number;
  /** Its exit code, or the name of the signal that ended it. */
  ended: Promise<number | string>;
  /** Everything that came on stdout and stderr so far. */
  output(): string;
  /** What came on stdout alone. */
  stdout(): string;
  /** Asks it to end, and after a grace of five seconds ends it; resolves when it is gone. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

const grace = 5_000;

export function startChild(
  name: string,
  command: string,
  args: string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Child {
  const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  }
  const release = endWith(() => child.kill("SIGKILL"));
  const ended = new Promise<number | string>((resolve) => {
    child.once("error", (error) => {
      output += error.message;
      resolve(127);
    });
    child.once("close", (code, signal) => resolve(code ?? signal ?? "unknown"));
  }).finally(release);
  return {
    name,
    // Without a pid the process never started; `ended` and `output` say why.
    pid: child.pid ?? -1,
    ended,
    output: () => output,
    stdout: () => stdout,
    async stop(signal = "SIGTERM") {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill(signal);
      const timer = setTimeout(() => child.kill("SIGKILL"), grace);
      await ended;
      clearTimeout(timer);
    },
  };
}
