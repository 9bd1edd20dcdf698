import type { EvidenceResource } from "../../catalogue/contracts";

/** A resource with those below it, sorted by type and name. */
export interface TreeNode {
  urn: string;
  type: string;
  name: string;
  /** What a reader must know of it: read and not created, children not visible. */
  notes: string[];
  children: TreeNode[];
}

/** Neither the stack itself nor the providers that Pulumi makes without being asked are worth a line. */
export function isShown({ type, name }: EvidenceResource): boolean {
  if (type.startsWith("pulumi:providers:")) return !/^default(_|$)/.test(name);
  return type !== "pulumi:pulumi:Stack";
}

/**
 * Resources as a tree. One whose parent is not among them (the Stack, a resource that was read) stands at the top.
 * @param notesOf what to remark on a resource, by URN
 */
export function resourceTree(
  resources: readonly EvidenceResource[],
  notesOf: (urn: string) => string[] = () => [],
): TreeNode[] {
  const shown = resources.filter(isShown);
  const known = new Set(shown.map(({ urn }) => urn));
  const below = new Map<string, EvidenceResource[]>();
  const top: EvidenceResource[] = [];
  for (const resource of shown) {
    const { parent } = resource;
    if (parent === undefined || !known.has(parent) || parent === resource.urn) top.push(resource);
    else if (below.has(parent)) below.get(parent)!.push(resource);
    else below.set(parent, [resource]);
  }
  const nodes = (level: readonly EvidenceResource[]): TreeNode[] =>
    [...level].sort(byTypeAndName).map(({ urn, type, name }) => ({
      urn,
      type,
      name,
      notes: notesOf(urn),
      children: nodes(below.get(urn) ?? []),
    }));
  return nodes(top);
}

function byTypeAndName(a: EvidenceResource, b: EvidenceResource): number {
  return compare(a.type, b.type) || compare(a.name, b.name) || compare(a.urn, b.urn);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
