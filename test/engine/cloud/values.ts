export type Properties = Record<string, unknown>;

export function isProperties(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What lies at a path like `vpcConfig.subnetIds`. */
export function valueAt(value: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((at, key) => (isProperties(at) ? at[key] : undefined), value);
}

/** Every value at a path, through the lists on its way: `rules.destination.bucket` are those of all rules. */
export function valuesAt(value: unknown, path: string): unknown[] {
  const [key = "", ...rest] = path.split(".");
  const found = (Array.isArray(value) ? (value as unknown[]) : [value]).flatMap((each) =>
    isProperties(each) && each[key] !== undefined ? [each[key]] : [],
  );
  if (rest.length > 0) return found.flatMap((each) => valuesAt(each, rest.join(".")));
  return found.flatMap((each) => (Array.isArray(each) ? (each as unknown[]) : [each]));
}

/** A copy with another value at a path; objects on the way are made. */
export function withValueAt(value: Properties, path: string, to: unknown): Properties {
  const [key = "", ...rest] = path.split(".");
  if (rest.length === 0) return { ...value, [key]: to };
  const below = value[key];
  return { ...value, [key]: withValueAt(isProperties(below) ? below : {}, rest.join("."), to) };
}

/** A copy without what lies at a path. */
export function withoutPath(value: Properties, path: string): Properties {
  const [key = "", ...rest] = path.split(".");
  const below = value[key];
  if (rest.length > 0) {
    return isProperties(below) ? { ...value, [key]: withoutPath(below, rest.join(".")) } : value;
  }
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
}

export function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A value as a message shows it. */
export function shown(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "nothing");
}
