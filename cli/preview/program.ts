import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Child, startChild } from "./child";
import type { Monitor } from "./monitor";
import { after, causeIn, logged, whyBroken, withoutLeaks } from "./program-failure";
import type { Project } from "./project";
import { pulumiFile } from "./runner";

/** The exit code by which the preload marks a pulumi.RunError: the program asks its user for something. */
const runErrorExit = 33;

/** How a program ended. */
export interface ProgramEnd {
  /** Why it did not come to its end, in a sentence; absent when it did. */
  broken?: string;
  /** What its settings lack, in its own words, when that is why it ended. */
  refused?: string;
  /** All that a program which broke wrote on stderr. */
  details?: string;
  /** Warnings and errors that it logged. */
  log: string[];
}

export interface Program {
  end: Promise<ProgramEnd>;
  stop(): Promise<void>;
}

export interface ProgramSettings {
  /** Address of the resource monitor. */
  address: string;
  /** When the monitor last heard of the program, in milliseconds since 1970. */
  lastHeard(): number;
  /** How long the monitor may hear nothing before the program counts as hanging. @default 60000 ms */
  patience?: number;
}

/**
 * Pulumi takes a stack trace for every output of every resource: a third of the time of a program. Three frames still
 * say where an error was thrown; an argument of the project's own comes later and wins.
 */
const shortStacks = "--stack-trace-limit=3";

/** Starts the program of a project under Pulumi's own runner, with nothing of the environment that could be a credential. */
export function startProgram(project: Project, monitor: Monitor, settings: ProgramSettings): Program {
  const { loader, nodeArgs } = loading(project);
  const child = startChild({
    runner: pulumiFile(project.folder, "cmd/run"),
    nodeArgs: [shortStacks, ...nodeArgs],
    args: [
      `--monitor=${settings.address}`,
      "--organization=organization",
      `--project=${project.name}`,
      `--root-directory=${project.root}`,
      `--stack=${project.stack}`,
      `--pwd=${project.folder}`,
      "--dry-run",
      "--parallel=16",
      project.entry,
    ],
    cwd: project.folder,
    env: {
      PULUMI_CONFIG: JSON.stringify(project.config),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(project.secretKeys),
      // Of promises that never settle, Pulumi then says which resources they belong to.
      PULUMI_DEBUG_PROMISE_LEAKS: "true",
    },
    loader,
  });
  return { end: endOf(child, project, monitor, settings), stop: () => child.end() };
}

async function endOf(child: Child, project: Project, monitor: Monitor, settings: ProgramSettings): Promise<ProgramEnd> {
  const patience = settings.patience ?? 60_000;
  let hanging = false;
  const timer = setInterval(() => {
    if (Date.now() - settings.lastHeard() < patience) return;
    hanging = true;
    void child.end();
  }, 100);
  const code = await child.exit.finally(() => clearInterval(timer));
  const { details, waiting } = withoutLeaks(child.errors());
  const messages = logged(details);
  const log = messages.map(({ severity, text }) => `${severity}: ${causeIn(text, project)}`);
  if (hanging) return { broken: `the program hung: nothing happened for ${patience / 1000} s${after(monitor)}`, log };
  if (code === 0 && monitor.outputs() !== undefined) return { log };
  const error = messages.find(({ severity }) => severity === "error");
  if (code === runErrorExit && error !== undefined) return { refused: error.text, details, log };
  return { broken: whyBroken({ code, details, waiting }, project, monitor), details, log };
}

/**
 * Our hook loads the TypeScript of CommonJS projects. ES modules, and projects whose tsconfig.json renames paths, are
 * loaded by tsx, which knows both.
 */
function loading(project: Project): { loader: "typescript" | "keep"; nodeArgs: string[] } {
  const own = withoutLoaders(project.nodeArgs);
  if (isModule(project.folder)) return { loader: "keep", nodeArgs: [...own, "--import", tsx("tsx")] };
  if (renamesPaths(project.root))
    return { loader: "keep", nodeArgs: [...own, "--require", require.resolve("tsx/cjs")] };
  return { loader: "typescript", nodeArgs: own };
}

function tsx(name: string): string {
  return pathToFileURL(require.resolve(name)).href;
}

/** Arguments of the project's own for node, without those that load TypeScript. */
function withoutLoaders(args: readonly string[]): string[] {
  const isLoader = (name: string) => /^(tsx|ts-node)(\/|$)/.test(name);
  return args.filter((arg, index) => {
    const [flag, value] = arg.split("=");
    if (value !== undefined && /^--(import|require|loader)$/.test(flag!)) return !isLoader(value);
    const takesNext = /^(--import|--require|--loader|-r)$/;
    if (takesNext.test(arg)) return !isLoader(args[index + 1] ?? "");
    return !(isLoader(arg) && takesNext.test(args[index - 1] ?? ""));
  });
}

function isModule(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    const manifest = join(at, "package.json");
    if (existsSync(manifest)) return /"type"\s*:\s*"module"/.test(readFileSync(manifest, "utf8"));
    if (at === dirname(at)) return false;
  }
}

export function renamesPaths(folder: string): boolean {
  const settings = join(folder, "tsconfig.json");
  return existsSync(settings) && /"(paths|baseUrl)"\s*:/.test(readFileSync(settings, "utf8"));
}
