/** The sentinels by which the engine says that a value is not known yet; one for each type of value. */
const sentinels = [
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9", // text
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // list
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // map
  "030794c1-ac77-496b-92df-f27374a8bd58", // asset
  "e48ece36-62e2-4504-bad9-02848725956a", // archive
];
/** Stands for a value that is not known. */
export const sentinel = sentinels[0]!;
const anySentinel = new RegExp(sentinels.join("|"));

/** Whether the value is not known yet; a text that holds an unknown part is unknown as a whole. */
export function isUnknown(value: unknown): boolean {
  return typeof value === "string" && value.length >= sentinel.length && anySentinel.test(value);
}

/**
 * The properties as plain data, unknowns as their sentinels. @pulumi/policy hands out a proxy that throws on reading
 * an unknown; descriptors go past it, and what they show is not wrapped any more.
 */
export function raw(props: object): Record<string, unknown> {
  const plain: Record<string, unknown> = {};
  for (const key of Object.keys(props)) plain[key] = Object.getOwnPropertyDescriptor(props, key)?.value;
  return plain;
}

export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
