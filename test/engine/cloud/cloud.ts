import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** One resource as the cloud keeps it. A file each below the cloud's folder. */
export interface Stored {
  provider: "aws" | "kubernetes";
  type: string;
  id: string;
  /** Who created it; empty where the cloud itself did. */
  urn: string;
  /** What was asked for. */
  inputs: Record<string, unknown>;
  /** What is: a read answers this, so drift is written here. */
  outputs: Record<string, unknown>;
  /** Server of the Kubernetes cluster that holds it. */
  cluster?: string;
}

export type Key = Pick<Stored, "type" | "id" | "cluster">;

/**
 * A stand-in for a cloud: a folder of files that outlives every process. What lies in it and in no state is what a
 * deployment has lost.
 */
export interface Cloud {
  folder: string;
  all(): Stored[];
  /** What a URN has created: two after a create that nobody heard of. */
  find(urn: string): Stored[];
  get(key: Key): Stored | undefined;
  /** Creates or overwrites, also behind the engine's back. */
  write(stored: Stored): void;
  remove(stored: Key): void;
}

export function openCloud(folder: string): Cloud {
  mkdirSync(folder, { recursive: true });
  const all = () => names(folder).flatMap((name) => read(join(folder, name)) ?? []);
  return {
    folder,
    all,
    find: (urn) => all().filter((stored) => stored.urn === urn),
    get: (key) => read(fileOf(folder, key)),
    write: (stored) => writeWhole(folder, stored),
    remove: (stored) => rmSync(fileOf(folder, stored), { force: true }),
  };
}

function names(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort();
}

/** Nothing where there is no such file: another process may have removed it since it was listed. */
function read(file: string): Stored | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Stored;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Renamed into place, so that a killed process leaves no half of a resource. */
function writeWhole(folder: string, stored: Stored): void {
  const draft = join(folder, `${randomUUID()}.draft`);
  writeFileSync(draft, `${JSON.stringify(stored, null, 2)}\n`);
  renameSync(draft, fileOf(folder, stored));
}

/** Ids hold slashes and colons, and may be long: a readable stem, and a hash that tells them apart. */
function fileOf(folder: string, { type, id, cluster = "" }: Key): string {
  const stem = `${type.split(/[:/]/).at(-1)}-${id}`.replaceAll(/[^A-Za-z0-9.-]+/g, "_").slice(0, 80);
  const hash = createHash("sha256").update([type, id, cluster].join("\n")).digest("hex").slice(0, 12);
  return join(folder, `${stem}-${hash}.json`);
}
