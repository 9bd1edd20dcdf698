import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import { InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/resource_pb";
import { defaultProviderOf, inheritOptions, readingOf, registrationOf } from "./registration";
import { createCallbacks } from "./transforms";
import type { Registration } from "./types";
import { makeUrn, stackType } from "./urn";
import { containsUnknown, fromStruct, isProperties, type Properties, toStruct, unknown, unwrapSecrets } from "./wire";

export interface MonitorOptions {
  project: string;
  stack: string;
  /** Configuration, keys `namespace:key`: what default providers are made of. @default none */
  config?: Record<string, string>;
  /** Answers an invoke, or throws an error whose message says what to do. Secrets come unwrapped. */
  invoke(token: string, args: Properties): Properties;
  /** Called once per resource, before the program goes on. Reads are included. */
  registered?(registration: Registration): void;
  /** Called for every request. */
  heard?(): void;
  /** Called when the program came to its end and has registered all; its process still has to exit. */
  finished?(): void;
}

/**
 * Pulumi's resource monitor as plain handlers, request → response, named as in the service. The same object answers
 * over gRPC (server.ts) and in process (test/support/recorder.ts).
 */
export interface Monitor {
  handlers: MonitorHandlers;
  /** Everything registered so far, sorted by URN: the order of arrival differs from run to run. */
  registrations(): Registration[];
  /** Outputs of the stack; undefined until the program came to its end. */
  outputs(): Properties | undefined;
  /** URN of the resource that came last; undefined before the first. */
  lastRegistered(): string | undefined;
  /** Why requests were refused, in order. */
  refusals: string[];
  close(): void;
}

type Empty = ReturnType<typeof empty>;
type Answer<T> = T | Promise<T>;

export interface MonitorHandlers {
  supportsFeature(request: messages.SupportsFeatureRequest): Answer<messages.SupportsFeatureResponse>;
  registerResource(request: messages.RegisterResourceRequest): Answer<messages.RegisterResourceResponse>;
  registerResourceOutputs(request: messages.RegisterResourceOutputsRequest): Answer<Empty>;
  readResource(request: messages.ReadResourceRequest): Answer<messages.ReadResourceResponse>;
  invoke(request: messages.ResourceInvokeRequest): Answer<InvokeResponse>;
  call(request: messages.ResourceCallRequest): Answer<never>;
  registerStackTransform(request: Callback): Answer<Empty>;
  registerStackInvokeTransform(request: Callback): Answer<Empty>;
  registerPackage(request: messages.RegisterPackageRequest): Answer<messages.RegisterPackageResponse>;
  registerResourceHook(request: messages.RegisterResourceHookRequest): Answer<Empty>;
  registerErrorHook(): Answer<Empty>;
  signalAndWaitForShutdown(): Answer<Empty>;
}

/** Pulumi's own copy of the empty message: another one is refused when it is sent. */
function empty() {
  return ResourceMonitorService.signalAndWaitForShutdown.responseDeserialize(Buffer.alloc(0));
}

export function createMonitor(options: MonitorOptions): Monitor {
  const { project, stack } = options;
  const scope = { project, stack };
  const registrations = new Map<string, Registration>();
  const transforms = new Map<string, Callback[]>();
  const stackTransforms: Callback[] = [];
  const invokeTransforms: Callback[] = [];
  const hooks = new Set<string>();
  const callbacks = createCallbacks();
  const refusals: string[] = [];
  let outputs: Properties | undefined;

  function add(registration: Registration): void {
    const { urn, name } = registration;
    if (registrations.has(urn)) {
      throw new Error(`two resources are called "${name}" (${urn}): give one of them another name`);
    }
    registrations.set(urn, registration);
    options.registered?.(registration);
  }

  /** The provider that a resource or invoke names; where it names none, the one that the engine makes for its package. */
  function providerFor(token: string, given: string, version: string): string {
    const pkg = token.split(":")[0]!;
    if (given !== "" || pkg === "pulumi") return given;
    const type = `pulumi:providers:${pkg}`;
    const name = version === "" ? "default" : `default_${version.replaceAll(/[^0-9A-Za-z]/g, "_")}`;
    const urn = makeUrn(scope, type, name);
    if (!registrations.has(urn)) {
      const settings = Object.entries(options.config ?? {}).filter(([key]) => key.startsWith(`${pkg}:`));
      const inputs = Object.fromEntries(settings.map(([key, value]) => [key.slice(pkg.length + 1), value]));
      add(defaultProviderOf(type, name, urn, version === "" ? inputs : { ...inputs, version }));
    }
    return `${urn}::${unknown}`;
  }

  function transformsFor(own: Callback[], parent: string): Callback[] {
    const found = [...own];
    for (let at: string | undefined = parent; at !== undefined; at = registrations.get(at)?.parent) {
      found.push(...(transforms.get(at) ?? []));
    }
    return [...found, ...stackTransforms];
  }

  /** Whether a provider's own settings are known: it cannot be configured before, and answers nothing. */
  function isConfigured(reference: string): boolean {
    const provider = registrations.get(reference.slice(0, reference.lastIndexOf("::")));
    return provider === undefined || !containsUnknown(provider.inputs);
  }

  const handlers: MonitorHandlers = {
    supportsFeature() {
      const response = new messages.SupportsFeatureResponse();
      response.setHassupport(true);
      return response;
    },

    async registerResource(request) {
      const urn = makeUrn(scope, request.getType(), request.getName(), request.getParent());
      const own = request.getTransformsList();
      inheritOptions(request, registrations.get(request.getParent()));
      await callbacks.transformResource(request, transformsFor(own, request.getParent()));
      if (request.getCustom()) {
        request.setProvider(providerFor(request.getType(), request.getProvider(), request.getVersion()));
      }
      const registration = registrationOf(request, urn, scope);
      if (!isConfigured(registration.provider)) registration.outputs = { id: unknown };
      transforms.set(urn, own);
      add(registration);
      const response = new messages.RegisterResourceResponse();
      response.setUrn(urn);
      response.setObject(toStruct(registration.outputs));
      return response;
    },

    registerResourceOutputs(request) {
      const registration = registrations.get(request.getUrn());
      if (registration === undefined)
        throw new Error(`outputs of a resource that is not registered: ${request.getUrn()}`);
      registration.outputs = fromStruct(request.getOutputs());
      if (registration.type === stackType) outputs = registration.outputs;
      return empty();
    },

    readResource(request) {
      const urn = makeUrn(scope, request.getType(), request.getName(), request.getParent());
      request.setProvider(providerFor(request.getType(), request.getProvider(), request.getVersion()));
      const registration = readingOf(request, urn);
      if (!isConfigured(registration.provider)) registration.outputs = { id: request.getId() };
      add(registration);
      const response = new messages.ReadResourceResponse();
      response.setUrn(urn);
      response.setProperties(toStruct(registration.outputs));
      return response;
    },

    async invoke(request) {
      await callbacks.transformInvoke(request, invokeTransforms);
      const response = new InvokeResponse();
      response.setReturn(toStruct(answer(request)));
      return response;
    },

    call(request) {
      throw new Error(`offline preview: the method ${request.getTok()} runs in a provider plugin, and none is here`);
    },

    registerStackTransform(request) {
      stackTransforms.push(request);
      return empty();
    },
    registerStackInvokeTransform(request) {
      invokeTransforms.push(request);
      return empty();
    },
    registerPackage(request) {
      const response = new messages.RegisterPackageResponse();
      response.setRef(`${request.getName()}@${request.getVersion()}`);
      return response;
    },
    registerResourceHook(request) {
      const name = request.getName();
      if (hooks.has(name)) throw new Error(`two resource hooks are called "${name}": give one of them another name`);
      hooks.add(name);
      return empty();
    },
    registerErrorHook: empty,
    signalAndWaitForShutdown() {
      if (outputs !== undefined) options.finished?.();
      return empty();
    },
  };

  function answer(request: messages.ResourceInvokeRequest): Properties {
    const token = request.getTok();
    const args = unwrapSecrets(fromStruct(request.getArgs()));
    const known = isProperties(args) ? args : {};
    if (token !== "pulumi:pulumi:getResource") {
      const provider = providerFor(token, request.getProvider(), request.getVersion());
      return isConfigured(provider) ? options.invoke(token, known) : {};
    }
    const found = registrations.get(String(known["urn"]));
    if (found === undefined) throw new Error(`no resource ${String(known["urn"])} is registered`);
    return { urn: found.urn, id: unknown, state: found.outputs };
  }

  return {
    handlers: noting(handlers, refusals, () => options.heard?.()),
    registrations: () => [...registrations.values()].sort((a, b) => (a.urn < b.urn ? -1 : 1)),
    outputs: () => outputs,
    lastRegistered: () => [...registrations.keys()].at(-1),
    refusals,
    close: () => callbacks.close(),
  };
}

/** The same handlers, which note why they refuse a request: the program's own report of it comes late and long. */
function noting(handlers: MonitorHandlers, refusals: string[], heard: () => void): MonitorHandlers {
  const noted = Object.entries(handlers).map(([rpc, handler]: [string, (request: never) => unknown]) => [
    rpc,
    async (request: never) => {
      heard();
      try {
        return await handler(request);
      } catch (error) {
        refusals.push(error instanceof Error ? error.message : String(error));
        throw error;
      }
    },
  ]);
  return Object.fromEntries(noted) as MonitorHandlers;
}
