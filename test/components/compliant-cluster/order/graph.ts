import type { Registration } from "../../../../cli/preview/types";

/** By URN, what a resource itself names as what must be there before: dependencies and its provider. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

export function graphOf(registrations: readonly Registration[]): Graph {
  return new Map(
    registrations.map(({ urn, dependencies, provider }) => {
      const by = provider === "" ? [] : [provider.split("::").slice(0, -1).join("::")];
      return [urn, new Set([...dependencies, ...by])];
    }),
  );
}

/** Whether something cannot begin before something else is done. */
export function waits(graph: Graph, later: string, earlier: string): boolean {
  const seen = new Set<string>();
  const visit = (urn: string): boolean => {
    if (urn === earlier) return true;
    if (seen.has(urn)) return false;
    seen.add(urn);
    return [...(graph.get(urn) ?? [])].some(visit);
  };
  return [...(graph.get(later) ?? [])].some(visit);
}

/** The graph without what leads from one resource to another: the dependencies that carry it. */
export function cut(graph: Graph, later: string, earlier: string): Graph {
  const carrying = (urn: string) => urn === earlier || waits(graph, urn, earlier);
  const kept = [...(graph.get(later) ?? [])].filter((urn) => !carrying(urn));
  return new Map([...graph, [later, new Set(kept)]]);
}
