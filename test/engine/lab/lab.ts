import { join } from "node:path";
import * as automation from "@pulumi/pulumi/automation";
import { temporaryFolder } from "../../lab/folders";
import { type Cloud, openCloud, type Plan, type Providers, serveProviders } from "../cloud";
import { pulumiCommand } from "./automation";
import { engineEnvironment } from "./cli";
import { separateConnections } from "./connections";
import { findPlugins } from "./plugins";
import { type Project, type ProjectOptions, settingsOnly } from "./project";
import { type Run, runOf } from "./run";
import { type Checkpoint, readState } from "./state";
import { catchRejections } from "./rejections";

export interface LabOptions extends Partial<ProjectOptions> {
  /** @default the program of `stacks/`, loaded anew for each run */
  program?: automation.PulumiFn;
  plan?: Plan;
  /** Stand-ins that the engine starts itself, each with a process of its own; `env.RAMPART_LAB_PLAN` is their plan. */
  processes?: boolean;
  /**
   * Writes the state at the end of a run only. With every step the engine writes all of it, which takes longer than the steps
   * where there are 300: for tests in which no run is cut off. @default false
   */
  stateAtEnd?: boolean;
}

export interface Lab {
  project: Project;
  cloud: Cloud;
  providers: Providers;
  env: NodeJS.ProcessEnv;
  preview(options?: automation.PreviewOptions): Promise<Run>;
  up(options?: automation.UpOptions): Promise<Run>;
  refresh(options?: automation.RefreshOptions): Promise<Run>;
  destroy(options?: automation.DestroyOptions): Promise<Run>;
  /** Frees the lock that a killed engine left. */
  cancel(): Promise<void>;
  /** What the backend holds of the stack. */
  state(): Checkpoint;
  /** Ends the engine at once. */
  kill(): void;
  /** Asks the engine to stop, as Ctrl-C does. */
  interrupt(): void;
  close(): Promise<void>;
}

/**
 * A stack in the real engine: the Automation API, a backend of files, the program in this process, and the stand-ins of
 * the providers in this process too. Nothing of it is in the checkout, and nothing stays.
 */
export async function openLab(options: LabOptions = {}): Promise<Lab> {
  separateConnections();
  const { plugins } = findPlugins();
  const project = settingsOnly({
    environment: options.environment ?? "prod",
    ...(options.change && { change: options.change }),
    manifest: { plugins: options.processes ? plugins : { languages: plugins.languages }, ...options.manifest },
  });
  const cloud = openCloud(temporaryFolder("cloud"));
  const providers = await serveProviders(cloud, options.plan);
  const env = engineEnvironment({
    ...(options.processes ? { RAMPART_LAB_CLOUD: cloud.folder } : { PULUMI_DEBUG_PROVIDERS: providers.attach }),
    ...(options.stateAtEnd && { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" }),
  });
  const engine = pulumiCommand(env);
  const workspace = await automation.LocalWorkspace.create({
    workDir: project.folder,
    program: options.program ?? stackProgram,
    pulumiCommand: engine.command,
    secretsProvider: "passphrase",
  });
  const stack = await automation.Stack.create(project.stack, workspace);
  return {
    project,
    cloud,
    providers,
    env,
    preview: (more) => runOf((heard) => catchRejections(() => stack.preview({ ...more, ...heard }))),
    up: (more) => runOf((heard) => catchRejections(() => stack.up({ ...more, ...heard }))),
    refresh: (more) => runOf((heard) => stack.refresh({ ...more, ...heard })),
    destroy: (more) => runOf((heard) => stack.destroy({ ...more, ...heard })),
    cancel: () => stack.cancel(),
    state: () => readState(env, "rampart", project.stack),
    kill: () => engine.kill(),
    interrupt: () => engine.interrupt(),
    close: () => providers.close(),
  };
}

const stacks = join(__dirname, "../../../stacks");

/** The program of the repository. Its module registers as it is loaded, so each run loads it anew. */
// eslint-disable-next-line @typescript-eslint/require-await -- an inline program is asynchronous
const stackProgram: automation.PulumiFn = async () => {
  for (const file of Object.keys(require.cache)) if (file.startsWith(stacks)) delete require.cache[file];
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would come from the cache
  return { ...(require(join(stacks, "index.ts")) as Record<string, unknown>) };
};
