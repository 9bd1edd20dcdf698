import type { ObjectKinds } from "../contracts";

/** What the API server is asked to send to a policy: kinds by the names of their resources. */
export interface ResourceRule {
  apiGroups: string[];
  apiVersions: string[];
  operations: string[];
  resources: string[];
}

/** Kinds, made or changed, as webhooks and policies match them; a pod's debugging containers are added beside its spec. */
export function resourceRule({ apiGroups, kinds }: ObjectKinds): ResourceRule {
  return {
    apiGroups: [...apiGroups],
    apiVersions: ["*"],
    operations: ["CREATE", "UPDATE"],
    resources: resourcesOf(kinds),
  };
}

/** Names of the resources of kinds, with the parts of them that have a name of their own. */
export function resourcesOf(kinds: readonly string[]): string[] {
  return kinds.flatMap((kind) => [plural(kind), ...(kind === "Pod" ? ["pods/ephemeralcontainers"] : [])]);
}

/** `NetworkPolicy` → `networkpolicies`: the English plural, which every kind with a rule has. */
function plural(kind: string): string {
  const word = kind.toLowerCase();
  if (/(s|x|ch|sh)$/.test(word)) return `${word}es`;
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}

/** Kinds that admission judges as it is told to, and those that it only warns about. */
export function byWarning(kinds: readonly ObjectKinds[]): { judged: ObjectKinds[]; warned: ObjectKinds[] } {
  return {
    judged: kinds.filter(({ warnOnly }) => warnOnly === undefined),
    warned: kinds.filter(({ warnOnly }) => warnOnly !== undefined),
  };
}

/** All kinds of some sets, each group once. */
export function kindsByGroup(kinds: readonly ObjectKinds[]): ObjectKinds[] {
  const groups = new Map<string, Set<string>>();
  for (const each of kinds) {
    for (const group of each.apiGroups) {
      const known = groups.get(group) ?? new Set();
      each.kinds.forEach((kind) => known.add(kind));
      groups.set(group, known);
    }
  }
  return [...groups].map(([group, members]) => ({ apiGroups: [group], kinds: [...members] }));
}
