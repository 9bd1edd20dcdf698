import type { Level } from "../../../catalogue";
import type { StackResource } from "../facts/stack";
import { noSources, type Subject } from "../facts/subject";
import { isMap } from "../facts/unknown";

/** The parts of the engine's requests that are read; they are generated classes without types of their own here. */
export interface Struct {
  toJavaScript(): Record<string, unknown>;
}
export interface ConfigureRequest {
  getPolicyconfigMap(): {
    entries(): Iterable<[string, { getEnforcementlevel(): number; getProperties(): Struct | undefined }]>;
  };
}
export interface ConfigureStackRequest {
  getStack(): string;
  getProject(): string;
  getDryRun(): boolean;
  getConfigMap(): { entries(): Iterable<[string, string]> };
}
interface Provider {
  getUrn(): string;
  getProperties(): Struct | undefined;
}
export interface AnalyzeRequest {
  getUrn(): string;
  getType(): string;
  getName(): string;
  getOptions(): { getIgnorechangesList(): string[] };
  getProperties(): Struct | undefined;
  getProvider(): Provider | undefined;
}
export interface AnalyzeStackRequest {
  getResourcesList(): (AnalyzeRequest & {
    getParent(): string;
    getPropertydependenciesMap(): { entries(): Iterable<[string, { getUrnsList(): string[] }]> };
  })[];
}

export interface ConfiguredPolicy {
  level: Level;
  properties: unknown;
}

/** In the order of Pulumi's EnforcementLevel. A policy that remediates reports what is left as mandatory. */
const levels: readonly Level[] = ["advisory", "mandatory", "disabled", "mandatory"];

/** What the engine configures for each policy; a level that is not known here is mandatory. */
export function policiesOf(request: ConfigureRequest): Map<string, ConfiguredPolicy> {
  return new Map(
    [...request.getPolicyconfigMap().entries()].map(([name, config]) => [
      name,
      {
        level: levels[config.getEnforcementlevel()] ?? "mandatory",
        properties: config.getProperties()?.toJavaScript(),
      },
    ]),
  );
}

/** The properties of a resource. */
export interface Properties {
  /** Plain data, secrets unwrapped, unknowns as their sentinels. */
  plain: Record<string, unknown>;
  /** Every text and number within what is marked as a secret. */
  secrets: readonly string[];
}

/** Reads properties when they are first asked for, and lets go of the message then. */
export function propertiesOf(message: { getProperties(): Struct | undefined }): () => Properties {
  let unread: typeof message | undefined = message;
  let properties: Properties = { plain: {}, secrets: [] };
  return () => {
    if (unread === undefined) return properties;
    const written = unread.getProperties()?.toJavaScript() ?? {};
    unread = undefined;
    properties = holdsSecret(written)
      ? { plain: plain(written) as Record<string, unknown>, secrets: secretTexts(written) }
      : { plain: written, secrets: [] };
    return properties;
  };
}

/** Reads a resource that is analysed by itself; its properties once they are asked for. */
export function readSubject(request: AnalyzeRequest, properties: () => Properties): Subject {
  const provider = request.getProvider();
  return {
    urn: request.getUrn(),
    type: request.getType(),
    name: request.getName(),
    ...(provider === undefined ? {} : { provider: provider.getUrn() }),
    get props() {
      return properties().plain;
    },
    outputs: {},
    ignoreChanges: request.getOptions().getIgnorechangesList(),
    sources: noSources,
  };
}

/** A whole stack, with its secrets. */
export interface ReadStack {
  resources: readonly StackResource[];
  secrets: readonly string[];
  /** By URN, how many URNs each property depends on, those outside of the stack included. */
  sourceCounts: ReadonlyMap<string, Record<string, number>>;
}

/** Reads a stack as @pulumi/policy would hand it to a stack policy: what a resource refers to is there if it is of the stack. */
export function readStack(request: AnalyzeStackRequest): ReadStack {
  const messages = request.getResourcesList();
  const urns = new Set(messages.map((each) => each.getUrn()));
  const read = messages.map((message) => ({
    message,
    properties: propertiesOf(message)(),
    sources: [...message.getPropertydependenciesMap().entries()].map(
      ([property, list]) => [property, list.getUrnsList()] as const,
    ),
  }));
  const providers = new Map<string, NonNullable<StackResource["provider"]>>();
  return {
    resources: read.map(({ message, properties, sources }) => ({
      type: message.getType(),
      name: message.getName(),
      urn: message.getUrn(),
      props: properties.plain,
      opts: { ignoreChanges: message.getOptions().getIgnorechangesList() },
      ...(urns.has(message.getParent()) ? { parent: { urn: message.getParent() } } : {}),
      ...providerOf(message.getProvider()),
      propertyDependencies: Object.fromEntries(
        sources.map(([property, list]) => [property, list.filter((urn) => urns.has(urn)).map((urn) => ({ urn }))]),
      ),
    })),
    secrets: [...new Set(read.flatMap(({ properties }) => properties.secrets))],
    sourceCounts: new Map(
      read.map(({ message, sources }) => [
        message.getUrn(),
        Object.fromEntries(sources.map(([property, list]) => [property, list.length])),
      ]),
    ),
  };

  /** Many resources have one provider, and each of them brings all of it. */
  function providerOf(provider: Provider | undefined): Pick<StackResource, "provider"> {
    if (provider === undefined) return {};
    const urn = provider.getUrn();
    const found = providers.get(urn) ?? { urn, props: propertiesOf(provider)().plain };
    providers.set(urn, found);
    return { provider: found };
  }
}

/** The key and the value that mark a secret on the wire. */
const signature = "4dabf18193072939515e22adb298388d";
const secret = "1b47061264138c4ac30d75fd1eb44270";

function holdsSecret(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some(holdsSecret);
  return (value as Record<string, unknown>)[signature] === secret || Object.values(value).some(holdsSecret);
}

/** Properties without the wrappers of secrets. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!isMap(value)) return value;
  if (value[signature] === secret) return plain(value["value"]);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
}

/** Every text and number within what is marked as a secret. */
export function secretTexts(value: unknown, within = false): string[] {
  if (typeof value === "string" || typeof value === "number") return within ? [String(value)] : [];
  if (Array.isArray(value)) return value.flatMap((each) => secretTexts(each, within));
  if (!isMap(value)) return [];
  if (value[signature] === secret) return secretTexts(value["value"], true);
  return Object.values(value).flatMap((each) => secretTexts(each, within));
}
