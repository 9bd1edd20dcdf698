import { connect, type Answer, type Connection } from "./connection";

/** An object as it is sent to, or comes from, the API server. */
export interface ApiObject extends Record<string, unknown> {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string } & Record<string, unknown>;
}

interface Resource {
  plural: string;
  namespaced: boolean;
}

/** What a request asks for besides its object. */
interface Asked {
  /** Judge it, store nothing. */
  dryRun?: boolean;
  /** The same operation on a part of the object, such as `ephemeralcontainers`. */
  subresource?: string;
  /** Who owns the fields that are applied. @default "rampart" */
  fieldManager?: string;
}

export interface ApiClient {
  /** Server-side apply, in which a field that the kind does not have is an error. */
  apply(object: ApiObject, asked?: Asked): Promise<Answer>;
  create(object: ApiObject, asked?: Asked): Promise<Answer>;
  /** Merges a change into an object that is there. */
  merge(object: ApiObject, change: unknown, asked?: Asked): Promise<Answer>;
  read(object: ApiObject): Promise<Answer>;
  list(apiVersion: string, kind: string, namespace?: string): Promise<ApiObject[]>;
  remove(object: ApiObject): Promise<Answer>;
  /** Removes every object of a kind from a namespace. */
  removeAll(apiVersion: string, kind: string, namespace: string): Promise<Answer>;
  /** Whether the API server serves a kind. */
  serves(apiVersion: string, kind: string): Promise<boolean>;
  raw: Connection;
}

export function apiClient(options: { port: number; ca: string; token: string }): ApiClient {
  const raw = connect(options);
  const known = new Map<string, Resource>();

  async function find(apiVersion: string, kind: string): Promise<Resource | undefined> {
    const key = `${apiVersion}/${kind}`;
    if (!known.has(key)) {
      const { body } = await raw.send("GET", rootOf(apiVersion));
      const listed = (body["resources"] ?? []) as { name: string; kind: string; namespaced: boolean }[];
      for (const each of listed.filter(({ name }) => !name.includes("/"))) {
        known.set(`${apiVersion}/${each.kind}`, { plural: each.name, namespaced: each.namespaced });
      }
    }
    return known.get(key);
  }

  async function folder(apiVersion: string, kind: string, namespace?: string): Promise<string> {
    const found = await find(apiVersion, kind);
    if (found === undefined) throw new Error(`the API server serves no ${kind} of ${apiVersion}`);
    const inside = found.namespaced && namespace !== undefined ? `/namespaces/${namespace}` : "";
    return `${rootOf(apiVersion)}${inside}/${found.plural}`;
  }

  async function place({ apiVersion, kind, metadata }: ApiObject, subresource?: string): Promise<string> {
    const path = await folder(apiVersion, kind, metadata.namespace ?? "default");
    return [path, metadata.name, ...(subresource === undefined ? [] : [subresource])].join("/");
  }

  return {
    raw,
    async apply(object, { dryRun, subresource, fieldManager = "rampart" } = {}) {
      const path = `${await place(object, subresource)}${query({ dryRun, force: "true", fieldManager })}`;
      return raw.send("PATCH", path, object, "application/apply-patch+yaml");
    },
    async create(object, { dryRun } = {}) {
      const { apiVersion, kind, metadata } = object;
      const path = await folder(apiVersion, kind, metadata.namespace ?? "default");
      return raw.send("POST", `${path}${query({ dryRun, fieldManager: "rampart" })}`, object);
    },
    async merge(object, change, { dryRun, subresource } = {}) {
      const path = `${await place(object, subresource)}${query({ dryRun })}`;
      return raw.send("PATCH", path, change, "application/merge-patch+json");
    },
    read: async (object) => raw.send("GET", await place(object)),
    async list(apiVersion, kind, namespace) {
      const answer = await raw.send("GET", await folder(apiVersion, kind, namespace));
      if (answer.code !== 200) throw new Error(`listing ${kind}: ${messageOf(answer)}`);
      return answer.body["items"] as ApiObject[];
    },
    remove: async (object) => raw.send("DELETE", await place(object)),
    removeAll: async (apiVersion, kind, namespace) =>
      raw.send("DELETE", `${await folder(apiVersion, kind, namespace)}?propagationPolicy=Background`),
    serves: async (apiVersion, kind) => (await find(apiVersion, kind)) !== undefined,
  };
}

export const accepted = ({ code }: Answer) => code === 200 || code === 201;

/** What the API server said of a refusal. */
export function messageOf({ code, body: { message, ...others } }: Answer): string {
  return `${code}: ${typeof message === "string" ? message : JSON.stringify(others)}`;
}

function rootOf(apiVersion: string): string {
  return apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

function query({ dryRun, ...others }: { dryRun?: boolean | undefined } & Record<string, unknown>): string {
  const fields = { ...(dryRun === true && { dryRun: "All" }), fieldValidation: "Strict", ...others };
  return `?${new URLSearchParams(fields as Record<string, string>).toString()}`;
}
