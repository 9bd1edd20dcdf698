/** A key of a chart: its type, and its default where that is short enough to read. */
export interface ChartKey {
  type: "string" | "number" | "boolean" | "null" | "list" | "map";
  default?: unknown;
  defaultOmitted?: true;
}

/** Longer defaults say little to a reader and a lot to a diff. */
const longestDefault = 80;

/**
 * Every key of a chart's values, by dotted path; a dot within a key is written `\.`. Maps with members are walked, an
 * empty map is a key of its own, because its template takes whatever a user puts there.
 */
export function chartKeys(values: Record<string, unknown>, prefix = ""): Record<string, ChartKey> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]): [string, ChartKey][] => {
      const path = `${prefix}${name.replaceAll(".", "\\.")}`;
      if (isMap(value) && Object.keys(value).length > 0) return Object.entries(chartKeys(value, `${path}.`));
      return [[path, describe(value)]];
    }),
  );
}

function describe(value: unknown): ChartKey {
  const type = typeOf(value);
  const short = JSON.stringify(value ?? null).length <= longestDefault;
  return { type, ...(short ? { default: value ?? null } : { defaultOmitted: true }) };
}

function typeOf(value: unknown): ChartKey["type"] {
  if (value === null || value === undefined) return "null";
  if (Array.isArray(value)) return "list";
  if (isMap(value)) return "map";
  const type = typeof value;
  if (type === "string" || type === "number" || type === "boolean") return type;
  throw new TypeError(`a ${type} is no value of a chart`);
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
