import type { Sample } from "../../../support/samples";

type Path = readonly (string | number)[];

/** A value among the inputs or the outputs of one of several resources. */
export interface Place {
  resource: number;
  of: "props" | "outputs";
  path: Path;
}

/** Every path to a value within another, inner ones and leaves. */
export function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return path.length === 0 ? [] : [path];
  const below = Object.entries(value).flatMap(([key, each]) =>
    pathsOf(each, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return path.length === 0 ? below : [path, ...below];
}

/** Every place of some resources. */
export function placesOf(resources: readonly Sample[]): Place[] {
  return resources.flatMap((sample, resource) =>
    (["props", "outputs"] as const).flatMap((of) =>
      pathsOf(sample[of] ?? {}).map((path): Place => ({ resource, of, path })),
    ),
  );
}

/** The resources with another value in a place. */
export function withValue(resources: readonly Sample[], { resource, of, path }: Place, value: unknown): Sample[] {
  return resources.map((sample, index) =>
    index === resource ? { ...sample, [of]: replaced(sample[of] ?? {}, path, value) } : sample,
  );
}

/** A copy in which the value at a path is another. */
export function replaced(whole: Record<string, unknown>, path: Path, value: unknown): Record<string, unknown> {
  const copy = structuredClone(whole);
  const holder = path
    .slice(0, -1)
    .reduce<unknown>((each, key) => (each as Record<string | number, unknown>)[key], copy);
  (holder as Record<string | number, unknown>)[path.at(-1)!] = value;
  return copy;
}

/** A place in words, for a message. */
export const describePlace = (resources: readonly Sample[], { resource, of, path }: Place) =>
  `${resources[resource]!.type} ${resources[resource]!.name}: ${of}.${path.join(".")}`;
