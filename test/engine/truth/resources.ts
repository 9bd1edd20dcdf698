import type { PreviewResult } from "../../../cli/preview/types";
import type { StateResource } from "../lab/state";

/** A resource as both previews show it, in one form: only what is set, lists sorted. */
export type Seen = Record<string, unknown>;

/** What the engine's preview says of each resource, by URN. */
export function seenByEngine(steps: readonly { newState?: StateResource }[]): Map<string, Seen> {
  return new Map(
    steps.flatMap(({ newState }) => (newState === undefined ? [] : [[newState.urn, engineForm(newState)]])),
  );
}

/** What the offline preview says of each resource, by URN. */
export function seenOffline(registrations: PreviewResult["registrations"]): Map<string, Seen> {
  return new Map(registrations.map((registration) => [registration.urn, offlineForm(registration)]));
}

function engineForm(state: StateResource): Seen {
  return onlySet({
    type: state.type,
    name: state.urn.split("::").at(-1),
    custom: state.custom,
    external: state.external,
    parent: state.parent,
    provider: state.provider?.split("::").slice(0, -1).join("::"),
    dependencies: sorted(state.dependencies),
    propertyDependencies: linked(state.propertyDependencies),
    inputs: state.inputs,
    protect: state.protect,
    ignoreChanges: sorted(state.ignoreChanges),
    replaceOnChanges: sorted(state.replaceOnChanges),
    deletedWith: state.deletedWith,
    retainOnDelete: state.retainOnDelete,
    aliases: sorted(state.aliases),
    additionalSecretOutputs: sorted(state.additionalSecretOutputs),
    customTimeouts: seconds(state.customTimeouts),
    import: state.importID,
  });
}

function offlineForm({ options, ...registration }: PreviewResult["registrations"][number]): Seen {
  return onlySet({
    type: registration.type,
    name: registration.name,
    custom: registration.custom,
    external: registration.external,
    parent: registration.parent,
    provider: registration.provider.split("::").slice(0, -1).join("::"),
    dependencies: sorted(registration.dependencies),
    propertyDependencies: linked(registration.propertyDependencies),
    inputs: hideSecrets(registration.inputs),
    protect: options.protect,
    ignoreChanges: sorted(options.ignoreChanges),
    replaceOnChanges: sorted(options.replaceOnChanges),
    deletedWith: options.deletedWith,
    retainOnDelete: options.retainOnDelete,
    aliases: sorted(options.aliases),
    additionalSecretOutputs: sorted(options.additionalSecretOutputs),
    customTimeouts: seconds(options.customTimeouts),
    import: options.importId,
  });
}

const sorted = (list: readonly string[] | null | undefined) => [...(list ?? [])].sort();

/** The engine's JSON shows a word in place of each secret. */
function hideSecrets(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if ("4dabf18193072939515e22adb298388d" in value) return "[secret]";
  if (Array.isArray(value)) return value.map(hideSecrets);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, hideSecrets(each)]));
}

/** The properties that come from other resources, and from which. */
function linked(all: Record<string, string[] | null> | undefined): Record<string, string[]> {
  const found = Object.entries(all ?? {}).filter(([, urns]) => (urns ?? []).length > 0);
  return Object.fromEntries(found.map(([property, urns]) => [property, sorted(urns)]));
}

const units: Record<string, number> = { s: 1, m: 60, h: 3600 };

/** The engine keeps seconds; a program writes "20m". */
function seconds(timeouts: Record<string, number | string> | undefined): Record<string, number> {
  const all = Object.entries(timeouts ?? {}).map(([operation, value]) => {
    const text = /^(\d+)([smh])$/.exec(String(value));
    return [operation, text === null ? Number(value) : Number(text[1]) * units[text[2]!]!] as const;
  });
  return Object.fromEntries(all.filter(([, value]) => value > 0));
}

/** False, absent and empty mean the same to both. */
function onlySet(seen: Seen): Seen {
  return Object.fromEntries(Object.entries(seen).filter(([, value]) => !isEmpty(value)));
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
