import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { cleaned, type ProcessCoverage } from "./raw";

/** Fewest covered branches per room, in percent: what decides about compliance is held to more. */
const floors: Record<string, number> = {
  catalogue: 95,
  "policypacks/compliance": 95,
  components: 85,
  cli: 85,
  stacks: 85,
};

const root = join(__dirname, "../..");
const folder = join(root, "coverage");
const raw = join(folder, "tmp");

/** Runs a script of Node to its end, and every Node process that it starts with it. */
function node(script: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): number {
  return spawnSync(process.execPath, [join(root, script), ...args], { cwd: root, env, stdio: "inherit" }).status ?? 1;
}

/** Removes from the raw coverage what is not about our source. */
function clean(): void {
  const files = readdirSync(raw).map((name) => join(raw, name));
  const processes = files.map((file) => JSON.parse(readFileSync(file, "utf8")) as ProcessCoverage);
  const base = pathToFileURL(`${root}/`).href;
  const ours = (url: string) => url.startsWith(base) && !url.includes("/node_modules/");
  const tests = (each: ProcessCoverage) => each.result.some(({ url }) => url.startsWith(`${base}test/`));
  cleaned(processes, ours, tests).forEach((each, index) => writeFileSync(files[index]!, JSON.stringify(each)));
}

interface Count {
  total: number;
  covered: number;
}

function sum(counts: readonly Count[]): Count {
  return counts.reduce((a, b) => ({ total: a.total + b.total, covered: a.covered + b.covered }), {
    total: 0,
    covered: 0,
  });
}

function percent({ total, covered }: Count): number {
  return total === 0 ? 100 : (100 * covered) / total;
}

/** Prints a line per room; false when one is below its floor. */
function judge(): boolean {
  const summary = JSON.parse(readFileSync(join(folder, "coverage-summary.json"), "utf8")) as Record<
    string,
    { branches: Count; lines: Count }
  >;
  const files = Object.entries(summary).map(([path, counts]) => ({ path: relative(root, path), ...counts }));
  console.log("room                      lines  branches  floor");
  const results = Object.entries(floors).map(([room, floor]) => {
    const inside = files.filter(({ path }) => path.startsWith(`${room}/`));
    const [lines, branches] = [inside.map((file) => file.lines), inside.map((file) => file.branches)].map((counts) =>
      percent(sum(counts)),
    );
    // A room without a measured file is a broken measurement, not a perfect score.
    const met = inside.length > 0 && branches! >= floor;
    const cells = [
      `${lines!.toFixed(1)} %`.padStart(8),
      `${branches!.toFixed(1)} %`.padStart(9),
      `${floor} %`.padStart(6),
    ];
    console.log(`${room.padEnd(23)}${cells.join(" ")}  ${met ? "met" : "MISSED"}`);
    const missing = ({ branches: { total, covered } }: (typeof inside)[number]) => total - covered;
    const worst = met ? [] : [...inside].sort((a, b) => missing(b) - missing(a)).slice(0, 8);
    for (const file of worst) console.log(`    ${file.path}: ${missing(file)} branches not covered`);
    return met;
  });
  return results.every(Boolean);
}

/** Runs tests, and measures what they reach. */
function measure(asked: readonly string[]): number {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(raw, { recursive: true });
  // The laboratories run with their tools, and by themselves.
  const everything = ["test/**/*.test.ts", "--ignore", "test/{engine,admission}/**"];
  return node(
    "node_modules/mocha/bin/mocha.js",
    ["--parallel", "--reporter", "dot", ...(asked.length > 0 ? asked : everything)],
    {
      ...process.env,
      NODE_V8_COVERAGE: raw,
    },
  );
}

// `--measured`: the tests have run already, with NODE_V8_COVERAGE=coverage/tmp.
const asked = process.argv.slice(2);
const tests = asked[0] === "--measured" ? 0 : measure(asked);
clean();
const report = node("node_modules/c8/bin/c8.js", ["report", "--temp-directory", raw]);
process.exitCode = report === 0 && judge() && tests === 0 ? 0 : 1;
