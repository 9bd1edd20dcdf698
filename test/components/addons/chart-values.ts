import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ChartPin } from "../../../catalogue";
import { isMap, type Values } from "../../../components/foundations/values";

interface KeyList {
  chart: string;
  version: string;
  values: Record<string, { type: string; default?: unknown }>;
}

/** Every key path of a pinned chart, with type and default, as scripts/chart-keys.ts wrote them down. */
export function keysOf({ chart, version }: Pick<ChartPin, "chart" | "version">): KeyList {
  const file = join(__dirname, "../../fixtures/charts", `${chart}-${version}.json`);
  return JSON.parse(readFileSync(file, "utf8")) as KeyList;
}

/**
 * What is wrong with the values of a release: paths that the pinned chart does not have, and values of another type than
 * its default. `otherTypes` names the paths whose default has another type than what the templates take, with that type.
 */
export function valueMistakes(pin: ChartPin, values: Values, otherTypes: Record<string, string> = {}): string[] {
  const keys = keysOf(pin).values;
  const templateOnly = pin.templateOnlyPaths.map(({ path }) => path);
  return pathsOf(values, (path) => keys[path] !== undefined || templateOnly.includes(path)).flatMap(([path, value]) => {
    if (value === null || templateOnly.includes(path)) return [];
    const key = keys[path];
    if (key === undefined) return [`${path}: no such key in ${pin.chart} ${pin.version}`];
    if (key.type === "null") return [];
    const expected = otherTypes[path] ?? key.type;
    return typeOf(value) === expected ? [] : [`${path}: ${typeOf(value)}; expected ${expected}`];
  });
}

/** Paths that values set, with what stands there; a map that the chart knows as a whole counts as one. */
function pathsOf(values: Values, known: (path: string) => boolean, prefix = ""): [string, unknown][] {
  return Object.entries(values).flatMap(([key, value]) => {
    const path = `${prefix}${key}`;
    return isMap(value) && !known(path) ? pathsOf(value, known, `${path}.`) : [[path, value] as [string, unknown]];
  });
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? "list" : isMap(value) ? "map" : typeof value;
}
