import {
  type handleUnaryCall,
  Server,
  ServerCredentials,
  status,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import type { Monitor } from "./monitor";

/** As large as Pulumi's own; a resource with a long document passes the 4 MB of gRPC. */
export const channelOptions = { "grpc.max_receive_message_length": 400 * 1024 * 1024 };

export interface MonitorServer {
  /** `127.0.0.1:<port>`, a free one. */
  address: string;
  close(): void;
}

/** Serves the monitor's handlers on the loopback interface. */
export async function serveMonitor(monitor: Monitor): Promise<MonitorServer> {
  const server = new Server(channelOptions);
  server.addService(ResourceMonitorService, overGrpc(monitor));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  return { address: `127.0.0.1:${port}`, close: () => server.forceShutdown() };
}

function overGrpc(monitor: Monitor): UntypedServiceImplementation {
  const rpcs = Object.entries(monitor.handlers).map(([rpc, handler]: [string, (request: never) => unknown]) => {
    const unary: handleUnaryCall<never, unknown> = (call, callback) => {
      Promise.resolve(handler(call.request)).then(
        (response) => callback(null, response),
        (error: unknown) =>
          callback({ code: status.UNKNOWN, details: error instanceof Error ? error.message : String(error) }),
      );
    };
    return [rpc, unary];
  });
  return Object.fromEntries(rpcs) as UntypedServiceImplementation;
}
