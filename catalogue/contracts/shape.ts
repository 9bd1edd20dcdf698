import { type Mistake, nearest, quote } from "./mistake";

/**
 * Shapes read untrusted data (settings, waivers, pack configuration, evidence) and collect every mistake at once.
 * A shape returns the value it read, or undefined after it noted at least one mistake.
 */
export type Shape<T> = (value: unknown, path: string, mistakes: Mistake[]) => T | undefined;

/** What `read` returns: the value, or all that is wrong with it. */
export type Reading<T> = { value: T; mistakes: [] } | { value?: undefined; mistakes: Mistake[] };

/** Reads a whole document with a shape. The value is there only when there was no mistake. */
export function read<T>(shape: Shape<T>, value: unknown, path = ""): Reading<T> {
  const mistakes: Mistake[] = [];
  const result = shape(value, path, mistakes);
  return mistakes.length === 0 ? { value: result as T, mistakes: [] } : { mistakes };
}

function refuse(mistakes: Mistake[], path: string, value: unknown, expected: string): undefined {
  mistakes.push({ path: path === "" ? "document" : path, got: quote(value), expected });
  return undefined;
}

/** A value that passes a test, described in words. */
export function check<T>(expected: string, test: (value: unknown) => value is T): Shape<T> {
  return (value, path, mistakes) => (test(value) ? value : refuse(mistakes, path, value, expected));
}

/** A non-empty string; `pattern` narrows it and `expected` says in words to what. */
export function text(expected = "a non-empty text", pattern = /\S/): Shape<string> {
  return check(expected, (value): value is string => typeof value === "string" && pattern.test(value));
}

export const flag: Shape<boolean> = check("true or false", (value): value is boolean => typeof value === "boolean");

/** A whole number between two bounds, both included. */
export function whole(min: number, max: number): Shape<number> {
  return check(
    `a whole number from ${min} to ${max}`,
    (value): value is number => typeof value === "number" && Number.isInteger(value) && value >= min && value <= max,
  );
}

export function oneOf<const T extends string>(options: readonly T[]): Shape<T> {
  return check(`one of ${options.join(", ")}`, (value): value is T => options.includes(value as T));
}

/** A list whose every element has the given shape; `min` elements at least. */
export function list<T>(element: Shape<T>, min = 0): Shape<T[]> {
  return (value, path, mistakes) => {
    const expected = min === 0 ? "a list" : `a list of ${min} or more`;
    if (!Array.isArray(value) || value.length < min) return refuse(mistakes, path, value, expected);
    return value.map((each, index) => element(each, `${path}[${index}]`, mistakes)) as T[];
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A map from names (that match `name`) to values of one shape. */
export function mapOf<T>(element: Shape<T>, name = /^.+$/, named = "a name"): Shape<Record<string, T>> {
  return (value, path, mistakes) => {
    if (!isRecord(value)) return refuse(mistakes, path, value, "a map");
    const entries = Object.entries(value).map(([key, each]) => {
      const at = below(path, key);
      if (!name.test(key)) refuse(mistakes, at, key, named);
      return [key, element(each, at, mistakes)] as const;
    });
    return Object.fromEntries(entries) as Record<string, T>;
  };
}

/** Marks a member of `record` that may be absent. */
export interface Optional<T> {
  optional: Shape<T>;
}

export function optional<T>(shape: Shape<T>): Optional<T> {
  return { optional: shape };
}

type Members = Record<string, Shape<any> | Optional<any>>; // eslint-disable-line @typescript-eslint/no-explicit-any -- the member types come back through RecordOf
type RecordOf<M extends Members> = {
  [K in keyof M as M[K] extends Optional<unknown> ? never : K]: M[K] extends Shape<infer T> ? T : never;
} & { [K in keyof M as M[K] extends Optional<unknown> ? K : never]?: M[K] extends Optional<infer T> ? T : never };

/** An object with exactly the named members; an unknown key is a mistake that suggests the nearest known one. */
export function record<M extends Members>(members: M): Shape<RecordOf<M>> {
  const known = Object.keys(members);
  return (value, path, mistakes) => {
    if (!isRecord(value)) return refuse(mistakes, path, value, `a map with ${known.join(", ")}`);
    for (const key of Object.keys(value).filter((each) => !known.includes(each))) {
      const suggestion = nearest(key, known);
      const expected = suggestion === undefined ? `one of the keys ${known.join(", ")}` : `\`${suggestion}\``;
      mistakes.push({ path: below(path, key), got: `an unknown key`, expected });
    }
    const result: Record<string, unknown> = {};
    for (const [key, member] of Object.entries(members)) {
      const shape = typeof member === "function" ? member : member.optional;
      const absent = value[key] === undefined || value[key] === null;
      if (absent && typeof member !== "function") continue;
      result[key] = shape(value[key], below(path, key), mistakes);
    }
    return result as RecordOf<M>;
  };
}

/** The shape of an object, with further members beside its own. */
export function extended<T extends object, M extends Members>(shape: Shape<T>, members: M): Shape<T & RecordOf<M>> {
  const further = record(members);
  return (value, path, mistakes) => {
    if (!isRecord(value)) return shape(value, path, mistakes) as (T & RecordOf<M>) | undefined;
    const own = (key: string) => !Object.hasOwn(members, key);
    const part = (wanted: boolean) => Object.fromEntries(Object.entries(value).filter(([key]) => own(key) === wanted));
    return { ...shape(part(true), path, mistakes), ...further(part(false), path, mistakes) } as T & RecordOf<M>;
  };
}

/** The path of a member of what stands at a path; at the top it is the member alone. */
export function below(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}
