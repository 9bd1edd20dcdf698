import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Measured, measure } from "./measure";
import { exponent, spread, type Spread, verdict } from "./statistics";

const { values } = parseArgs({ options: { rounds: { type: "string", default: "3" } } });
const rounds = Math.max(1, Number.parseInt(values.rounds, 10) || 3);
const root = join(__dirname, "../..");
const scale = join(__dirname, "scale");
const sizes = [250, 500, 1000];
const targets = { defaults: 4, alone: 1.5, memoryMB: 600, exponent: 1.15 };

const node = (...args: string[]) => [process.execPath, ...args];
const rampart = (...args: string[]) => node("cli/rampart.js", "preview", ...args);
const sized = (size: number) => rampart("--cwd", scale, "--stack", `r${size}`);

/**
 * ts-node, as Pulumi brings it, keeps what it has checked in a temporary folder, so that the same files are not checked
 * again. A file that changed, a new checkout and a machine of CI have no such folder: that is the yardstick, and what the
 * folder saves is shown beside it.
 */
const tsNodeCache = mkdtempSync(join(tmpdir(), "rampart-bench-"));
const defaults = node("--require", "tsx/cjs", "scripts/bench/baseline/defaults.ts", "prod");

/** What is measured, by the name that is printed. */
const commands = {
  "rampart preview": rampart("--stack", "prod"),
  "Pulumi's defaults": defaults,
  "  checked before": defaults,
  "program alone": node("--require", "tsx/cjs", "scripts/bench/alone.ts", "prod"),
  "empty program": sized(0),
  ...(Object.fromEntries(sizes.map((size) => [`${size} resources`, sized(size)])) as Record<string, string[]>),
};
type Name = keyof typeof commands;

async function run(name: string, command: string[]): Promise<Measured> {
  if (name === "Pulumi's defaults") rmSync(tsNodeCache, { recursive: true, force: true });
  const result = await measure(command, {
    cwd: root,
    env: { ...process.env, TS_NODE_CACHE_DIRECTORY: tsNodeCache },
  });
  if (result.code !== 0) throw new Error(`${name} ended with ${result.code}:\n${result.output.slice(-2_000)}`);
  return result;
}

function line(name: string, { min, median, max }: Spread): string {
  const cells = [min, median, max].map((each) => `${(each / 1000).toFixed(2)} s`.padStart(9));
  return `${name.padEnd(20)}${cells.join("")}`;
}

function memory({ processes }: Measured): number {
  return processes.reduce((sum, { peakMB }) => sum + peakMB, 0);
}

async function main(): Promise<void> {
  console.log(`node ${process.version}, ${availableParallelism()} cores, ${cpus()[0]?.model ?? "unknown processor"}`);
  console.log(`${rounds} rounds, one command after another in each`);
  const results = new Map<string, Measured[]>(Object.keys(commands).map((name) => [name, []]));
  for (let round = 1; round <= rounds; round++) {
    for (const [name, command] of Object.entries(commands)) {
      const result = await run(name, command);
      results.get(name)!.push(result);
      console.log(`  round ${round}  ${name.padEnd(20)}${(result.milliseconds / 1000).toFixed(2)} s`);
    }
  }

  const times = (name: Name) => spread(results.get(name)!.map(({ milliseconds }) => milliseconds));
  console.log(`\n${"".padEnd(20)}${["min", "median", "max"].map((each) => each.padStart(9)).join("")}`);
  for (const name of Object.keys(commands)) console.log(line(name, times(name as Name)));

  const heaviest = [...results.get("rampart preview")!].sort((a, b) => memory(b) - memory(a))[0]!;
  console.log("\npeak memory of rampart preview, by process (the heaviest round)");
  for (const { name, peakMB } of heaviest.processes)
    console.log(`  ${name.padEnd(18)}${peakMB.toFixed(0).padStart(6)} MB`);

  const preview = times("rampart preview").median;
  const faster = times("Pulumi's defaults").median / preview;
  const over = preview / times("program alone").median;
  const empty = times("empty program").median;
  const points = sizes.map((x) => ({ x, y: times(`${x} resources` as Name).median - empty }));
  const growth = exponent(points);
  const total = memory(heaviest);
  console.log(
    `\n${verdict(faster >= targets.defaults, `${faster.toFixed(2)} times as fast as Pulumi's defaults (target: at least ${targets.defaults})`)}`,
  );
  console.log(
    verdict(over <= targets.alone, `${over.toFixed(2)} times the program alone (target: at most ${targets.alone})`),
  );
  console.log(
    verdict(
      total < targets.memoryMB,
      `${total.toFixed(0)} MB at the peak of all processes together (target: below ${targets.memoryMB})`,
    ),
  );
  console.log(
    verdict(
      growth <= targets.exponent,
      `time grows with resources to the power of ${growth.toFixed(2)} (target: at most ${targets.exponent}); ` +
        points.map(({ x, y }) => `${x}: ${(y / 1000).toFixed(2)} s`).join(", ") +
        " above the empty program",
    ),
  );
}

process.once("exit", () => rmSync(tsNodeCache, { recursive: true, force: true }));
main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
