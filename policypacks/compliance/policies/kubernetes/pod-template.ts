import type { KubernetesObject } from "../../facts/kubernetes";
import { isMap, isUnknown } from "../../facts/unknown";

export interface PodTemplate {
  template: unknown;
  /** The object around another template. */
  replace: (template: unknown) => Record<string, unknown>;
}

/** The pod template of an object: the object itself, or where its kind keeps it. */
export function templateOf({ kind, object }: Pick<KubernetesObject, "kind" | "object">): PodTemplate {
  if (kind === "Pod") return { template: object, replace: (pod) => ({ ...(isMap(pod) ? pod : {}), kind }) };
  const path = kind === "CronJob" ? ["spec", "jobTemplate", "spec", "template"] : ["spec", "template"];
  return { template: dig(object, path), replace: (template) => ({ ...put(object, path, template), kind }) };
}

/** What stands at the end of the path; an unknown on the way is the answer. */
function dig(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined || isUnknown(value)) return value;
  return isMap(value) ? dig(value[key], rest) : value;
}

function put(holder: unknown, [key, ...rest]: readonly string[], value: unknown): Record<string, unknown> {
  const around = isMap(holder) ? holder : {};
  return { ...around, [key!]: rest.length === 0 ? value : put(around[key!], rest, value) };
}

const lists = ["containers", "initContainers", "ephemeralContainers"] as const;

/** The containers that a result comes from, found by judging the pod with each of them alone; by name or by place. */
export function culprits<T>(template: unknown, evaluate: (template: unknown) => T, result: T): string[] {
  if (!isMap(template) || !isMap(template["spec"])) return [];
  const spec = template["spec"];
  const bare = Object.fromEntries(Object.entries(spec).filter(([key]) => !(lists as readonly string[]).includes(key)));
  if (evaluate({ ...template, spec: bare }) === result) return [];
  return lists.flatMap((list) =>
    (Array.isArray(spec[list]) ? spec[list] : []).flatMap((container: unknown, index) =>
      evaluate({ ...template, spec: { ...bare, [list]: [container] } }) === result
        ? [nameOf(container) ?? `${list}[${index}]`]
        : [],
    ),
  );
}

function nameOf(container: unknown): string | undefined {
  const name = isMap(container) ? container["name"] : undefined;
  return typeof name === "string" && !isUnknown(name) ? name : undefined;
}
