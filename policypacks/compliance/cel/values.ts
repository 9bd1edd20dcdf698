import { celError, type CelInput, type CelList, type CelMap, type CelValue, isCelError } from "@bufbuild/cel";
import { isMap, isUnknown } from "../facts/unknown";

/**
 * How properties look to CEL: maps and lists are wrapped when they are read, nulls are dropped, whole numbers are
 * integers, and what is not known yet is a value of its own that makes every expression unknown which needs it.
 *
 * @bufbuild/cel has errors as values, and absorbs them where the other side of && or || decides. The unknown is such
 * an error which is a map and a list as well. These three marks are registered symbols that the library keeps for
 * itself; the version is pinned, and a test holds this file to it.
 */
const marks = {
  map: Symbol.for("@bufbuild/cel/map"),
  list: Symbol.for("@bufbuild/cel/list"),
};

/** A value of which nothing can be said, and why. */
export function openValue(message: string): CelValue {
  const value: CelValue = Object.assign(celError(message), {
    [marks.map]: {},
    [marks.list]: {},
    get: () => value,
    has: () => value,
    keys: () => [value].values(),
    values: () => [value].values(),
    [Symbol.iterator]: () => [value].values(),
  }) as unknown as CelValue;
  return value;
}

const unknownMessage = "not known before deployment";

/** The unknown value, in the place of any other. */
const unknownValue = openValue(unknownMessage);

/** An element of a list of maps that is not known yet: a map, so that it does not hide what its siblings say. */
const unknownElement: CelValue = mapLike({
  get: () => unknownValue,
  has: () => unknownValue,
  keys: () => [unknownValue],
  size: () => {
    throw unknownValue as unknown as Error;
  },
});

/** Whether an evaluation ended in a value of that message; errors that met on the way are merged into one. */
export function comesFrom(result: unknown, message: string): boolean {
  if (!isCelError(result)) return false;
  if (result.message === message) return true;
  const { cause } = result;
  return Array.isArray(cause) ? cause.some((each) => comesFrom(each, message)) : comesFrom(cause, message);
}

/** Whether the result of an evaluation hangs on something unknown. */
export const isUnknownResult = (result: unknown): boolean => comesFrom(result, unknownMessage);

/** A value of a resource, as CEL sees it. Undefined for what is absent. */
export function toCelValue(value: unknown): CelValue | undefined {
  if (value === undefined || value === null) return undefined;
  if (isUnknown(value)) return unknownValue;
  if (typeof value === "number") return Number.isInteger(value) ? BigInt(value) : value;
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value !== "object") return unknownValue;
  const found = wrapped.get(value);
  if (found !== undefined) return found;
  const made = Array.isArray(value) ? lazyList(value) : lazyMap(value as Record<string, unknown>);
  wrapped.set(value, made);
  return made;
}

/** Many rules read the same maps and lists. */
const wrapped = new WeakMap<object, CelValue>();

function lazyMap(source: Record<string, unknown>): CelValue {
  const at = (key: unknown) =>
    typeof key === "string" && Object.hasOwn(source, key) ? toCelValue(source[key]) : undefined;
  const has = (key: unknown) => {
    const found = at(key);
    return found === unknownValue ? unknownValue : found !== undefined;
  };
  const keys = () => presentKeys(source);
  return mapLike({ get: at, has, keys, size: () => keys().length });
}

/** The keys that have a value; it is not read. */
export const presentKeys = (source: Record<string, unknown>) =>
  Object.keys(source).filter((key) => {
    const value: unknown = Object.getOwnPropertyDescriptor(source, key)?.value;
    return value !== undefined && value !== null;
  });

interface MapLike {
  get: (key: unknown) => CelValue | undefined;
  has: (key: unknown) => CelValue;
  keys: () => CelValue[];
  size: () => number;
}

export function mapLike({ get, has, keys, size }: MapLike): CelValue {
  const map = {
    [marks.map]: {},
    get size() {
      return size();
    },
    get,
    has,
    keys: () => keys().values(),
    [Symbol.iterator]: () =>
      keys()
        .map((key) => [key, get(key)] as const)
        .values(),
  };
  return map as unknown as CelMap;
}

/**
 * A list of texts or numbers with an unknown among them is unknown as a whole: `in` compares element by element and
 * would answer false for what may be there.
 */
function lazyList(source: readonly unknown[]): CelValue {
  const present = source.filter((each) => each !== undefined && each !== null);
  const holdsMaps = present.some(isMap);
  if (!holdsMaps && present.some(isUnknown)) return unknownValue;
  return listLike(present.length, (index) => element(present[index]));
}

/** An element of a list of maps. */
export const element = (value: unknown): CelValue | undefined =>
  isUnknown(value) ? unknownElement : toCelValue(value);

/** A list of that many elements. */
export function listLike(size: number, at: (index: number) => CelValue | undefined): CelValue {
  const values = () => Array.from({ length: size }, (_, index) => at(index)).values();
  const list = {
    [marks.list]: {},
    size,
    get: (index: number) => (index >= 0 && index < size ? at(index) : undefined),
    values,
    [Symbol.iterator]: values,
  };
  return list as unknown as CelList;
}

/** What CEL expressions are given: variables by name, each a value or the error that computing it gave. */
export function bindings(
  names: readonly string[],
  valueOf: (name: string) => CelValue | undefined,
): Record<string, CelInput> {
  const map = mapLike({
    get: (key) => valueOf(key as string),
    has: (key) => names.includes(key as string),
    keys: () => [...names],
    size: () => names.length,
  });
  return { variables: map };
}
