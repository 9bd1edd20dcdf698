import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { bundlePack } from "../../pack/bundle";
import { root } from "../host";
import { exponent, spread, verdict } from "../statistics";
import { type Asked, askPack } from "./ask";
import { stackOf } from "./stack";
import { startTime } from "./start";

const { values } = parseArgs({ options: { rounds: { type: "string", default: "3" } } });
const rounds = Math.max(1, Number.parseInt(values.rounds, 10) || 3);
const targets = { protocol: 3, naive: 5, exponent: 1.15, start: 1.3 };

const sizes = [100, 1_000, 10_000];
/** What a pack has seen before it is measured: every kind of resource that a stack has. */
const warmUp = stackOf(200);
/** Starts of each pack in a round; the shortest counts, because whatever else the machine does only lengthens one. */
const starts = 5;

/** The bundle, outside of the tree, with the one thing beside it that it asks for. */
const bundle = mkdtempSync(join(tmpdir(), "rampart-bench-bundle-"));
const packs = {
  empty: join(__dirname, "empty"),
  ours: join(root, "policypacks/compliance"),
  naive: join(__dirname, "naive"),
};
const starting = { empty: packs.empty, ours: packs.ours, "ours, bundled": bundle };
type Name = keyof typeof packs;
type Starting = keyof typeof starting;

const names = Object.keys(packs) as Name[];
const keyOf = (name: Name, size: number) => `${name} ${size}`;

async function ask(): Promise<Map<string, Asked[]>> {
  const results = new Map<string, Asked[]>();
  for (let round = 1; round <= rounds; round++)
    for (const size of sizes)
      for (const name of names) {
        const asked = await askPack(packs[name], stackOf(size), warmUp);
        results.set(keyOf(name, size), [...(results.get(keyOf(name, size)) ?? []), asked]);
        const seconds = (asked.analyze.passed + asked.stack.passed) / 1000;
        console.log(`  round ${round}  ${name.padEnd(6)}${String(size).padStart(7)}  ${seconds.toFixed(1)} s`);
      }
  return results;
}

async function start(): Promise<Map<Starting, number>> {
  const least = new Map<Starting, number>();
  await bundlePack(bundle);
  symlinkSync(join(root, "node_modules"), join(bundle, "node_modules"));
  for (let turn = 0; turn < starts * rounds; turn++)
    for (const [name, folder] of Object.entries(starting) as [Starting, string][])
      least.set(name, Math.min(least.get(name) ?? Infinity, await startTime(folder)));
  return least;
}

/** Medians of microseconds per resource, and of the peak. */
function figures(asked: readonly Asked[], size: number) {
  const median = (of: (each: Asked) => number) => spread(asked.map(of)).median;
  const each = (of: (each: Asked) => number) => (median(of) / size) * 1_000;
  return {
    analyze: each(({ analyze }) => analyze.processor),
    stack: each(({ stack }) => stack.processor),
    sum: each(({ analyze, stack }) => analyze.processor + stack.processor),
    peak: median(({ peakMB }) => peakMB),
  };
}

async function main(): Promise<void> {
  console.log(`node ${process.version}, ${availableParallelism()} cores, ${cpus()[0]?.model ?? "unknown processor"}`);
  console.log(`${rounds} rounds, one pack after another in each`);
  const results = await ask();
  const of = (name: Name, size: number) => figures(results.get(keyOf(name, size))!, size);
  console.log("\nprocessor time of the pack per resource, and its peak memory (medians)");
  console.log(
    `${"".padEnd(16)}${["Analyze", "AnalyzeStack", "sum", "peak"].map((each) => each.padStart(14)).join("")}`,
  );
  for (const size of sizes)
    for (const name of names) {
      const { analyze, stack, sum, peak } = of(name, size);
      const cells = [analyze, stack, sum].map((each) => `${each.toFixed(0)} µs`.padStart(14)).join("");
      console.log(`${name.padEnd(8)}${String(size).padStart(8)}${cells}${`${peak.toFixed(0)} MB`.padStart(14)}`);
    }
  const least = await start();
  console.log("\nfrom the start of Pulumi's runner to the port (the shortest)");
  for (const [name, milliseconds] of least) console.log(`${name.padEnd(16)}${milliseconds.toFixed(0).padStart(8)} ms`);

  console.log("");
  for (const size of sizes) {
    const [empty, ours, naive] = [of("empty", size).sum, of("ours", size).sum, of("naive", size).sum];
    const over = ours / empty;
    const cheaper = naive / ours;
    const said = `${size} resources: ${over.toFixed(2)} times the protocol's own cost (target: at most ${targets.protocol})`;
    console.log(verdict(over <= targets.protocol, said));
    const compared =
      `${size} resources: ${cheaper.toFixed(2)} times cheaper than the naive pack (target: at least ${targets.naive}; ` +
      `the protocol alone is ${(naive / empty).toFixed(2)} times cheaper)`;
    console.log(verdict(cheaper >= targets.naive, compared));
  }
  const growth = exponent(sizes.map((x) => ({ x, y: x * of("ours", x).sum })));
  const linear = `time grows with resources to the power of ${growth.toFixed(2)} (target: at most ${targets.exponent})`;
  console.log(verdict(growth <= targets.exponent, linear));
  for (const name of ["ours", "ours, bundled"] as const) {
    const slower = least.get(name)! / least.get("empty")!;
    const said = `${name}: ${slower.toFixed(2)} times the start of an empty pack (target: at most ${targets.start})`;
    console.log(verdict(slower <= targets.start, said));
  }
}

process.once("exit", () => rmSync(bundle, { recursive: true, force: true }));
main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
