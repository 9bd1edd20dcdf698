import {
  type handleUnaryCall,
  Server,
  ServerCredentials,
  status,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import type { Cloud } from "./cloud";
import type { Call, Plan } from "./plan";
import { type Handlers, providerHandlers } from "./provider";
import type { Session } from "./session";

/** Both stand-ins, served in this process. */
export interface Providers {
  /** Value for PULUMI_DEBUG_PROVIDERS. */
  attach: string;
  /** Calls since the start or the last clear(). */
  journal: Call[];
  /** Replaceable between runs. */
  plan: Plan;
  /** How often the engine called Cancel. */
  cancelled: number;
  clear(): void;
  close(): Promise<void>;
}

export interface Served {
  port: number;
  close(): void;
}

/** Serves stand-ins for the providers of AWS and Kubernetes on free loopback ports; the engine attaches to them. */
export async function serveProviders(cloud: Cloud, plan: Plan = {}): Promise<Providers> {
  const session: Session = {
    plan,
    changes: 0,
    note: (call) => providers.journal.push(call),
    cancelled: () => (providers.cancelled += 1),
  };
  const aws = await serve(providerHandlers("aws", cloud, session));
  const kubernetes = await serve(providerHandlers("kubernetes", cloud, session));
  const providers: Providers = {
    attach: `aws:${aws.port},kubernetes:${kubernetes.port}`,
    journal: [],
    get plan() {
      return session.plan;
    },
    set plan(next) {
      session.plan = next;
    },
    cancelled: 0,
    clear: () => {
      session.changes = 0;
      Object.assign(providers, { journal: [], cancelled: 0 });
    },
    close: () => {
      aws.close();
      kubernetes.close();
      return Promise.resolve();
    },
  };
  return providers;
}

/** As large as Pulumi's own: a resource with a long document passes the 4 MB of gRPC. */
const channelOptions = { "grpc.max_receive_message_length": 400 * 1024 * 1024 };

export async function serve(handlers: Handlers): Promise<Served> {
  const server = new Server(channelOptions);
  server.addService(ResourceProviderService, overGrpc(handlers));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  return { port, close: () => server.forceShutdown() };
}

function overGrpc(handlers: Handlers): UntypedServiceImplementation {
  const rpcs = Object.entries(handlers).map(([name, handler]) => {
    const unary: handleUnaryCall<never, unknown> = (call, callback) => {
      new Promise((resolve) => resolve(handler(call.request, call.getPeer()))).then(
        (response) => callback(null, response),
        (error: unknown) =>
          callback({ code: status.UNKNOWN, details: error instanceof Error ? error.message : String(error) }),
      );
    };
    return [name, unary];
  });
  return Object.fromEntries(rpcs) as UntypedServiceImplementation;
}
