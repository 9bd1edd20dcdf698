import { spawn } from "node:child_process";
import { family, peakMB, readProc } from "./processes";

export interface Measured {
  milliseconds: number;
  code: number | null;
  output: string;
  /** Peak resident memory of each process, in MB (a million bytes), the command itself first. */
  processes: { name: string; peakMB: number }[];
}

/** How often processes are looked at, in milliseconds. A peak is kept by the kernel, so only the last look before an end can be late. */
const interval = 20;

/** Runs a command to its end, and measures time and the memory of every process that it starts. */
export function measure(command: string[], options: { cwd: string; env?: NodeJS.ProcessEnv }): Promise<Measured> {
  const started = process.hrtime.bigint();
  const child = spawn(command[0]!, command.slice(1), { ...options, stdio: ["ignore", "pipe", "pipe"] });
  const peaks = new Map<number, { name: string; peakMB: number }>();
  const timer = setInterval(() => look(child.pid!, peaks), interval);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  }
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      clearInterval(timer);
      const milliseconds = Number(process.hrtime.bigint() - started) / 1e6;
      resolve({ milliseconds, code, output, processes: [...peaks.values()] });
    });
  });
}

function look(root: number, peaks: Map<number, { name: string; peakMB: number }>): void {
  for (const pid of family(root)) {
    const peak = peakMB(pid);
    if (peak > 0) peaks.set(pid, { name: nameOf(pid, peaks.get(pid)?.name), peakMB: peak });
  }
}

/** What the process runs, in a word or two. */
function nameOf(pid: number, known: string | undefined): string {
  const words = readProc(pid, "cmdline").split("\0");
  const runs = (script: string) => words.some((word) => word.includes(script));
  if (runs("cmd/run-policy-pack")) return "policy pack";
  if (runs("cmd/run")) return "program";
  const script =
    words.find((word) => /rampart\.js$|pulumi-(resource|language)-\w+$|\.[jt]s$/.test(word)) ?? words[0] ?? "";
  return script.split("/").at(-1) || known || "process";
}
