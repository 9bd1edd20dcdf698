import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";

/** What stands for a value that only a deployment will know, on every one of Pulumi's wires. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/**
 * What a program gets in place of a `secure:` setting: a configuration can carry no unknown. Whatever holds it is
 * unknown from the moment it reaches the monitor.
 */
export const secretPlaceholder = "rampart-preview-placeholder";

/** The key that marks an object as one of Pulumi's special values, and the marks that Rampart handles itself. */
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const outputValueSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

export type Properties = Record<string, unknown>;

export function isProperties(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isUnknown(value: unknown): boolean {
  return value === unknown || (isSecret(value) && value["value"] === unknown);
}

/** Whether anything within a value is unknown. */
export function containsUnknown(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(containsUnknown);
  return isProperties(value) ? Object.values(value).some(containsUnknown) : value === unknown;
}

export function isSecret(value: unknown): value is Properties {
  return isProperties(value) && value[signatureKey] === secretSignature;
}

/** Wraps a value as a secret; a secret is wrapped once. */
export function asSecret(value: unknown): Properties {
  return isSecret(value) ? value : { [signatureKey]: secretSignature, value };
}

/** Secrets replaced by what they hold, at every depth. */
export function unwrapSecrets(value: unknown): unknown {
  if (isSecret(value)) return unwrapSecrets(value["value"]);
  if (Array.isArray(value)) return value.map(unwrapSecrets);
  return isProperties(value) ? mapValues(value, unwrapSecrets) : value;
}

/** Properties of a message as plain values; output values, which remote components get, become plain, unknown or secret; what came from a `secure:` setting is unknown. */
export function fromStruct(struct: Struct | undefined): Properties {
  return struct === undefined ? {} : mapValues(struct.toJavaScript(), plain);
}

function plain(value: unknown): unknown {
  if (typeof value === "string") return value.includes(secretPlaceholder) ? unknown : value;
  if (Array.isArray(value)) return value.map(plain);
  if (!isProperties(value)) return value;
  if (value[signatureKey] !== outputValueSignature) return mapValues(value, plain);
  const inner = "value" in value ? plain(value["value"]) : unknown;
  return value["secret"] === true ? asSecret(inner) : inner;
}

/** A message of plain values. Members that are undefined are left out, as in JSON. */
export function toStruct(properties: Properties): Struct {
  return Struct.fromJavaScript(defined(properties) as Record<string, JavaScriptValue>);
}

function defined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => (each === undefined ? null : defined(each)));
  if (!isProperties(value)) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(entries.map(([key, each]) => [key, defined(each)]));
}

/** The same keys with other values. */
function mapValues<T, U>(values: Record<string, T>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));
}
