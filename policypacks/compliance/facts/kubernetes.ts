import { isMap, isUnknown } from "./unknown";

/** A Kubernetes object that a resource stands for, or one of the items of a List. */
export interface KubernetesObject {
  apiGroup: string;
  /** API group and version, for example `apps/v1`; `v1` for the core group. */
  apiVersion: string;
  kind: string;
  /** The object; plain data, unknowns as sentinels, with apiVersion and kind filled in. */
  object: Record<string, unknown>;
  /** Where it stands in the resource: empty, or `items[3]`. */
  path: string;
}

/** Reading an object may end in not knowing what is in it. */
export interface ObjectReading {
  objects: KubernetesObject[];
  /** Paths of items that cannot be known yet. */
  unknown: string[];
}

/**
 * The objects of a resource of @pulumi/kubernetes. What the properties say of kind and apiVersion counts, because a
 * kind has several tokens (`Deployment`, `DeploymentPatch`, old API groups); the token stands in where they are silent.
 */
export function objectsOf(type: string, props: Record<string, unknown>): ObjectReading {
  const token = parseToken(type);
  if (token === undefined) return { objects: [], unknown: [] };
  return readObject(props, token, "");
}

/** Whether the token belongs to @pulumi/kubernetes and names an API object. */
export function isKubernetes(type: string): boolean {
  return parseToken(type) !== undefined;
}

interface TypeMeta {
  apiVersion: string;
  kind: string;
}

function parseToken(type: string): TypeMeta | undefined {
  const found = /^kubernetes:([\w.-]+)\/([\w.-]+):(\w+)$/.exec(type);
  if (found === null) return undefined;
  const [, group = "", version = "", kind = ""] = found;
  if (group === "helm.sh" || group === "yaml" || group === "kustomize") return undefined;
  return { apiVersion: group === "core" ? version : `${group}/${version}`, kind: kind.replace(/(?<=.)Patch$/, "") };
}

function readObject(value: Record<string, unknown>, fallback: TypeMeta, path: string): ObjectReading {
  const apiVersion = wordOr(value["apiVersion"], fallback.apiVersion);
  const kind = wordOr(value["kind"], fallback.kind);
  const listed = /^(.+)List$/.exec(kind);
  if (kind === "List" || (listed !== null && "items" in value)) {
    return readItems(value["items"], { apiVersion, kind: listed?.[1] ?? "" }, path === "" ? "items" : `${path}.items`);
  }
  const apiGroup = apiVersion.includes("/") ? apiVersion.split("/")[0]! : "";
  return { objects: [{ apiGroup, apiVersion, kind, object: { ...value, apiVersion, kind }, path }], unknown: [] };
}

function readItems(items: unknown, fallback: TypeMeta, path: string): ObjectReading {
  if (items === undefined || items === null) return { objects: [], unknown: [] };
  if (!Array.isArray(items)) return { objects: [], unknown: [path] };
  const readings = items.map((item: unknown, index) =>
    isMap(item) && !(fallback.kind === "" && hidesItsKind(item))
      ? readObject(item, fallback, `${path}[${index}]`)
      : { objects: [], unknown: [`${path}[${index}]`] },
  );
  return { objects: readings.flatMap((each) => each.objects), unknown: readings.flatMap((each) => each.unknown) };
}

function wordOr(value: unknown, fallback: string): string {
  return typeof value === "string" && value !== "" && !isUnknown(value) ? value : fallback;
}

/** An item of a list of anything, of which no token tells the kind. */
const hidesItsKind = ({ apiVersion, kind }: Record<string, unknown>) => isUnknown(apiVersion) || isUnknown(kind);

/** The kind of which a list's items are, by its token; empty for a list of anything, undefined for no list. */
export function listedKind(type: string): string | undefined {
  return /^kubernetes:[\w./-]+:(\w*)List$/.exec(type)?.[1];
}
