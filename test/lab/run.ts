import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { endWith } from "./cleanup";
import { prepareTools, type ToolName } from "./toolchain";

interface Laboratory {
  tools: ToolName[];
  /** mocha's arguments of each run, one run after the other. */
  runs: string[][];
}

/** Takes its time by the clock, so nothing runs beside it. */
const timed = "test/engine/order.test.ts";

/** Files side by side: half of an engine's run is waiting. */
const together = ["--parallel", "--jobs", String(Math.min(4, availableParallelism()))];

/** Those that take longest come first, so that no core waits for the last of them. */
const longest = ["faults", "truth", "lifecycle", "faults/crash", "secrets", "gates", "gates/own-stack"];

function engineFiles(): string[] {
  const folder = resolve(__dirname, "../engine");
  const rank = (name: string) => (longest.indexOf(name) + 1 || longest.length + 1) - 1;
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => file.slice(0, -".test.ts".length))
    .sort((one, other) => rank(one) - rank(other) || (one < other ? -1 : 1))
    .map((name) => `test/engine/${name}.test.ts`)
    .filter((file) => file !== timed);
}

const laboratories: Record<string, Laboratory> = {
  engine: { tools: ["pulumi"], runs: [[timed], [...together, ...engineFiles()]] },
  // One API server for all.
  admission: { tools: ["etcd", "kube-apiserver", "gatekeeper"], runs: [["test/admission/**/*.test.ts"]] },
};

const usage = `usage: npm run test:engine|test:admission -- [--full] [--seed N] [--build] [-- OPTIONS OF MOCHA]
  --full    every failing create and every kill point, not a choice of them
  --seed N  the choice of an earlier run, which printed its seed
  --build   only find or build the tools`;

/** Runs a laboratory: first its tools, then its tests. Without the tools the tests are skipped, and the last lines say so. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { full: { type: "boolean" }, seed: { type: "string" }, build: { type: "boolean" } },
  });
  const [name, ...mochaOptions] = positionals;
  const laboratory = laboratories[name ?? ""];
  const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
  if (laboratory === undefined || !Number.isInteger(seed)) {
    console.error(usage);
    return 2;
  }
  const missing = await prepareTools(laboratory.tools, (line) => console.log(line));
  const skipped = missing.length === 0 ? [] : [`SKIPPED: the ${name} laboratory did not run. ${missing.join("; ")}`];
  if (values.build) {
    skipped.forEach((line) => console.log(line));
    return skipped.length === 0 ? 0 : 1;
  }
  const env = {
    RAMPART_LAB_MISSING: missing.join("\n") || undefined,
    RAMPART_LAB_FULL: values.full ? "1" : undefined,
    RAMPART_LAB_SEED: String(seed),
  };
  const codes: number[] = [];
  for (const run of laboratory.runs) codes.push(await mocha([...run, ...mochaOptions], env));
  skipped.forEach((line) => console.log(line));
  return Math.max(...codes);
}

function mocha(options: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const root = resolve(__dirname, "../..");
  const script = join(root, "node_modules/mocha/bin/mocha.js");
  // mocha loads these in order, and the settings file's own after them.
  const hooks = ["--require", "tsx/cjs", "--require", join(__dirname, "hooks.ts")];
  const child = spawn(process.execPath, [script, ...hooks, "--timeout", "300000", ...options], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: "inherit",
  });
  // Ctrl-C reaches both of us; it ends its own children, and we wait for that.
  const release = endWith(() => child.kill("SIGTERM"));
  return new Promise<number>((done, failed) => {
    child.once("error", failed);
    child.once("close", (code) => done(code ?? 1));
  }).finally(release);
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
