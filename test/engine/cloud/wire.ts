import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { isProperties, type Properties } from "./values";

/** What stands for a value that only a deployment will know. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const signatureKey = "4dabf18193072939515e22adb298388d";
/** What a secret bears on the wire. */
export const secretMark = "1b47061264138c4ac30d75fd1eb44270";

export function isSecret(value: unknown): value is Properties {
  return isProperties(value) && value[signatureKey] === secretMark;
}

export function asSecret(value: unknown): Properties {
  return isSecret(value) ? value : { [signatureKey]: secretMark, value };
}

/** Secrets replaced by what they hold, at every depth. */
function unwrapped(value: unknown): unknown {
  if (isSecret(value)) return unwrapped(value["value"]);
  if (Array.isArray(value)) return value.map(unwrapped);
  if (!isProperties(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, unwrapped(each)]));
}

export function plain(properties: Properties): Properties {
  return unwrapped(properties) as Properties;
}

/** Plain values that are wrapped where their counterparts are. */
export function wrappedLike(value: unknown, model: unknown): unknown {
  if (isSecret(model)) return asSecret(value);
  if (Array.isArray(value)) {
    return Array.isArray(model) ? value.map((each, index) => wrappedLike(each, (model as unknown[])[index])) : value;
  }
  if (!isProperties(value) || !isProperties(model)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, wrappedLike(each, model[key])]));
}

export function fromStruct(struct: Struct | undefined): Properties {
  return struct === undefined ? {} : struct.toJavaScript();
}

/** Members that are undefined are left out, as in JSON. */
export function toStruct(properties: Properties): Struct {
  return Struct.fromJavaScript(JSON.parse(JSON.stringify(properties)) as Record<string, JavaScriptValue>);
}
