import type { CelList, CelValue } from "@bufbuild/cel";
import { isMap, isUnknown } from "../facts/unknown";
import { comesFrom, element, listLike, mapLike, openValue, presentKeys, toCelValue } from "./values";

/**
 * How a patch looks to CEL. A patch is applied on the server, over an object that nobody sees here. What it leaves out
 * may be anything in that object, and so is a value of its own, much like an unknown: a rule that is false all the same
 * is broken by what the patch states, one that is true is met by what it states, and any other the patch leaves to the
 * object. So absence neither fails nor passes.
 *
 * A server-side apply merges maps, and lists whose elements have a key of their own; it replaces every other list, which
 * is therefore complete: https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy
 */
const message = "not stated by the patch";
const unstated = openValue(message);

/** Whether the result of an evaluation hangs on what the patch leaves out. */
export const isUnstatedResult = (result: unknown): boolean => comesFrom(result, message);

/** Lists that are merged, element by element: https://kubernetes.io/docs/reference/kubernetes-api/ */
const merged = new Set([
  "containers",
  "initContainers",
  "ephemeralContainers",
  "volumes",
  "imagePullSecrets",
  "hostAliases",
  "topologySpreadConstraints",
  "resourceClaims",
  "schedulingGates",
  "ports",
  "env",
  "volumeMounts",
  "volumeDevices",
  "claims",
  "secrets",
  "ownerReferences",
  "finalizers",
  "webhooks",
  "matchConditions",
  "variables",
  "listeners",
]);

/** Maps and lists that mean the same whether they are absent or empty: what they may hold is not stated. */
const emptyWhenAbsent: Readonly<Record<string, "map" | "list">> = {
  metadata: "map",
  labels: "map",
  annotations: "map",
  securityContext: "map",
  containers: "list",
  initContainers: "list",
  ephemeralContainers: "list",
};

/**
 * What excuses a pod from rules, or takes a role's own rules away. It counts where it can be seen, so a bad value in a patch
 * is found, and a good one is not called open for want of it.
 */
const excuses = new Set(["os", "hostUsers", "aggregationRule"]);

const maps = new WeakSet<object>();

/** What an answer comes to that was found over the keys of a map: `answer`, unless a patch may leave out some of them. */
export const overAllKeys = (range: CelValue, answer: CelValue): CelValue =>
  typeof range === "object" && maps.has(range as object) ? unstated : answer;

/** Values that stand for what a patch does not state in a list, however many elements that are. */
const further = new WeakSet<object>();

/** Whether a value stands for such elements. */
export const isFurther = (value: CelValue) => typeof value === "object" && further.has(value as object);

/** What a test of one element comes to: nothing is certain of one that may not be there. */
export const ofElement = (each: CelValue, answer: CelValue): CelValue => (isFurther(each) ? unstated : answer);

/** A patch, as CEL sees it. */
export function patchValue(patch: Record<string, unknown>, mayBeMissing = false): CelValue {
  const at = (key: unknown): CelValue | undefined => {
    if (typeof key !== "string") return unstated;
    const value = Object.hasOwn(patch, key) ? (patch[key] ?? undefined) : undefined;
    if (value === undefined) return absent(key, mayBeMissing);
    if (isUnknown(value)) return toCelValue(value);
    if (isMap(value)) return patchValue(value);
    return Array.isArray(value) && merged.has(key) ? mergedList(value) : toCelValue(value);
  };
  const map = mapLike({
    get: at,
    has: (key) => {
      const found = at(key);
      return found === unstated || isUnknown(patch[key as string]) ? found! : found !== undefined;
    },
    keys: () => presentKeys(patch),
    size: () => {
      throw unstated as unknown as Error;
    },
  });
  maps.add(map as object);
  if (mayBeMissing) further.add(map as object);
  return map;
}

function absent(key: string, mayBeMissing: boolean): CelValue | undefined {
  if (excuses.has(key)) return undefined;
  const form = emptyWhenAbsent[key];
  if (form === undefined) return unstated;
  return form === "map" ? patchValue({}, mayBeMissing) : mergedList([]);
}

/** How many elements a list has; a value of which nothing can be said where a patch leaves that open. */
export function countOf(list: CelList): CelValue {
  for (const each of list) if (isFurther(each)) return unstated;
  return BigInt(list.size);
}

/** The elements that the patch states, and one of which it states nothing. */
function mergedList(source: readonly unknown[]): CelValue {
  const present = source.filter((each) => each !== undefined && each !== null);
  if (present.some((each) => !isMap(each) && !isUnknown(each))) return unstated;
  const more = patchValue({}, true);
  return listLike(present.length + 1, (index) => {
    if (index === present.length) return more;
    const value = present[index];
    return isMap(value) ? patchValue(value) : element(value);
  });
}
