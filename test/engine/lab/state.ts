import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What the backend holds of a stack: the parts that the tests read. */
export interface Checkpoint {
  resources: StateResource[];
  pending: { type: string; resource: StateResource }[];
  /** The file as it is. */
  text: string;
}

/** A resource in a state, and in the engine's JSON preview. */
export interface StateResource {
  urn: string;
  type: string;
  custom: boolean;
  id?: string;
  parent?: string;
  provider?: string;
  external?: boolean;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  dependencies?: string[];
  propertyDependencies?: Record<string, string[] | null>;
  protect?: boolean;
  retainOnDelete?: boolean;
  deletedWith?: string;
  delete?: boolean;
  ignoreChanges?: string[];
  replaceOnChanges?: string[];
  aliases?: string[];
  additionalSecretOutputs?: string[];
  customTimeouts?: Record<string, number>;
  importID?: string;
}

/** Where a backend of files keeps a stack. */
export function stateFile(env: NodeJS.ProcessEnv, project: string, stack: string): string {
  return join(env["PULUMI_BACKEND_URL"]!.replace("file://", ""), `.pulumi/stacks/${project}/${stack}.json`);
}

export function readState(env: NodeJS.ProcessEnv, project: string, stack: string): Checkpoint {
  const text = readFileSync(stateFile(env, project, stack), "utf8");
  const { checkpoint } = JSON.parse(text) as {
    checkpoint: { latest?: { resources?: StateResource[]; pending_operations?: Checkpoint["pending"] } };
  };
  return { resources: checkpoint.latest?.resources ?? [], pending: checkpoint.latest?.pending_operations ?? [], text };
}
