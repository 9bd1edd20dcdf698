import { nameLimits } from "./identity";
import { misformed } from "./refusals";
import { type Naming, withAwsName, withKubernetesName } from "./naming";
import { documents } from "./replace";
import { sdkType } from "./sdk-types";
import type { Place } from "./service";
import { isProperties, type Properties } from "./values";
import { asSecret, isSecret, plain, secretMark, unknown } from "./wire";

export interface Failure {
  property: string;
  reason: string;
}

export interface Checked {
  inputs: Properties;
  failures: Failure[];
}

/** The inputs as the provider completes them, and what it refuses about them. */
export function checked(place: Place, type: string, news: Properties, naming: Naming): Checked {
  const sdk = sdkType(type);
  if (sdk === undefined) {
    if (place.provider === "aws") return { inputs: news, failures: [{ property: "", reason: `unknown type ${type}` }] };
    return { inputs: withKubernetesName(type, news, naming), failures: [] };
  }
  const missing = sdk.required.filter((name) => news[name] === undefined || news[name] === null);
  const strange = Object.keys(news).filter((name) => !sdk.inputs.has(name) && !name.startsWith("__"));
  const failures = [
    ...missing.map((name) => ({ property: name, reason: `Missing required property '${name}'` })),
    ...strange.map((name) => ({ property: name, reason: `'${name}' is no property of ${type}` })),
  ];
  if (failures.length > 0) return { inputs: news, failures };
  if (place.provider === "kubernetes") return { inputs: withKubernetesName(type, news, naming), failures };
  try {
    const named = withAwsName(type, sdk, withDocuments(type, news), naming);
    const inputs = withRegion(place, type, withTags(place, type, named));
    return { inputs, failures: [...tooLong(type, inputs), ...misformed(type, inputs)] };
  } catch (error) {
    return { inputs: news, failures: [{ property: "name", reason: (error as Error).message }] };
  }
}

/**
 * A document that a program writes as an object is a text from here on, and unknown where anything in it is:
 * TransformJSONDocument of github.com/pulumi/pulumi-terraform-bridge.
 */
function withDocuments(type: string, inputs: Properties): Properties {
  const written = (documents[type] ?? []).filter((name) => isProperties(plain(inputs)[name]));
  const entries = written.map((name) => [name, asText(inputs[name])] as const);
  return { ...inputs, ...Object.fromEntries(entries) };
}

function asText(document: unknown): unknown {
  const json = JSON.stringify(plain({ document })["document"]);
  if (json.includes(unknown)) return unknown;
  return JSON.stringify(document).includes(secretMark) ? asSecret(json) : json;
}

/** Every regional resource of the AWS provider 7 carries its region. */
function withRegion({ region }: Place, type: string, inputs: Properties): Properties {
  if (region === undefined || sdkType(type)?.inputs.has("region") !== true) return inputs;
  return { ...inputs, region: inputs["region"] ?? region };
}

/** A tag of the resource goes before the provider's of the same key. */
function withTags({ defaultTags = {} }: Place, type: string, inputs: Properties): Properties {
  if (sdkType(type)?.computed.has("tagsAll") !== true || Object.keys(defaultTags).length === 0) return inputs;
  const tags = inputs["tags"];
  if (tags === unknown || isSecret(tags)) return inputs;
  return { ...inputs, tags: { ...defaultTags, ...(isProperties(tags) ? tags : {}) } };
}

function tooLong(type: string, inputs: Properties): Failure[] {
  const limit = nameLimits[type];
  const name = limit === undefined ? undefined : inputs[limit.property];
  if (limit === undefined || typeof name !== "string" || name === unknown || name.length <= limit.longest) return [];
  return [
    {
      property: limit.property,
      reason: `expected length of ${limit.property} to be at most ${limit.longest}, got ${name.length}`,
    },
  ];
}
