import { platformNamespaces, type RuleSettings, ruleSets } from "../../../catalogue";
import { isKubernetes, objectsOf } from "../../../policypacks/compliance/facts/kubernetes";
import { isUnknown } from "../../../policypacks/compliance/facts/unknown";
import { isAbout } from "../../../policypacks/compliance/policies/kubernetes/rulebooks";
import type { Sample } from "../../support/samples";
import { type CorpusCase, corpus } from "../../corpus/corpus";
import type { ApiObject } from "../lab/api-client";

/** An object of the corpus that can be sent as it is. */
export interface Manifest {
  /** Id of its case, and where it stands in it. */
  from: string;
  object: ApiObject;
  /** Whether its case sets parameters of rules. */
  tuned: boolean;
}

/** How often something is not sent, by the reason. */
export type Skipped = ReadonlyMap<string, number>;

type Skip = (why: string) => Manifest[];

const exempt = new Set(platformNamespaces.map(({ name }) => name));

/** Whether an object belongs to the platform, or is one of its namespaces: Gatekeeper does not judge it. */
export function isExempt({ kind, metadata: { name, namespace } }: ApiObject): boolean {
  return exempt.has((kind === "Namespace" ? name : namespace) ?? "");
}

/** Every object of the corpus's Kubernetes half that a rule is about and that holds no unknown, each once. */
export function manifests(): { manifests: Manifest[]; skipped: Skipped } {
  const skipped = new Map<string, number>();
  const skip: Skip = (why) => {
    skipped.set(why, (skipped.get(why) ?? 0) + 1);
    return [];
  };
  const found = corpus("kubernetes").flatMap((each) =>
    each.resources.flatMap((resource) => read(each, resource, skip)),
  );
  const seen = new Set<string>();
  const distinct = found.filter(({ object, tuned }) => {
    const key = JSON.stringify([object, tuned]);
    if (seen.has(key)) skip("stands in an earlier case too");
    return !seen.has(key) && seen.add(key);
  });
  return { manifests: distinct, skipped };
}

function read({ id, settings }: CorpusCase, { type, props }: Sample, skip: Skip): Manifest[] {
  if (!isKubernetes(type)) return skip("no object of Kubernetes");
  if (type.endsWith("Patch")) return skip("a patch");
  const { objects, unknown } = objectsOf(type, props);
  unknown.forEach(() => skip("holds an unknown"));
  return objects.flatMap((each) => {
    if (!ruleSets.some((set) => isAbout(set, each))) return skip("of a kind that no rule is about");
    if (holdsUnknown(each.object)) return skip("holds an unknown");
    const object = each.object as ApiObject;
    const from = each.path === "" ? id : `${id} ${each.path}`;
    return [{ from, object, tuned: settings?.["rules"] !== undefined }];
  });
}

function holdsUnknown(value: unknown): boolean {
  return typeof value === "object" && value !== null ? Object.values(value).some(holdsUnknown) : isUnknown(value);
}

/** The parameters that cases set, together: no case is about an object that another one names. */
export function allSettings(): RuleSettings {
  const all: Record<string, string[]> = {};
  for (const { settings } of corpus("kubernetes"))
    for (const [name, values] of Object.entries((settings?.["rules"] ?? {}) as Record<string, string[]>))
      all[name] = [...(all[name] ?? []), ...values];
  return all;
}
