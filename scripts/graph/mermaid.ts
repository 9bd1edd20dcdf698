import type { StageGraph } from "./graph";

/** A graph of stages as Mermaid draws it: an arrow leads from what comes first to what waits for it. */
export function mermaid(graph: StageGraph): string {
  const id = (stage: string) => stage.replace(/\W+/g, "_");
  const nodes = [...graph.keys()].map((stage) => `  ${id(stage)}["${stage}"]`);
  const arrows = [...graph].flatMap(([stage, near]) => [...near].map((first) => `  ${id(first)} --> ${id(stage)}`));
  return ["flowchart TD", ...nodes, ...arrows].join("\n");
}
