import { join } from "node:path";
import { startChild, type Child } from "../../lab/children";
import { temporaryFolder } from "../../lab/folders";
import { toolPath } from "../../lab/toolchain";
import { type Cloud, openCloud } from "../cloud";
import type { Project } from "./project";

/** What the engine sees of the environment: no credentials, a backend of files, and nothing that is downloaded. */
export function engineEnvironment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const home = temporaryFolder("home");
  return {
    PATH: process.env["PATH"],
    HOME: home,
    TMPDIR: process.env["TMPDIR"],
    NODE_V8_COVERAGE: process.env["NODE_V8_COVERAGE"],
    PULUMI_HOME: join(home, "pulumi"),
    PULUMI_BACKEND_URL: `file://${home}`,
    PULUMI_CONFIG_PASSPHRASE: passphrase,
    AWS_EC2_METADATA_DISABLED: "true",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_DEBUG_COMMANDS: "true",
    NO_COLOR: "1",
    ...more,
  };
}

export const passphrase = "a passphrase that must not be seen";

export interface CliRun {
  code: number | string;
  /** stdout and stderr together, without colours. */
  text: string;
  stdout: string;
}

/** Starts the Pulumi CLI. */
function startPulumi(args: readonly string[], options: { cwd: string; env: NodeJS.ProcessEnv }): Child {
  return startChild("pulumi", toolPath("pulumi"), [...args, "--non-interactive", "--color=never"], options);
}

/** Runs the Pulumi CLI to its end. */
export async function pulumi(
  args: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<CliRun> {
  const child = startPulumi(args, options);
  const code = await child.ended;
  return { code, text: child.output(), stdout: child.stdout() };
}

/** A project in the real engine as a user has it: the CLI, and every plugin a process. */
export interface CliLab {
  project: Project;
  cloud: Cloud;
  env: NodeJS.ProcessEnv;
  run(...args: string[]): Promise<CliRun>;
  start(...args: string[]): Child;
}

export async function openCli(project: Project, more: NodeJS.ProcessEnv = {}): Promise<CliLab> {
  const cloud = openCloud(temporaryFolder("cloud"));
  const env = engineEnvironment({ RAMPART_LAB_CLOUD: cloud.folder, ...more });
  const options = { cwd: project.folder, env };
  const made = await pulumi(["stack", "init", project.stack], options);
  if (made.code !== 0) throw new Error(`pulumi stack init ended with ${made.code}:\n${made.text}`);
  return {
    project,
    cloud,
    env,
    run: (...args) => pulumi(args, options),
    start: (...args) => startPulumi(args, options),
  };
}
