/** Values of a Helm chart: maps, lists and scalars. */
export type Values = Record<string, unknown>;

/** A map of values, and not a list, an Output or another object with behaviour of its own. */
export function isMap(value: unknown): value is Values {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * The second map laid over the first, as Helm does it: maps merge key by key, everything else replaces what was there
 * (a list as a whole; null too, by which Helm drops a chart's default). `undefined` leaves what was there. Neither is changed.
 */
export function deepMerge(base: Values, over: Values): Values {
  const merged = { ...base };
  for (const [key, value] of Object.entries(over)) {
    if (value === undefined) continue;
    const below = Object.hasOwn(merged, key) ? merged[key] : undefined;
    const next = isMap(below) && isMap(value) ? deepMerge(below, value) : value;
    Object.defineProperty(merged, key, { value: next, enumerable: true, writable: true, configurable: true });
  }
  return merged;
}

/** What stands at a dotted path; undefined when nothing does. */
export function valueAt(values: Values, path: string): unknown {
  let current: unknown = values;
  for (const key of path.split(".")) {
    if (!isMap(current) || !Object.hasOwn(current, key)) return undefined;
    current = current[key];
  }
  return current;
}

/**
 * Whether a map of values says anything about a dotted path: sets it, sets something below it, or replaces something
 * above it by what is no map (which would drop it).
 */
export function touches(values: Values, path: string): boolean {
  let current: unknown = values;
  for (const key of path.split(".")) {
    if (!isMap(current)) return current !== undefined;
    if (!Object.hasOwn(current, key)) return false;
    current = current[key];
  }
  return current !== undefined;
}
