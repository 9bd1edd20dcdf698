import { type ChildProcess, spawn, type StdioOptions } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";

const living = new Set<ChildProcess>();
process.once("exit", () => living.forEach((child) => child.kill("SIGKILL")));

/** Starts one of the SDK's runners with this node; it ends with the host. */
export function startRunner(
  runner: string,
  args: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv; stdio: StdioOptions; nodeArgs?: readonly string[] },
): ChildProcess {
  const child = spawn(process.execPath, [...(options.nodeArgs ?? []), runner, ...args], options);
  living.add(child);
  child.once("close", () => living.delete(child));
  return child;
}

/** A runner of the SDK that is installed for a folder. */
export function runnerOf(folder: string, name: "run" | "run-policy-pack" | "run-plugin"): string {
  return createRequire(join(folder, "any.js")).resolve(`@pulumi/pulumi/cmd/${name}`);
}

export function codeOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}
