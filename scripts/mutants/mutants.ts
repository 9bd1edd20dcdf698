import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { choose, type Mutant } from "./candidates";
import { closureOf, plan, testFiles } from "./tests";
import { abandon, makeCopy, removeCopies, runMocha } from "./workspace";

/** Share of mutants that the tests must find. */
const target = 0.9;

const root = join(__dirname, "../..");
const { values } = parseArgs({
  options: {
    seed: { type: "string" },
    count: { type: "string", default: "40" },
    jobs: { type: "string", default: "2" },
  },
});

function number(name: "seed" | "count" | "jobs", fallback: number): number {
  const given = Number(values[name] ?? fallback);
  if (!Number.isInteger(given) || given < 1) throw new Error(`--${name} takes a whole number from 1`);
  return given;
}

function show({ file, line, kind, before, after }: Mutant): string {
  const shorten = (text: string) => text.replace(/\s+/g, " ").slice(0, 70);
  return `${file}:${line} (${kind})  ${shorten(before)}  →  ${shorten(after)}`;
}

/** The first group of tests that notices decides; undefined when none does. */
async function killer(copy: string, mutant: Mutant, groups: string[][], durations: Map<string, number>) {
  const path = join(copy, mutant.file);
  const original = readFileSync(path, "utf8");
  writeFileSync(path, original.slice(0, mutant.start) + mutant.after + original.slice(mutant.end));
  try {
    for (const group of groups) {
      const expected = group.reduce((sum, file) => sum + (durations.get(file) ?? 0), 0);
      const run = await runMocha(copy, group, { bail: true, timeout: 60_000 + 3 * expected });
      if (run.outcome === "timeout") return "no end within the time allowed";
      if (run.outcome === "failed") return run.because;
    }
    return undefined;
  } finally {
    writeFileSync(path, original);
  }
}

async function main(): Promise<void> {
  const seed = number("seed", 1 + (Date.now() % 1_000_000));
  const started = Date.now();
  const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`.padStart(6);
  const mutants = choose(root, number("count", 40), seed);
  console.log(`${mutants.length} mutants by seed ${seed} (again: npm run mutants -- --seed ${seed})`);

  const copies = Array.from({ length: number("jobs", 2) }, () => makeCopy(root));
  const files = testFiles(root);
  const healthy = await runMocha(copies[0]!, files, { bail: false, timeout: 15 * 60_000 });
  if (healthy.outcome !== "passed") {
    throw new Error(`the tests are not green without a mutant, so none can be judged: ${healthy.because}`);
  }
  console.log(`${seconds()}  the tests are green without a mutant`);

  const imports = new Map<string, string[]>();
  const closures = new Map(files.map((file) => [file, closureOf(root, file, imports)]));
  const survivors: Mutant[] = [];
  const queue = [...mutants];
  const work = async (copy: string): Promise<void> => {
    for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
      const by = await killer(copy, mutant, plan(mutant, closures, healthy.durations), healthy.durations);
      if (by === undefined) survivors.push(mutant);
      console.log(`${seconds()}  ${by === undefined ? "SURVIVED" : "killed  "}  ${show(mutant)}`);
      if (by !== undefined) console.log(`                    by ${by.slice(0, 140)}`);
    }
  };
  await Promise.all(copies.map(work));

  const killed = mutants.length - survivors.length;
  console.log(
    `\n${killed} of ${mutants.length} killed (${((100 * killed) / mutants.length).toFixed(1)} %, target ${100 * target} %), seed ${seed}`,
  );
  for (const mutant of survivors) console.log(`survivor: ${show(mutant)}`);
  if (killed < target * mutants.length) process.exitCode = 1;
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    abandon();
    process.exit(130);
  });
}

main()
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  })
  .finally(removeCopies);
