import { createRequire } from "node:module";
import type { Level } from "../../../catalogue";
import { isMap } from "../facts/unknown";

/** What the engine tells a pack, of which @pulumi/policy shows its policies only a part. */
export interface Listener {
  configured: (policies: ReadonlyMap<string, ConfiguredPolicy>) => void;
  stackConfigured: (run: ConfiguredStack) => void;
  /** A resource is about to be analysed; `inputs` reads its properties when they are asked for. */
  analysing: (resource: { urn: string; type: string; inputs: () => Record<string, unknown> }) => void;
  /** What is about to be analysed holds secrets: `texts` reads them when they are asked for. */
  secrets: (texts: () => readonly string[]) => void;
  /** A stack is about to be analysed. `sourceCounts` is, by URN, how many URNs each property depends on. */
  analysingStack: (sourceCounts: ReadonlyMap<string, Record<string, number>>) => void;
  /** Something of the above could not be read. */
  misunderstood: (call: string) => void;
}

interface ConfiguredPolicy {
  level: Level;
  properties: unknown;
}

export interface ConfiguredStack {
  stack: string;
  project: string;
  dryRun: boolean;
  config: ReadonlyMap<string, string>;
}

/** The parts of the requests that are read; they are generated classes without types of their own here. */
interface Struct {
  toJavaScript(): Record<string, unknown>;
}
interface ConfigureRequest {
  getPolicyconfigMap(): {
    entries(): Iterable<[string, { getEnforcementlevel(): number; getProperties(): Struct | undefined }]>;
  };
}
interface ConfigureStackRequest {
  getStack(): string;
  getProject(): string;
  getDryRun(): boolean;
  getConfigMap(): { entries(): Iterable<[string, string]> };
}
interface AnalyzeRequest {
  getUrn(): string;
  getType(): string;
  getProperties(): Struct | undefined;
}
interface AnalyzeStackRequest {
  getResourcesList(): {
    getUrn(): string;
    getProperties(): Struct | undefined;
    getPropertydependenciesMap(): { entries(): Iterable<[string, { getUrnsList(): string[] }]> };
  }[];
}

type Handler = (this: unknown, call: { request: unknown }, callback: unknown) => unknown;
type Handlers = Record<string, Handler>;
interface GrpcServer {
  addService(this: unknown, service: unknown, handlers: Handlers): void;
}

/** In the order of Pulumi's EnforcementLevel. A policy that remediates reports what is left as mandatory. */
const levels: readonly Level[] = ["advisory", "mandatory", "disabled", "mandatory"];

/**
 * Listens in on the calls of the engine. The levels that are in force, and a stack's name, reach a pack in calls that
 * @pulumi/policy keeps to itself, so the service is wrapped as it is registered: on the very gRPC library that
 * @pulumi/policy uses, and once, because a process serves one pack.
 */
export function listen(listener: Listener): void {
  const { Server } = createRequire(require.resolve("@pulumi/policy"))("@grpc/grpc-js") as {
    Server: { prototype: GrpcServer };
  };
  const prototype = Server.prototype;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called on the server, which `this` then is
  const { addService } = prototype;
  prototype.addService = function (service, handlers) {
    const isAnalyzer = ["configure", "configureStack", "analyze", "analyzeStack"].every((name) => name in handlers);
    if (isAnalyzer) prototype.addService = addService;
    addService.call(this, service, isAnalyzer ? { ...handlers, ...overheard(handlers, listener) } : handlers);
  };
}

function overheard(handlers: Handlers, listener: Listener): Handlers {
  const before = <T>(name: string, hear: (request: T) => void): Handler =>
    function (call, callback) {
      try {
        hear(call.request as T);
      } catch {
        listener.misunderstood(name);
      }
      return handlers[name]!.call(this, call, callback);
    };
  return {
    configure: before<ConfigureRequest>("configure", (request) => listener.configured(policiesOf(request))),
    configureStack: before<ConfigureStackRequest>("configureStack", (request) =>
      listener.stackConfigured({
        stack: request.getStack(),
        project: request.getProject(),
        dryRun: request.getDryRun(),
        config: new Map(request.getConfigMap().entries()),
      }),
    ),
    analyze: before<AnalyzeRequest>("analyze", (request) => {
      let read: Record<string, unknown> | undefined;
      const properties = () => (read ??= request.getProperties()?.toJavaScript() ?? {});
      listener.secrets(() => secretTexts(properties()));
      listener.analysing({
        urn: request.getUrn(),
        type: request.getType(),
        inputs: () => plain(properties()) as Record<string, unknown>,
      });
    }),
    analyzeStack: before<AnalyzeStackRequest>("analyzeStack", (request) => {
      listener.secrets(() =>
        request.getResourcesList().flatMap((resource) => secretTexts(resource.getProperties()?.toJavaScript())),
      );
      listener.analysingStack(countSources(request));
    }),
  };
}

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

function countSources(request: AnalyzeStackRequest): Map<string, Record<string, number>> {
  return new Map(
    request
      .getResourcesList()
      .map((resource) => [
        resource.getUrn(),
        Object.fromEntries(
          [...resource.getPropertydependenciesMap().entries()].map(([property, urns]) => [
            property,
            urns.getUrnsList().length,
          ]),
        ),
      ]),
  );
}

/** The key and the value that mark a secret on the wire. */
const signature = "4dabf18193072939515e22adb298388d";
const secret = "1b47061264138c4ac30d75fd1eb44270";

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
