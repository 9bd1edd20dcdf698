import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Mode, runEnvironment, runKeys } from "../../../catalogue";

/** Where and how the run that is judged takes place. */
export interface RunPlace {
  stack: string;
  project: string;
  mode: Mode;
  /** The project's root; undefined when there is none to be found. */
  root: string | undefined;
  /** Absolute path of the evidence file; undefined when nothing says where it goes. */
  evidence: string | undefined;
}

export interface Surroundings {
  stack: string;
  project: string;
  dryRun: boolean;
  config: ReadonlyMap<string, string>;
  environment: Readonly<Record<string, string | undefined>>;
  /** The pack's own folder. */
  packFolder: string;
}

/** Works out root, mode and evidence file, as catalogue/contracts/pack.ts says. */
export function placeOf({ stack, project, dryRun, config, environment, packFolder }: Surroundings): RunPlace {
  // The keys are the command line's to set. Without it, the configuration is that of the stack under judgement.
  const told = (key: keyof typeof runKeys) => (environment[runEnvironment.cli] ? config.get(runKeys[key]) : undefined);
  const root = told("root") ?? environment[runEnvironment.root] ?? projectAbove(packFolder);
  const asked = told("evidence") ?? environment[runEnvironment.evidence];
  const below = root === undefined ? undefined : join(root, ".rampart", "evidence", `${fileName(stack)}.json`);
  return {
    stack,
    project,
    mode: modeOf(told("mode")) ?? (dryRun ? Mode.Preview : Mode.Update),
    root,
    evidence: asked === undefined ? below : resolve(root ?? packFolder, asked),
  };
}

const modeOf = (text: string | undefined) => Object.values(Mode).find((mode) => mode === text);

/** A stack's name may hold the organisation; its file's name holds no separator. */
const fileName = (stack: string) => stack.replace(/[^\w.-]/g, "_").replace(/^\.+/, "_") || "stack";

function projectAbove(folder: string): string | undefined {
  return nearest(folder, (each) => existsSync(join(each, "Pulumi.yaml")) || existsSync(join(each, "Pulumi.yml")));
}

function nearest(folder: string, test: (folder: string) => boolean): string | undefined {
  if (test(folder)) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : nearest(above, test);
}

/** The version of Rampart that the pack belongs to. */
export function rampartVersion(packFolder: string): string {
  const folder = nearest(packFolder, (each) => manifest(each)?.name === "@rampart/rampart") ?? packFolder;
  return manifest(folder)?.version ?? "unknown";
}

function manifest(folder: string): { name?: string; version?: string } | undefined {
  const path = join(folder, "package.json");
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as { name?: string; version?: string }) : undefined;
}

/** Commit and cleanliness of the project's repository; no commit where there is none, or no git. */
export async function repositoryState(root: string | undefined): Promise<{ commit: string | null; dirty: boolean }> {
  if (root === undefined) return { commit: null, dirty: false };
  const [commit, changes] = await Promise.all([git(root, "rev-parse", "HEAD"), git(root, "status", "--porcelain")]);
  return commit === undefined ? { commit: null, dirty: false } : { commit: commit.trim(), dirty: changes !== "" };
}

function git(root: string, ...args: string[]): Promise<string | undefined> {
  return new Promise((done) => {
    execFile("git", args, { cwd: root, timeout: 10_000, maxBuffer: 1 << 26 }, (error, stdout) =>
      done(error === null ? stdout : undefined),
    );
  });
}
