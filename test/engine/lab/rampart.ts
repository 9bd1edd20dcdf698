import { existsSync } from "node:fs";
import { join } from "node:path";
import { startChild } from "../../lab/children";
import type { CliLab, CliRun } from "./cli";
import { root } from "./project";

/** Runs Rampart's command line as a process in the folder of a project: the project's own where it is a clone. */
export async function rampart({ project, env }: Pick<CliLab, "project" | "env">, ...args: string[]): Promise<CliRun> {
  const own = join(project.folder, "cli/rampart.js");
  const script = existsSync(own) ? own : join(root, "cli/rampart.js");
  const child = startChild("rampart", process.execPath, [script, ...args], { cwd: project.folder, env });
  const code = await child.ended;
  return { code, text: child.output(), stdout: child.stdout() };
}
