import * as settings from "@pulumi/pulumi/runtime/settings";

/**
 * gRPC keeps one connection per address and process. Here one process sees hundreds of engines, some of them killed, and a port
 * comes again: the program of a new engine would find its address marked as unreachable, and the Automation API takes a program
 * whose requests fail for one that made nothing. So each program gets connections of its own. Returns the options.
 */
export function separateConnections(): Record<string, unknown> {
  const options: unknown = Reflect.get(settings, "grpcClientOptions");
  if (typeof options !== "object" || options === null) {
    throw new Error(
      "@pulumi/pulumi/runtime/settings no longer exports grpcClientOptions: find how its clients are made",
    );
  }
  return Object.assign(options, { "grpc.use_local_subchannel_pool": 1 });
}
