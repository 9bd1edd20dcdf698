import { createRequire } from "node:module";
import type { StackResource } from "../facts/stack";
import type { Subject } from "../facts/subject";
import {
  type AnalyzeRequest,
  type AnalyzeStackRequest,
  type ConfiguredPolicy,
  type ConfigureRequest,
  type ConfigureStackRequest,
  policiesOf,
  propertiesOf,
  readStack,
  readSubject,
} from "./requests";

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

export interface ConfiguredStack {
  stack: string;
  project: string;
  dryRun: boolean;
  config: ReadonlyMap<string, string>;
}

/**
 * What is being answered, read once for all policies. It says nothing where nobody listens, and where a request could not
 * be read: then there is what @pulumi/policy hands to each policy.
 */
export interface Heard {
  /** The resource that is being analysed. */
  subject?: Subject;
  /** The stack that is being analysed. */
  resources?: readonly StackResource[];
}

type Handler = (this: unknown, call: { request: unknown }, callback: unknown) => unknown;
type Handlers = Record<string, Handler>;
interface GrpcServer {
  addService(this: unknown, service: unknown, handlers: Handlers): void;
}

/**
 * Listens in on the calls of the engine. The levels that are in force, and a stack's name, reach a pack in calls that
 * @pulumi/policy keeps to itself, so the service is wrapped as it is registered: on the very gRPC library that
 * @pulumi/policy uses, and once, because a process serves one pack.
 *
 * It also reads what is to be judged in the place of @pulumi/policy, which decodes all properties again for each resource
 * policy that no other type is attached to, and the whole stack for each stack policy. Its handlers get requests without
 * properties, and the policies take them from here. With the dispatch of policies.ts, the pack spends 0.7 times as much
 * on an Analyze call as without (`npm run bench:pack`, 400 resources).
 */
export function listen(listener: Listener): Heard {
  const heard: Heard = {};
  const { Server } = createRequire(require.resolve("@pulumi/policy"))("@grpc/grpc-js") as {
    Server: { prototype: GrpcServer };
  };
  const prototype = Server.prototype;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called on the server, which `this` then is
  const { addService } = prototype;
  prototype.addService = function (service, handlers) {
    const isAnalyzer = ["configure", "configureStack", "analyze", "analyzeStack"].every((name) => name in handlers);
    if (isAnalyzer) prototype.addService = addService;
    addService.call(this, service, isAnalyzer ? { ...handlers, ...overheard(handlers, listener, heard) } : handlers);
  };
  return heard;
}

function overheard(handlers: Handlers, listener: Listener, heard: Heard): Handlers {
  /** Hears a request before its handler does, which gets what `hear` returns; the request itself where it cannot be read. */
  const before = <T>(name: string, hear: (request: T) => T): Handler =>
    function (call, callback) {
      let request = call.request as T;
      try {
        request = hear(request);
      } catch {
        listener.misunderstood(name);
      }
      return handlers[name]!.call(this, { request }, callback);
    };
  return {
    configure: before<ConfigureRequest>("configure", (request) => {
      listener.configured(policiesOf(request));
      return request;
    }),
    configureStack: before<ConfigureStackRequest>("configureStack", (request) => {
      listener.stackConfigured({
        stack: request.getStack(),
        project: request.getProject(),
        dryRun: request.getDryRun(),
        config: new Map(request.getConfigMap().entries()),
      });
      return request;
    }),
    analyze: inTurn(
      before<AnalyzeRequest>("analyze", (request) => {
        delete heard.subject;
        const properties = propertiesOf(request);
        const subject = readSubject(request, properties);
        listener.secrets(() => properties().secrets);
        listener.analysing({ urn: subject.urn, type: subject.type, inputs: () => properties().plain });
        heard.subject = subject;
        return withoutProperties(request);
      }),
    ),
    analyzeStack: before<AnalyzeStackRequest>("analyzeStack", (request) => {
      delete heard.resources;
      const { resources, secrets, sourceCounts } = readStack(request);
      listener.secrets(() => secrets);
      listener.analysingStack(sourceCounts);
      heard.resources = resources;
      return changed(request, { getResourcesList: () => [] });
    }),
  };
}

/** Answers one call after another, so that what was heard last is what policies are asked about. They never wait for anything. */
function inTurn(handler: Handler): Handler {
  let last: Promise<unknown> = Promise.resolve();
  return function (call, callback) {
    const answer = () => handler.call(this, call, callback);
    return (last = last.then(answer, answer));
  };
}

const nothing = { toJavaScript: () => ({}) };

function withoutProperties(request: AnalyzeRequest): AnalyzeRequest {
  const provider = request.getProvider();
  const bare = provider === undefined ? undefined : changed(provider, { getProperties: () => nothing });
  return changed(request, { getProperties: () => nothing, getProvider: () => bare });
}

/** The same message with other answers; what is not among them it still says itself. */
const changed = <T extends object>(message: T, answers: Partial<T>): T =>
  Object.assign(Object.create(message) as T, answers);
