import { rmSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { pulumi } from "../lab/cli";
import type { Lab } from "../lab/lab";
import { stateFile, type StateResource } from "../lab/state";
import { isOfCloud } from "./agreement";

const key = "rampart:adopt";

/** The part of `pulumi stack export` that the runbook reads. */
export interface Exported {
  resources: StateResource[];
  pending: { type: string; resource: StateResource }[];
}

/** A command of docs/runbooks/interrupted-update.md, as it stands there but for the policy pack. */
export async function command(lab: Lab, ...args: string[]): Promise<string> {
  const run = await pulumi([...args, "--stack", lab.project.stack], { cwd: lab.project.folder, env: lab.env });
  if (run.code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${run.code}:\n${run.text}`);
  return run.stdout;
}

/**
 * Step 1. A backend of files keeps a note beside each file, and a kill can leave that one empty; without it the state
 * reads as before.
 */
export async function free(lab: Lab): Promise<void> {
  const cancel = ["cancel", "--yes"];
  try {
    await command(lab, ...cancel);
  } catch (error) {
    if (!String(error).includes("failed to load checkpoint: EOF")) throw error;
    rmSync(`${stateFile(lab.env, "rampart", lab.project.stack)}.attrs`);
    await command(lab, ...cancel);
  }
}

export async function exported(lab: Lab): Promise<Exported> {
  const { deployment } = JSON.parse(await command(lab, "stack", "export")) as {
    deployment: { resources?: StateResource[]; pending_operations?: Exported["pending"] };
  };
  return { resources: deployment.resources ?? [], pending: deployment.pending_operations ?? [] };
}

/** Step 2: creates that were begun and are not in the state. */
export function openCreates({ resources, pending }: Exported): StateResource[] {
  const urns = new Set(resources.map(({ urn }) => urn));
  return pending
    .filter(({ type, resource }) => type === "creating" && isOfCloud(resource) && !urns.has(resource.urn))
    .map(({ resource }) => resource);
}

/**
 * Step 2 after a crash of the provider, for which the engine keeps no entry: what the run lists with an error, the
 * stack itself aside, with the URNs that `pulumi preview --diff` shows.
 */
export function crashedCreates(failed: string, preview: string): StateResource[] {
  const names = [...failed.matchAll(/^ {2}(\S+) \((\S+)\):\n {4}error: /gm)].map(
    ([, type, name]) => `${type}::${name}`,
  );
  return [...preview.matchAll(/\[urn=(.+?)\]/g)]
    .map(([, urn = ""]) => ({ urn, type: urn.split("::")[2]!.split("$").at(-1)!, custom: true }))
    .filter(({ type }) => !type.startsWith("pulumi:"))
    .filter(({ urn, type }) => names.includes(`${type.replace(/\/[^:]+/, "")}::${urn.split("::").at(-1)}`));
}

/** Step 3: what the cloud has of open creates, found as one finds it by hand: by what was asked for, and who owns it. */
export function findInCloud(lab: Lab, open: readonly StateResource[], { resources }: Exported): Record<string, string> {
  const owned = new Set(resources.map(({ type, id }) => `${type} ${id}`));
  const loose = lab.cloud.all().filter(({ type, id }) => !owned.has(`${type} ${id}`));
  return Object.fromEntries(
    open.flatMap(({ urn, type, inputs = {} }) => {
      const found = loose.filter((stored) => stored.type === type && holds(stored.outputs, inputs));
      if (found.length > 1) throw new Error(`${found.length} in the cloud are like ${urn}`);
      return found.map(({ id }) => [urn, id] as const);
    }),
  );
}

/** Whether everything that was asked for is there; the cloud adds to it. Secrets are encrypted in an export: the rest has to tell. */
function holds(is: unknown, asked: unknown): boolean {
  if (!isMap(asked) || !isMap(is)) return isDeepStrictEqual(is, asked);
  return Object.entries(asked).every(
    ([key, each]) => key.startsWith("__") || isCiphertext(each) || holds(is[key], each),
  );
}

function isCiphertext(value: unknown): boolean {
  return isMap(value) && "ciphertext" in value;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Step 3, the settings. */
export function adopt(lab: Lab, found: Record<string, string>): void {
  lab.project.change((settings) => {
    settings[key] = { ...(settings[key] as Record<string, string> | undefined), ...found };
  });
}

/** Step 5, after which a further up has nothing to do. */
export async function cleanUp(lab: Lab): Promise<void> {
  await command(lab, "refresh", "--clear-pending-creates", "--yes");
  lab.project.change((settings) => {
    delete settings[key];
  });
}

/** The last line of the runbook, by an up. */
export async function nothingToDo(lab: Lab): Promise<void> {
  const run = await lab.up({ expectNoChanges: true });
  if (!run.ok || Object.keys(run.changes).length > 0) throw new Error(`there is something left to do:\n${run.text}`);
}
