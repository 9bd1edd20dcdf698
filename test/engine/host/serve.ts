import * as grpc from "@grpc/grpc-js";
import * as languageService from "@pulumi/pulumi/proto/language_grpc_pb";
import * as language from "@pulumi/pulumi/proto/language_pb";
import * as plugin from "@pulumi/pulumi/proto/plugin_pb";
import { pluginsOf } from "./packages";
import { runPack, runPlugin } from "./plugin-run";
import { runProgram } from "./program-run";

type Unary<Request, Response> = (
  call: grpc.ServerUnaryCall<Request, Response>,
  callback: grpc.sendUnaryData<Response>,
) => void;

/** Answers a call with what a promise gives, and with its error where it fails. */
function answer<Request, Response>(
  respond: (request: Request) => Response | Promise<Response>,
): Unary<Request, Response> {
  return (call, callback) => {
    Promise.resolve()
      .then(() => respond(call.request))
      .then(
        (response) => callback(null, response),
        (error: unknown) =>
          callback({ code: grpc.status.UNKNOWN, details: error instanceof Error ? error.message : String(error) }),
      );
  };
}

/**
 * The laboratory's own language host for Node.js: the calls of `LanguageRuntime` that previews and updates need, each done
 * as Pulumi's host does it, with the same runners of the SDK. The debugger, the proxy of the resource monitor and
 * everything about installing packages are left out.
 */
export async function serveLanguage(engine: string | undefined): Promise<number> {
  const server = new grpc.Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  let address = engine;
  server.addService(languageService.LanguageRuntimeService, {
    handshake: answer((request: language.LanguageHandshakeRequest) => {
      address = request.getEngineAddress() || address;
      return new language.LanguageHandshakeResponse();
    }),
    getPluginInfo: answer(() => {
      const info = new plugin.PluginInfo();
      info.setVersion("0.0.0-laboratory");
      return info;
    }),
    getRequiredPackages: answer((request: language.GetRequiredPackagesRequest) =>
      pluginsOf(request.getInfo()!.getProgramDirectory()),
    ),
    run: answer((request: language.RunRequest) => runProgram(request, address)),
    runPlugin: (call: grpc.ServerWritableStream<language.RunPluginRequest, language.RunPluginResponse>) => {
      const run = call.request.getKind() === "analyzer" ? runPack : runPlugin;
      run(call).catch((error: unknown) => call.destroy(error instanceof Error ? error : new Error(String(error))));
    },
    // Pulumi's own copy of the empty message: another one is refused when it is sent.
    cancel: answer(() => languageService.LanguageRuntimeService.cancel.responseDeserialize(Buffer.alloc(0))),
  });
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) =>
      error === null ? resolve(port) : reject(error),
    );
  });
}
