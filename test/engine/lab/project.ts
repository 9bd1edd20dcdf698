import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { dirname, join, resolve } from "node:path";
import { parse, stringify } from "yaml";
import { temporaryFolder } from "../../lab/folders";

export const root = resolve(__dirname, "../../..");
export const packFolder = join(root, "policypacks/compliance");

/** The settings of a stack, key → value, as its file has them. */
export type Settings = Record<string, unknown>;

/** A project that the engine runs: a folder of its own, so that nothing is written into the checkout. */
export interface Project {
  folder: string;
  stack: string;
  /** Changes the settings of the stack, and keeps what the engine wrote beside them. */
  change(act: (settings: Settings) => void): void;
}

export interface ProjectOptions {
  /** The environment whose settings are taken. */
  environment: string;
  change?: (settings: Settings) => void;
  /** More of Pulumi.yaml, such as which plugins there are. */
  manifest?: Record<string, unknown>;
}

/** A project of settings alone; its program is a function of the test. */
export function settingsOnly(options: ProjectOptions): Project {
  const folder = temporaryFolder("project");
  const manifest = { name: "rampart", runtime: "nodejs", stackConfigDir: "stacks/config", ...options.manifest };
  writeFileSync(join(folder, "Pulumi.yaml"), stringify(manifest));
  return projectIn(folder, options);
}

/** A copy of a project of the fixtures. */
export function fixture(name: string, options: Omit<ProjectOptions, "environment" | "change">): Project {
  const folder = temporaryFolder("fixture");
  cpSync(join(root, "test/fixtures/projects", name), folder, { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  extendManifest(join(folder, "Pulumi.yaml"), options.manifest);
  return { folder, stack: "dev", change: (act) => changeFile(join(folder, "Pulumi.dev.yaml"), act) };
}

/** A copy of everything that git knows or would add, with the installed packages linked: what a user's clone is. */
export function clone(options: ProjectOptions): Project {
  const folder = temporaryFolder("clone");
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: root });
  const files = new Set(listed.toString().split("\0"));
  for (const file of files) {
    if (file === "" || file.startsWith("test/") || file.startsWith("docs/")) continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file));
  }
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  extendManifest(join(folder, "Pulumi.yaml"), options.manifest);
  return projectIn(folder, options);
}

/** Adds to a Pulumi.yaml, such as which plugins there are. */
export function extendManifest(file: string, manifest: Record<string, unknown> = {}): void {
  const content = parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  writeFileSync(file, stringify({ ...content, ...manifest }));
}

function changeFile(file: string, act: (settings: Settings) => void): void {
  const content = parse(readFileSync(file, "utf8")) as { config: Settings };
  act(content.config);
  writeFileSync(file, stringify(content));
}

function projectIn(folder: string, { environment, change }: ProjectOptions): Project {
  const file = join(folder, `stacks/config/Pulumi.${environment}.yaml`);
  mkdirSync(dirname(file), { recursive: true });
  cpSync(join(root, `stacks/config/Pulumi.${environment}.yaml`), file);
  const project: Project = { folder, stack: environment, change: (act) => changeFile(file, act) };
  if (change !== undefined) project.change(change);
  return project;
}
