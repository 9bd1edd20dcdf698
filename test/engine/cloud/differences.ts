import { documents, sets } from "./replace";
import { isProperties, type Properties, valueAt } from "./values";
import { unknown } from "./wire";

export interface Difference {
  /** Property path as the engine writes it, e.g. `spec.containers[0].image`. */
  path: string;
  /** The same without the places in lists, as the tables name it. */
  field: string;
  old: unknown;
  now: unknown;
}

/** Every place where two sets of plain inputs differ. An unknown is a change. */
export function differences(type: string, before: Properties, after: Properties): Difference[] {
  return between(before, after, "", "");

  function between(old: unknown, now: unknown, path: string, field: string): Difference[] {
    if (isProperties(old) && isProperties(now)) {
      const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])];
      return keys.flatMap((key) =>
        between(old[key], now[key], joined(path, key), field === "" ? key : `${field}.${key}`),
      );
    }
    if (Array.isArray(old) && Array.isArray(now) && !isSet(field)) {
      return Array.from({ length: Math.max(old.length, now.length) }).flatMap((_, index) =>
        between(old[index], now[index], `${path}[${index}]`, field),
      );
    }
    if (same(old, now, field)) return [];
    return [{ path, field, old, now }];
  }

  function isSet(field: string): boolean {
    return sets[type]?.includes(field) === true;
  }

  function same(old: unknown, now: unknown, field: string): boolean {
    if (documents[type]?.includes(field) === true) return canonical(parsed(old)) === canonical(parsed(now));
    if (isSet(field) && Array.isArray(old) && Array.isArray(now)) {
      return canonical(old.map(canonical).sort()) === canonical(now.map(canonical).sort());
    }
    return canonical(old) === canonical(now);
  }
}

/** A key that is no plain word is quoted. */
function joined(path: string, key: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    isProperties(each) ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1))) : each,
  );
}

function parsed(value: unknown): unknown {
  try {
    return typeof value === "string" ? JSON.parse(value) : value;
  } catch {
    return value;
  }
}

/** Whether a difference is at a path of a table, below it, or adds or removes what lies there together with what holds it. */
export function touches({ field, old, now }: Difference, paths: string[]): boolean {
  return paths.some((path) => {
    if (field === path || field.startsWith(`${path}.`)) return true;
    if (!path.startsWith(`${field}.`)) return false;
    const below = path.slice(field.length + 1);
    return now === unknown || canonical(valueAt(old, below)) !== canonical(valueAt(now, below));
  });
}
