import { createHash, randomBytes } from "node:crypto";
import { CheckRequest } from "@pulumi/pulumi/proto/provider_pb";
import { clusterGroups, clusterKinds } from "./identity";
import type { SdkType } from "./sdk-types";
import { isProperties, type Properties, text, valueAt, withValueAt } from "./values";

/** What names a resource that the program leaves unnamed. */
export interface Naming {
  /** The resource's name in the program. */
  logical: string;
  /** What the same resource was, for its name to stay; empty for a new one. */
  before: Properties;
  /** From the engine, so that a preview and its deployment agree. */
  seed: Uint8Array | string;
  /** The engine's own wish, by the project's configuration. */
  wish?: CheckRequest.AutonamingOptions;
}

const autonamedMark = "pulumi.com/autonamed";
const prefixes: Record<string, string> = { "aws:kms/alias:Alias": "alias/" };
const longest: Record<string, number> = {
  "aws:iam/role:Role": 64,
  "aws:kms/alias:Alias": 238,
  "aws:s3/bucket:Bucket": 63,
};

/** Properties that bear the name of a type, where it is not `name`. */
const nameProperties: Record<string, string> = {
  "aws:eks/nodeGroup:NodeGroup": "nodeGroupName",
  "aws:s3/bucket:Bucket": "bucket",
};

/** The property that the AWS provider names by itself. */
export function nameProperty(type: string, sdk: SdkType): string | undefined {
  const own = nameProperties[type];
  if (own !== undefined) return own;
  return sdk.inputs.has("name") && !sdk.required.includes("name") ? "name" : undefined;
}

/** Gives an AWS resource `<logical name>-<7 hex>` where it has no name. The name of the same resource stays. */
export function withAwsName(type: string, sdk: SdkType, inputs: Properties, naming: Naming): Properties {
  const property = nameProperty(type, sdk);
  if (property === undefined || inputs[property] !== undefined || inputs[`${property}Prefix`] !== undefined)
    return inputs;
  const stem = awsStem(type, naming.logical);
  const old = text(naming.before[property]);
  const name = old !== undefined && isAutonamed(old, stem) ? old : newName(stem, 7, naming);
  if (name === undefined) return inputs;
  const most = longest[type] ?? 255;
  if (name.length > most) {
    throw new Error(`name '${stem}-' plus 7 random chars is longer than maximum length ${most}`);
  }
  return { ...inputs, [property]: name };
}

/** Whether the provider, not the program, chose a name. */
export function isAutonamed(name: string, stem: string): boolean {
  return name.startsWith(`${stem}-`) && /^[0-9a-f]{7}$/.test(name.slice(stem.length + 1));
}

/** What an automatic name begins with. That of a bucket is in lower case. */
export function awsStem(type: string, logical: string): string {
  const stem = `${prefixes[type] ?? ""}${logical}`;
  return type === "aws:s3/bucket:Bucket" ? stem.toLowerCase() : stem;
}

/** Gives an object of Kubernetes its name and namespace where it has none. */
export function withKubernetesName(type: string, inputs: Properties, naming: Naming): Properties {
  if (type === "kubernetes:helm.sh/v3:Release") {
    const name = inputs["name"] ?? naming.before["name"] ?? newName(naming.logical, 8, naming);
    return { ...inputs, name, namespace: inputs["namespace"] ?? "default" };
  }
  const named = valueAt(inputs, "metadata.name") === undefined ? autonamedObject(inputs, naming) : inputs;
  if (isClusterWide(type) || valueAt(named, "metadata.namespace") !== undefined) return named;
  return withValueAt(named, "metadata.namespace", "default");
}

function autonamedObject(inputs: Properties, naming: Naming): Properties {
  const old = isAutonamedObject(naming.before) ? text(valueAt(naming.before, "metadata.name")) : undefined;
  const name = old ?? newName(naming.logical, 8, naming);
  if (name === undefined) return inputs;
  const annotations = valueAt(inputs, "metadata.annotations");
  const marked = { ...(isProperties(annotations) ? annotations : {}), [autonamedMark]: "true" };
  return withValueAt(withValueAt(inputs, "metadata.name", name), "metadata.annotations", marked);
}

export function isAutonamedObject(inputs: Properties): boolean {
  const annotations = valueAt(inputs, "metadata.annotations");
  return isProperties(annotations) && annotations[autonamedMark] === "true";
}

function isClusterWide(type: string): boolean {
  const [, groupVersion = "", kind = ""] = type.split(":");
  return clusterKinds.has(kind) || clusterGroups.has(groupVersion.split("/")[0] ?? "");
}

function newName(stem: string, digits: number, { seed, wish }: Naming): string | undefined {
  const modes = CheckRequest.AutonamingOptions.Mode;
  if (wish?.getMode() === modes.DISABLE) return undefined;
  if (wish !== undefined) return wish.getProposedName();
  const bytes = seed.length === 0 ? randomBytes(32) : Buffer.from(seed as Uint8Array);
  return `${stem}-${createHash("sha256").update(stem).update(bytes).digest("hex").slice(0, digits)}`;
}
