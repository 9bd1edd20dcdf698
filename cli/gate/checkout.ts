import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { parse } from "yaml";

import { waiverFile } from "../../catalogue/contracts";

/** What of a checkout the gate compares evidence with. */
export interface Checkout {
  /** null outside a repository, or before its first commit. */
  commit: string | null;
  dirty: boolean;
  /** Name in the nearest Pulumi.yaml at or above the folder. */
  project?: string;
  /** SHA-256 (hex) of the waiver file in the commit, beside that Pulumi.yaml; absent when the commit holds none. */
  waiversHash?: string;
}

/**
 * Reads a checkout with git.
 * @param except absolute path of a file whose presence does not make it dirty: the evidence itself
 */
export function readCheckout(cwd: string, except: string): Checkout {
  const commit = line(cwd, "rev-parse", "--verify", "HEAD") ?? null;
  const root = projectRoot(cwd);
  const project = root === undefined ? undefined : nameIn(readFileSync(join(root, projectFile), "utf8"));
  const waiversHash = commit === null ? undefined : hashOfWaivers(root ?? cwd);
  return {
    commit,
    // A state that cannot be read is not clean; outside a repository there is none.
    dirty: hasChanges(cwd, except) ?? commit !== null,
    ...(project === undefined ? {} : { project }),
    ...(waiversHash === undefined ? {} : { waiversHash }),
  };
}

function hasChanges(cwd: string, except: string): boolean | undefined {
  const top = line(cwd, "rev-parse", "--show-toplevel");
  const changed = git(cwd, "status", "--porcelain", "-z", "--untracked-files=all")?.toString().split("\0");
  if (top === undefined || changed === undefined) return undefined;
  const ignored = relative(top, except);
  return changed.some((entry) => entry !== "" && entry.slice(3) !== ignored);
}

/**
 * The commit's own waivers, and not those on the disk: git may ignore the file, and then no status tells of it. A file
 * that git cannot show is as none, which only evidence that was judged without waivers agrees with.
 */
function hashOfWaivers(root: string): string | undefined {
  const prefix = line(root, "rev-parse", "--show-prefix") ?? "";
  const content = git(root, "show", `HEAD:${prefix}${waiverFile}`);
  return content === undefined ? undefined : createHash("sha256").update(content).digest("hex");
}

function line(cwd: string, ...args: string[]): string | undefined {
  return git(cwd, ...args)
    ?.toString()
    .replace(/\n$/, "");
}

/** The output of a git command; undefined when git is not there or refuses. */
function git(cwd: string, ...args: string[]): Buffer | undefined {
  try {
    return execFileSync("git", args, { cwd, maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return undefined;
  }
}

const projectFile = "Pulumi.yaml";

function projectRoot(cwd: string): string | undefined {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (existsSync(join(folder, projectFile))) return folder;
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
