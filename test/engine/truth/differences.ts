/** A difference between the two previews that stays, and why. One that does not occur fails the test. */
export interface Allowed {
  /** Type of the resource; `*` for any. */
  type: string;
  /** Path of what differs, such as `inputs.region`. */
  property: string;
  /** The preview that alone has it. @default both have it, with other values */
  only?: "engine" | "offline";
  /** The one program in which it occurs. @default any */
  program?: string;
  reason: string;
}

/** Where the two previews of one resource differ: paths, down to the first level at which they do. */
function differingPaths(one: unknown, other: unknown, path = ""): string[] {
  if (isMap(one) && isMap(other)) {
    const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
    return keys.flatMap((key) => differingPaths(one[key], other[key], path === "" ? key : `${path}.${key}`));
  }
  return same(one, other) ? [] : [path];
}

function same(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((each, index) => differingPaths(each, other[index]).length === 0);
  }
  return one === other;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export interface Difference {
  type: string;
  urn: string;
  property: string;
  engine: unknown;
  offline: unknown;
}

/** Every difference of two previews, resources that only one of them has included. */
export function compare(
  engine: ReadonlyMap<string, Record<string, unknown>>,
  offline: ReadonlyMap<string, Record<string, unknown>>,
): Difference[] {
  const urns = [...new Set([...engine.keys(), ...offline.keys()])].sort();
  return urns.flatMap((urn) => {
    const [one, other] = [engine.get(urn), offline.get(urn)];
    const type = String((one ?? other)!["type"]);
    if (one === undefined || other === undefined) {
      return [{ type, urn, property: "", engine: one !== undefined, offline: other !== undefined }];
    }
    return differingPaths(one, other).map((property) => ({
      type,
      urn,
      property,
      engine: valueAt(one, property),
      offline: valueAt(other, property),
    }));
  });
}

function valueAt(value: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((each, key) => (isMap(each) ? each[key] : undefined), value);
}

/** The differences of one program that no entry allows, and the entries that they used. */
export function judge(program: string, differences: readonly Difference[], allowed: readonly Allowed[]) {
  const used = new Set<Allowed>();
  const open = differences.filter((difference) => {
    const entry = allowed.find((each) => allows(each, difference) && (each.program ?? program) === program);
    if (entry !== undefined) used.add(entry);
    return entry === undefined;
  });
  return { open, used };
}

function allows(entry: Allowed, { type, property, engine, offline }: Difference): boolean {
  if ((entry.type !== "*" && entry.type !== type) || entry.property !== property) return false;
  const has = (value: unknown) => value !== undefined && value !== false;
  return has(engine) === (entry.only !== "offline") && has(offline) === (entry.only !== "engine");
}
