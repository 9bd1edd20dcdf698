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

const unknownMessage = "not known before deployment";

/** The unknown value, in the place of any other. */
const unknownValue: CelValue = Object.assign(celError(unknownMessage), {
  [marks.map]: {},
  [marks.list]: {},
  get: () => unknownValue,
  has: () => unknownValue,
  keys: () => [unknownValue].values(),
  values: () => [unknownValue].values(),
  [Symbol.iterator]: () => [unknownValue].values(),
}) as unknown as CelValue;

/** An element of a list of maps that is not known yet: a map, so that it does not hide what its siblings say. */
const unknownElement: CelValue = mapLike({
  get: () => unknownValue,
  has: () => unknownValue,
  keys: () => [unknownValue],
  size: () => {
    throw unknownValue as unknown as Error;
  },
});

/** Whether the result of an evaluation hangs on something unknown; errors that met on the way are merged into one. */
export function isUnknownResult(result: unknown): boolean {
  if (!isCelError(result)) return false;
  if (result.message === unknownMessage) return true;
  const { cause } = result;
  return Array.isArray(cause) ? cause.some(isUnknownResult) : isUnknownResult(cause);
}

/** A value of a resource, as CEL sees it. Undefined for what is absent. */
export function toCelValue(value: unknown): CelValue | undefined {
  if (value === undefined || value === null) return undefined;
  if (isUnknown(value)) return unknownValue;
  if (typeof value === "number") return Number.isInteger(value) ? BigInt(value) : value;
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return lazyList(value);
  return isMap(value) ? lazyMap(value) : unknownValue;
}

function lazyMap(source: Record<string, unknown>): CelValue {
  const at = (key: unknown) =>
    typeof key === "string" && Object.hasOwn(source, key) ? toCelValue(source[key]) : undefined;
  const has = (key: unknown) => {
    const found = at(key);
    return found === unknownValue ? unknownValue : found !== undefined;
  };
  const keys = () => Object.keys(source).filter((key) => source[key] !== undefined && source[key] !== null);
  return mapLike({ get: at, has, keys, size: () => keys().length });
}

interface MapLike {
  get: (key: unknown) => CelValue | undefined;
  has: (key: unknown) => CelValue;
  keys: () => CelValue[];
  size: () => number;
}

function mapLike({ get, has, keys, size }: MapLike): CelValue {
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
  const element = (value: unknown) => (isUnknown(value) ? unknownElement : toCelValue(value));
  const list = {
    [marks.list]: {},
    size: present.length,
    get: (index: number) => element(present[index]),
    values: () => present.map(element).values(),
    [Symbol.iterator]: () => present.map(element).values(),
  };
  return list as unknown as CelList;
}

/** What CEL expressions are given: variables by name, each a value or the error that computing it gave. */
export function bindings(variables: ReadonlyMap<string, CelValue>): Record<string, CelInput> {
  const known = [...variables.keys()];
  const map = mapLike({
    get: (key) => variables.get(key as string),
    has: (key) => variables.has(key as string),
    keys: () => known,
    size: () => known.length,
  });
  return { variables: map };
}
