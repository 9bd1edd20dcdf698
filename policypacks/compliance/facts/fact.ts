import { isMap, isUnknown } from "./unknown";

/**
 * What a property says. known: a value. unknown: not before deployment. absent: not set (or null), so the provider's
 * default holds. linked: unknown, but it comes from a resource of the expected type in this stack. wrong: a value of
 * another type stands where the path leads through.
 */
type FactState = "known" | "unknown" | "absent" | "linked" | "wrong";

export interface Fact {
  readonly state: FactState;
  /** The value; undefined unless known. */
  readonly value: unknown;
  /** Where it stands, as the reader should see it: `vpcConfig.publicAccessCidrs[0]`. */
  readonly path: string;
  /** A property below; a dotted path, or a list of keys where one holds a dot. */
  at: (path: string | readonly string[]) => Fact;
  /** The elements of a list; undefined when this is not a known list. */
  items: () => Fact[] | undefined;
  /** The keys of a map; undefined when this is not a known map. */
  keys: () => string[] | undefined;
  /** This fact, as linked when it is unknown and its property comes from resources of those types. */
  from: (...types: string[]) => Fact;
}

/** Says whether the value of a top-level property comes from a resource of one of the types, in this stack. */
export type Links = (property: string, types: readonly string[]) => boolean;

const noLinks: Links = () => false;

/** Reads properties without ever touching an unknown. `props` is plain data, see `raw`. */
export function fact(props: Record<string, unknown>, links: Links = noLinks): Fact {
  return node({ state: "known", value: props }, "", undefined, links);
}

function node(
  { state, value }: { state: FactState; value?: unknown },
  path: string,
  top: string | undefined,
  links: Links,
): Fact {
  const below = (key: string) =>
    node(child(state, value, key), path === "" ? key : `${path}.${key}`, top ?? key, links);
  return {
    state,
    value,
    path,
    at: (steps) => {
      const [first, ...rest] = typeof steps === "string" ? steps.split(".") : steps;
      if (first === undefined) return node({ state, value }, path, top, links);
      return rest.length === 0 ? below(first) : below(first).at(rest);
    },
    items: () =>
      state === "known" && Array.isArray(value)
        ? value.map((each, index) => node(classify(each), `${path}[${index}]`, top, links))
        : undefined,
    keys: () => (state === "known" && isMap(value) ? Object.keys(value) : undefined),
    from: (...types) =>
      state === "unknown" && top !== undefined && links(top, types)
        ? node({ state: "linked" }, path, top, links)
        : node({ state, value }, path, top, links),
  };
}

function classify(value: unknown): { state: FactState; value?: unknown } {
  if (value === undefined || value === null) return { state: "absent" };
  return isUnknown(value) ? { state: "unknown" } : { state: "known", value };
}

function child(state: FactState, value: unknown, key: string): { state: FactState; value?: unknown } {
  if (state === "linked") return { state: "unknown" };
  if (state !== "known") return { state };
  if (!isMap(value)) return { state: "wrong" };
  return Object.hasOwn(value, key) ? classify(value[key]) : { state: "absent" };
}
