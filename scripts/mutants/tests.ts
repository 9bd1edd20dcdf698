import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";
import type { Mutant } from "./candidates";

/** Installs the built package; it repeats what the other tests see, at the price of a build. */
const leftOut = ["test/package.test.ts"];

/** Longer than this, a test file runs after the others, in milliseconds. */
const slow = 3_000;

export function testFiles(root: string): string[] {
  return (
    readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
      // The laboratories need their tools, and minutes.
      .filter((file) => file.endsWith(".test.ts") && !/^(fixtures|engine|admission)\//.test(file))
      .map((file) => `test/${file}`)
      .filter((file) => !leftOut.includes(file))
      .sort()
  );
}

/** What a file imports of ours, directly and through others. */
export function closureOf(root: string, file: string, known = new Map<string, string[]>()): Set<string> {
  const seen = new Set<string>([file]);
  const queue = [file];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const imported of known.get(next) ?? remember(known, next, importsOf(root, next))) {
      if (seen.has(imported)) continue;
      seen.add(imported);
      queue.push(imported);
    }
  }
  return seen;
}

function remember(known: Map<string, string[]>, file: string, imports: string[]): string[] {
  known.set(file, imports);
  return imports;
}

function importsOf(root: string, file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(root, file), "utf8"), true, true);
  return importedFiles
    .map(({ fileName }) => fileName)
    .filter((name) => name.startsWith("."))
    .map((name) => resolve(root, dirname(file), name))
    .flatMap((base) => [base, `${base}.ts`, join(base, "index.ts")].filter(isFile).slice(0, 1))
    .map((path) => relative(root, path));
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

/**
 * Test files in the order that finds a mutant soonest, in groups that run one after another: those that import the mutated
 * file, its own room's before the others'; then those that reach it another way (a process, the whole program); slow ones last.
 */
export function plan(mutant: Mutant, closures: Map<string, Set<string>>, durations: Map<string, number>): string[][] {
  const cost = (file: string) => durations.get(file) ?? 0;
  const files = [...closures.keys()].sort((a, b) => cost(a) - cost(b));
  const own = (file: string) => file.startsWith(`test/${mutant.room}/`);
  const rank = (file: string): number => {
    const imports = closures.get(file)!.has(mutant.file);
    if (imports && cost(file) <= slow) return own(file) ? 0 : 1;
    return imports || own(file) ? 2 : 3;
  };
  return [0, 1, 2, 3].map((group) => files.filter((file) => rank(file) === group)).filter((group) => group.length > 0);
}
