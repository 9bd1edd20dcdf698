import type { ReadResourceRequest, RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { previewOutputs } from "./computed";
import type { Registration, RegistrationOptions } from "./types";
import { resolveAlias, type UrnScope } from "./urn";
import { fromStruct, type Properties } from "./wire";

/** What a RegisterResource request says, once its transforms have run. */
export function registrationOf(request: RegisterResourceRequest, urn: string, scope: UrnScope): Registration {
  const inputs = fromStruct(request.getObject());
  const kind = { type: request.getType(), custom: request.getCustom(), remote: request.getRemote() };
  const secretOutputs = request.getAdditionalsecretoutputsList();
  return {
    urn,
    ...kind,
    name: request.getName(),
    external: false,
    ...(request.getParent() !== "" && { parent: request.getParent() }),
    inputs,
    outputs: previewOutputs({ ...kind, inputs, secretOutputs }),
    provider: request.getProvider(),
    providers: Object.fromEntries(request.getProvidersMap().getEntryList()),
    dependencies: request.getDependenciesList(),
    propertyDependencies: propertyDependenciesOf(request),
    options: optionsOf(request, scope),
  };
}

/** What a resource takes over from its parent when it says nothing of its own, as in the engine. */
export function inheritOptions(request: RegisterResourceRequest, parent: Registration | undefined): void {
  const { deletedWith, protect, retainOnDelete } = parent?.options ?? noOptions();
  if (request.getDeletedwith() === "" && deletedWith !== undefined) request.setDeletedwith(deletedWith);
  if (!request.hasProtect() && protect !== undefined) request.setProtect(protect);
  if (!request.hasRetainondelete() && retainOnDelete !== undefined) request.setRetainondelete(retainOnDelete);
}

/** The map's entries as messages; `getEntryList` would hand out their raw arrays. */
function propertyDependenciesOf(request: RegisterResourceRequest): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  request.getPropertydependenciesMap().forEach((urns, property) => (found[property] = urns.getUrnsList()));
  return found;
}

/** What a ReadResource request says: a resource that exists already, known as far as the program tells. */
export function readingOf(request: ReadResourceRequest, urn: string): Registration {
  const inputs = fromStruct(request.getProperties());
  const kind = { type: request.getType(), custom: true, remote: false };
  const secretOutputs = request.getAdditionalsecretoutputsList();
  return {
    urn,
    ...kind,
    name: request.getName(),
    external: true,
    ...(request.getParent() !== "" && { parent: request.getParent() }),
    inputs,
    outputs: { ...previewOutputs({ ...kind, inputs, secretOutputs }), id: request.getId() },
    provider: request.getProvider(),
    providers: {},
    dependencies: request.getDependenciesList(),
    propertyDependencies: {},
    options: { ...noOptions(), additionalSecretOutputs: secretOutputs, ...version(request.getVersion()) },
  };
}

/** A provider that the engine makes because a resource names none. */
export function defaultProviderOf(type: string, name: string, urn: string, inputs: Properties): Registration {
  const kind = { type, custom: true, remote: false };
  return {
    urn,
    ...kind,
    name,
    external: false,
    inputs,
    outputs: previewOutputs({ ...kind, inputs, secretOutputs: [] }),
    provider: "",
    providers: {},
    dependencies: [],
    propertyDependencies: {},
    options: noOptions(),
  };
}

function noOptions(): RegistrationOptions {
  return { ignoreChanges: [], replaceOnChanges: [], aliases: [], additionalSecretOutputs: [] };
}

function optionsOf(request: RegisterResourceRequest, scope: UrnScope): RegistrationOptions {
  const bearer = { ...scope, type: request.getType(), name: request.getName(), parent: request.getParent() };
  const timeouts = request.getCustomtimeouts();
  const protect = request.getProtect();
  const retainOnDelete = request.getRetainondelete();
  return {
    ...noOptions(),
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    aliases: [...request.getAliasurnsList(), ...request.getAliasesList().map((alias) => resolveAlias(alias, bearer))],
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    ...(request.hasProtect() && { protect }),
    ...(request.getDeletebeforereplacedefined() && { deleteBeforeReplace: request.getDeletebeforereplace() }),
    ...(request.getDeletedwith() !== "" && { deletedWith: request.getDeletedwith() }),
    ...(request.hasRetainondelete() && { retainOnDelete }),
    ...(timeouts !== undefined && { customTimeouts: timeoutsOf(timeouts) }),
    ...(request.getImportid() !== "" && { importId: request.getImportid() }),
    ...version(request.getVersion()),
  };
}

function version(value: string): { version?: string } {
  return value === "" ? {} : { version: value };
}

function timeoutsOf(timeouts: RegisterResourceRequest.CustomTimeouts): RegistrationOptions["customTimeouts"] {
  return {
    ...(timeouts.getCreate() !== "" && { create: timeouts.getCreate() }),
    ...(timeouts.getUpdate() !== "" && { update: timeouts.getUpdate() }),
    ...(timeouts.getDelete() !== "" && { delete: timeouts.getDelete() }),
  };
}
