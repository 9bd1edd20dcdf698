import { isMap, isUnknown, sentinel } from "../../facts/unknown";

/**
 * The types of what rules read. A rule that compares a text with a flag may pass it, where the API server refuses the
 * whole object; so an object of the wrong shape is found before any rule could pass it.
 */
export type Shape =
  "map" | "flag" | "number" | "text" | "texts" | "labels" | { list: Shape } | { [key: string]: Shape };

const scalars: Record<string, (value: unknown) => boolean> = {
  map: isMap,
  flag: (value) => typeof value === "boolean",
  number: (value) => typeof value === "number",
  text: (value) => typeof value === "string",
  texts: (value) => Array.isArray(value) && value.every((each) => typeof each === "string"),
  labels: (value) => isMap(value) && Object.values(value).every((each) => typeof (each ?? "") === "string"),
};

/** Paths at which a value of the wrong type stands; the value itself is called by its name. */
export function mistakesIn(value: unknown, shape: Shape, name: string, path = ""): string[] {
  if (value === undefined || value === null || isUnknown(value)) return [];
  const wrong = [path === "" ? name : path];
  if (typeof shape === "string") return scalars[shape]!(value) ? [] : wrong;
  if (isList(shape)) {
    if (!Array.isArray(value)) return wrong;
    return value.flatMap((each: unknown, index) => mistakesIn(each, shape.list, name, `${path}[${index}]`));
  }
  if (!isMap(value)) return wrong;
  return Object.entries(shape).flatMap(([key, below]) =>
    mistakesIn(value[key], below, name, path === "" ? key : `${path}.${key}`),
  );
}

const isList = (shape: Exclude<Shape, string>): shape is { list: Shape } => "list" in shape;

/** The value with unknowns in the place of what stands at some paths, as `mistakesIn` gives them. */
export function blurred(value: unknown, paths: readonly string[]): unknown {
  return paths.reduce<unknown>((each, path) => blur(each, path.match(/[^.[\]]+/g) ?? []), value);
}

function blur(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return sentinel;
  if (Array.isArray(value)) return value.with(Number(key), blur(value[Number(key)], rest));
  return isMap(value) ? { ...value, [key]: blur(value[key], rest) } : sentinel;
}
