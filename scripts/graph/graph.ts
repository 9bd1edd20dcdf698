import type { Recorded } from "./stack";
import { stageOf } from "./stages";

/** By stage, the stages that it waits for. */
export type StageGraph = ReadonlyMap<string, ReadonlySet<string>>;

/** Which stage waits for which, without what follows from the rest. Stages that wait for each other stay as they are. */
export function stageGraph(resources: readonly Recorded[]): StageGraph {
  const byUrn = new Map(resources.map((each) => [each.urn, each]));
  const graph = new Map<string, Set<string>>();
  for (const resource of resources) {
    const stage = stageOf(resource, byUrn);
    if (stage === undefined) continue;
    const waits = graph.get(stage) ?? new Set<string>();
    graph.set(stage, waits);
    for (const urn of resource.needs) {
      const needed = byUrn.get(urn);
      const first = needed === undefined ? undefined : stageOf(needed, byUrn);
      if (first !== undefined && first !== stage) waits.add(first);
    }
  }
  return reduced(graph);
}

/** Whether a stage waits for another, near or far. */
export function waitsFor(graph: StageGraph, stage: string, other: string, seen = new Set<string>()): boolean {
  if (seen.has(stage)) return false;
  seen.add(stage);
  const near = [...(graph.get(stage) ?? [])];
  return near.includes(other) || near.some((each) => waitsFor(graph, each, other, seen));
}

/** Takes away an edge where another way leads there. */
function reduced(graph: StageGraph): StageGraph {
  const without = ([stage, near]: readonly [string, ReadonlySet<string>]) => {
    const kept = [...near].filter(
      (first) =>
        ![...near].some((other) => other !== first && waitsFor(graph, other, first) && !waitsFor(graph, first, other)),
    );
    return [stage, new Set(kept.sort())] as const;
  };
  return new Map([...graph].map(without).sort(([a], [b]) => (a < b ? -1 : 1)));
}
