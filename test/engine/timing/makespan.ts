import type { Call } from "../cloud";
import { chartType } from "../cloud/construct";
import type { StateResource } from "../lab/state";
import { criticalPath, type Task } from "../../../scripts/graph/critical-path";

/** How long a run took, and how long it would have taken at best. In ms. */
export interface Makespan {
  critical: number;
  /** The chain that decides, each with its own time. */
  chain: string[];
  /** The same with the engine's own rule for deletions: in waves, of which the next waits for the whole one before. */
  waves: number;
  makespan: number;
  ratio: number;
}

type Latency = (call: Pick<Call, "method" | "type">) => number;

/** What the engine may not begin before others are done, from the graph in the state. */
export function makespanOf(
  method: "create" | "delete",
  state: readonly StateResource[],
  journal: readonly Call[],
  latency: Latency,
): Makespan {
  const calls = journal.filter((call) => call.method === method && !call.preview);
  const called = new Set(calls.map(({ urn }) => urn));
  const needs = method === "create" ? new Map(state.map((each) => [each.urn, neededBy(each)])) : dependents(state);
  const tasks = state.map(({ urn, type }): Task => {
    const cost = called.has(urn) ? latency({ method, type }) : 0;
    return { name: urn, cost, needs: needs.get(urn) ?? [] };
  });
  const { cost: critical, path } = criticalPath(tasks);
  const costs = new Map(tasks.map(({ name, cost }) => [name, cost]));
  const makespan = Math.max(...calls.map(({ ended }) => ended)) - Math.min(...calls.map(({ started }) => started));
  const chain = path.filter((urn) => costs.get(urn)! > 0).map((urn) => `${label(urn)} ${seconds(costs.get(urn)!)}`);
  const waves = sumOfWaves(state, costs);
  return { critical, chain, waves, makespan, ratio: makespan / critical };
}

/**
 * The graph with what the providers of components keep: such a component answers once all that it made is there, so who
 * depends on it waits for that too.
 */
export function throughComponents(state: readonly StateResource[]): StateResource[] {
  const made = new Map<string, string[]>();
  for (const { urn, parent } of state) {
    if (parent !== undefined && isMadeByProvider(parent)) made.set(parent, [...(made.get(parent) ?? []), urn]);
  }
  return state.map((each) => {
    const { dependencies = [] } = each;
    return { ...each, dependencies: [...dependencies, ...dependencies.flatMap((urn) => made.get(urn) ?? [])] };
  });
}

/** Whether a component is one whose children its provider registers. */
export function isMadeByProvider(urn: string): boolean {
  return urn.split("::").at(-2)!.endsWith(chartType);
}

/** The engine deletes everything of one depth in the graph together, from the deepest on. */
function sumOfWaves(state: readonly StateResource[], costs: ReadonlyMap<string, number>): number {
  const depth = depthsOf(state);
  const waves = new Map<number, number>();
  for (const [urn, at] of depth) waves.set(at, Math.max(waves.get(at) ?? 0, costs.get(urn) ?? 0));
  return [...waves.values()].reduce((sum, each) => sum + each, 0);
}

function depthsOf(state: readonly StateResource[]): Map<string, number> {
  const depths = new Map<string, number>();
  // A state lists what is needed before what needs it.
  for (const each of state) depths.set(each.urn, 1 + Math.max(0, ...neededBy(each).map((urn) => depths.get(urn) ?? 0)));
  return depths;
}

/** Everything that must be there before a resource, near and far. */
export function allNeededBy(urn: string, state: readonly StateResource[]): Set<string> {
  const byUrn = new Map(state.map((each) => [each.urn, each]));
  const found = new Set<string>();
  const open = [urn];
  for (const each of open) {
    const resource = byUrn.get(each);
    if (resource === undefined || found.has(each)) continue;
    found.add(each);
    open.push(...neededBy(resource));
  }
  found.delete(urn);
  return found;
}

/** What must be there before a resource. */
function neededBy(resource: StateResource): string[] {
  const { parent, provider, deletedWith, dependencies = [], propertyDependencies = {} } = resource;
  const properties = Object.values(propertyDependencies).flatMap((urns) => urns ?? []);
  const own = provider === undefined || provider === "" ? [] : [provider.split("::").slice(0, -1).join("::")];
  const others = [parent, deletedWith].filter((urn) => urn !== undefined && urn !== "") as string[];
  return [...others, ...own, ...dependencies, ...properties];
}

/** What must be gone before a resource goes. */
function dependents(state: readonly StateResource[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const each of state) {
    for (const urn of neededBy(each)) found.set(urn, [...(found.get(urn) ?? []), each.urn]);
  }
  return found;
}

/** `Cluster prod` of a URN. */
export function label(urn: string): string {
  const [types = "", name = ""] = urn.split("::").slice(-2);
  return `${types.split(":").at(-1)!} ${name}`;
}

export function told(what: string, { critical, chain, waves, makespan, ratio }: Makespan): string {
  const planned = what === "destroy" ? ` (in waves ${seconds(waves)})` : "";
  const figures = `critical path ${seconds(critical)}${planned}, makespan ${seconds(makespan)}, ratio ${ratio.toFixed(3)}`;
  return `    ${what}: ${figures}\n      ${chain.join(" → ")}`;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
