import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { parse } from "yaml";

/** What of a checkout the gate compares evidence with. */
export interface Checkout {
  /** null outside a repository, or before its first commit. */
  commit: string | null;
  dirty: boolean;
  /** Name in the nearest Pulumi.yaml at or above the folder. */
  project?: string;
}

/**
 * Reads a checkout with git.
 * @param except absolute path of a file whose presence does not make it dirty: the evidence itself
 */
export function readCheckout(cwd: string, except: string): Checkout {
  const commit = git(cwd, "rev-parse", "--verify", "HEAD")?.trim() ?? null;
  const top = git(cwd, "rev-parse", "--show-toplevel")?.trim();
  const ignored = top === undefined ? undefined : relative(top, except);
  const changed = (git(cwd, "status", "--porcelain", "-z", "--untracked-files=all") ?? "").split("\0");
  const dirty = changed.some((entry) => entry !== "" && entry.slice(3) !== ignored);
  const project = projectName(cwd);
  return { commit, dirty, ...(project === undefined ? {} : { project }) };
}

/** The output of a git command; undefined when git is not there or refuses. */
function git(cwd: string, ...args: string[]): string | undefined {
  try {
    return execFileSync("git", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return undefined;
  }
}

function projectName(cwd: string): string | undefined {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const file = join(folder, "Pulumi.yaml");
    if (existsSync(file)) return nameIn(readFileSync(file, "utf8"));
    if (folder === dirname(folder)) return undefined;
  }
}

function nameIn(content: string): string | undefined {
  try {
    const { name } = (parse(content) ?? {}) as { name?: unknown };
    return typeof name === "string" ? name : undefined;
  } catch {
    // A Pulumi.yaml that does not parse names no project; a preview says what is wrong with it.
    return undefined;
  }
}
