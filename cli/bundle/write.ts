import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, sep } from "node:path";

import { type Mistake, quote } from "../../catalogue/contracts";
import { CliError, ExitCode } from "../errors";
import type { BundleFile } from "./files";

/** The list of what a bundle holds, in the bundle: what is not on it was written by somebody else, and is not removed. */
export const listFile = "rampart-bundle.json";

/** Why a bundle cannot be written there; empty where it can. `cwd`: where the command was started. */
export function obstacles(folder: string, cwd: string): Mistake[] {
  const refuse = (got: string, expected: string): Mistake[] => [{ path: "--out", got, expected }];
  const parent = dirname(folder);
  if (!existsSync(parent)) return refuse(quote(folder), `a folder in one that is there; there is no ${parent}`);
  if (`${cwd}${sep}`.startsWith(`${folder}${sep}`))
    return refuse(quote(folder), "a folder of its own, because it is replaced as a whole; this is the current one");
  const there = lstatSync(folder, { throwIfNoEntry: false });
  if (there === undefined) return [];
  if (!there.isDirectory()) return refuse(quote(folder), "a folder, or a path where nothing is");
  const strange = strangersIn(folder);
  if (strange.length === 0) return [];
  const more = strange.length > 3 ? ` and ${strange.length - 3} more` : "";
  return refuse(
    `${quote(folder)}, which holds ${strange.slice(0, 3).join(", ")}${more}`,
    "a folder that is empty, or that holds an earlier bundle and nothing else",
  );
}

/** What is in a folder and was put there by no earlier bundle; where there was none, whatever lies in it. */
function strangersIn(folder: string): string[] {
  const own = new Set([listFile, ...listedIn(folder)]);
  const folders = new Set([...own].map((path) => path.split("/")[0]!));
  const found = readdirSync(folder);
  const strange = found.filter((name) => !folders.has(name));
  const within = found
    .filter((name) => folders.has(name))
    .flatMap((name) => filesIn(folder, name))
    .filter((path) => !own.has(path));
  return [...strange, ...within].sort();
}

function filesIn(folder: string, name: string): string[] {
  const path = join(folder, name);
  if (!lstatSync(path).isDirectory()) return [name];
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((each) => !lstatSync(join(path, each)).isDirectory())
    .map((each) => `${name}/${each}`);
}

function listedIn(folder: string): string[] {
  try {
    const { files } = JSON.parse(readFileSync(join(folder, listFile), "utf8")) as { files?: unknown };
    return Array.isArray(files) ? files.map(String) : [];
  } catch {
    // No list, or none of ours: then nothing in the folder is ours either.
    return [];
  }
}

/**
 * Writes a bundle, in place of an earlier one: beside it first, and renamed when it is whole, so that nobody applies a half.
 * @param about what the bundle was made of
 */
export function writeBundle(folder: string, files: readonly BundleFile[], about: object): void {
  const [unfinished, former] = [`${folder}.${process.pid}.tmp`, `${folder}.${process.pid}.old`];
  const list = { ...about, files: files.map(({ path }) => path) };
  try {
    for (const { path, content } of [...files, { path: listFile, content: `${JSON.stringify(list, null, 2)}\n` }]) {
      mkdirSync(dirname(join(unfinished, path)), { recursive: true });
      writeFileSync(join(unfinished, path), content);
    }
    if (existsSync(folder)) renameSync(folder, former);
    renameSync(unfinished, folder);
  } catch (cause) {
    if (existsSync(former) && !existsSync(folder)) renameSync(former, folder);
    rmSync(unfinished, { recursive: true, force: true });
    throw new CliError(ExitCode.Broken, `cannot write ${folder}: ${(cause as Error).message}`, { cause });
  }
  rmSync(former, { recursive: true, force: true });
}
