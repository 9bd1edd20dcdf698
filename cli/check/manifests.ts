import type { Registration } from "../preview/types";
import { Unreadable } from "./documents";
import { isProperties } from "../preview/wire";
import { bareRegistration } from "./target";

interface KubernetesObject extends Record<string, unknown> {
  apiVersion: string;
  kind: string;
}

/** Stack of objects that come from a file; their project is named after the file. */
export const manifestStack = "manifests";

/**
 * Kubernetes objects as resources: type `kubernetes:<apiVersion>:<Kind>` (with `core/v1` for `v1`, as Pulumi names
 * it), name `[namespace/]name`. A list is replaced by its items.
 * @throws Unreadable when a document is no Kubernetes object
 */
export function readManifests(documents: readonly unknown[], project: string): Registration[] {
  const objects = documents.flatMap((document, index) => unroll(document, `document ${index + 1}`));
  if (objects.length === 0) throw new Unreadable("it holds no object");
  const taken = new Map<string, number>();
  return objects.map((object) => {
    const type = typeOf(object);
    const plainName = nameOf(object);
    const key = `${type}::${plainName}`;
    const occurrence = (taken.get(key) ?? 0) + 1;
    taken.set(key, occurrence);
    const name = occurrence === 1 ? plainName : `${plainName} (${occurrence})`;
    return bareRegistration(`urn:pulumi:${manifestStack}::${project}::${type}::${name}`, type, name, object);
  });
}

function unroll(document: unknown, where: string, item?: { apiVersion: string; kind: string }): KubernetesObject[] {
  if (!isProperties(document)) throw new Unreadable(`${where} is no map`);
  // The items of a DeploymentList need not repeat what the list says of them.
  const { apiVersion = item?.apiVersion, kind = item?.kind } = document;
  if (typeof apiVersion !== "string" || apiVersion === "" || typeof kind !== "string" || kind === "") {
    throw new Unreadable(`${where} has no apiVersion and kind`);
  }
  const object = { ...document, apiVersion, kind };
  const items = itemsOf(object, where);
  if (items === undefined) return [object];
  const itemKind = kind.slice(0, -"List".length);
  const known = itemKind === "" ? undefined : { apiVersion, kind: itemKind };
  return items.flatMap((each, index) => unroll(each, `${where}, items[${index}]`, known));
}

/** The items of a list; undefined for an object whose kind only sounds like one, such as an AllowList of names. */
function itemsOf({ apiVersion, kind, items }: KubernetesObject, where: string): unknown[] | undefined {
  if (Array.isArray(items)) {
    const holdsObjects = items.length === 0 || items.some(isProperties);
    return isList(apiVersion, kind) || (kind.endsWith("List") && holdsObjects) ? items : undefined;
  }
  if (!isList(apiVersion, kind)) return undefined;
  if (items === undefined || items === null) return [];
  throw new Unreadable(`${where} is a List whose items are no list`);
}

const isList = (apiVersion: string, kind: string) => apiVersion === "v1" && kind === "List";

function typeOf({ apiVersion, kind }: KubernetesObject): string {
  return `kubernetes:${apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`}:${kind}`;
}

function nameOf({ metadata }: KubernetesObject): string {
  const { namespace, name, generateName } = isProperties(metadata) ? metadata : {};
  const own = [name, generateName].find((each): each is string => typeof each === "string" && each !== "") ?? "unnamed";
  return typeof namespace === "string" && namespace !== "" ? `${namespace}/${own}` : own;
}
