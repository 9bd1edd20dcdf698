import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import type * as automation from "@pulumi/pulumi/automation";
import { endWith } from "../../lab/cleanup";
import { toolPath } from "../../lab/toolchain";

/** The CLI as the Automation API calls it, started by us, so that we know its pid and can end it. */
export interface Command {
  command: automation.PulumiCommand;
  /** Ends the engine at once, as a machine that loses its power would. */
  kill(): void;
  /** Asks the engine to stop, as Ctrl-C does. */
  interrupt(): void;
}

type Output = (text: string) => void;

export function pulumiCommand(env: NodeJS.ProcessEnv): Command {
  let running: ChildProcess | undefined;
  const run = async (
    args: string[],
    cwd: string,
    additional: Record<string, string>,
    onOutput?: Output,
    onError?: Output,
  ) => {
    const flags = ["--non-interactive", "--color=never"];
    const child = spawn(toolPath("pulumi"), [...args, ...flags], { cwd, env: { ...env, ...additional } });
    running = child;
    const release = endWith(() => child.kill("SIGKILL"));
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      onOutput?.(text);
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
      onError?.(text);
    });
    const code = await new Promise<number>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (exit) => resolve(exit ?? 137));
    }).finally(release);
    const result = { stdout, stderr, code };
    if (code === 0) return result;
    throw Object.assign(new Error(`pulumi ${args[0]} ended with ${code}`), result);
  };
  const path = toolPath("pulumi");
  const version = execFileSync(path, ["version"], { env, encoding: "utf8" }).trim().replace(/^v/, "");
  return {
    command: { command: path, version, run } as unknown as automation.PulumiCommand,
    kill: () => running?.kill("SIGKILL"),
    interrupt: () => running?.kill("SIGINT"),
  };
}
