import { createInterface } from "node:readline";
import * as grpc from "@grpc/grpc-js";
import * as analyzerService from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import * as language from "@pulumi/pulumi/proto/language_pb";
import { codeOf, runnerOf, startRunner } from "./node-child";

type PluginCall = grpc.ServerWritableStream<language.RunPluginRequest, language.RunPluginResponse>;

/** A provider that is written in TypeScript: the runner's output is the plugin's. */
export async function runPlugin(call: PluginCall): Promise<void> {
  const info = call.request.getInfo()!;
  const child = startRunner(
    runnerOf(info.getProgramDirectory(), "run-plugin"),
    [...call.request.getArgsList(), info.getProgramDirectory()],
    { cwd: call.request.getPwd(), env: environmentOf(call.request), stdio: ["ignore", "pipe", "pipe"] },
  );
  child.stdout!.on("data", (data: Buffer) => write(call, "stdout", data));
  child.stderr!.on("data", (data: Buffer) => write(call, "stderr", data));
  end(call, await codeOf(child));
}

/**
 * A policy pack. The engine tells the stack and its configuration only after it is connected, and a pack reads them from its
 * environment as it starts: so a proxy answers first, as in Pulumi's host, and starts the pack when it knows them.
 */
export async function runPack(call: PluginCall): Promise<void> {
  let settings: NodeJS.ProcessEnv = {};
  let pack: Promise<grpc.Client> | undefined;
  const client = () => (pack ??= startPack(call, settings));

  const server = new grpc.Server(unlimited);
  const passed = Object.entries(analyzerService.AnalyzerService as unknown as grpc.ServiceDefinition).map(
    ([name, { path, requestStream, responseStream }]) => [name, { path, requestStream, responseStream, ...raw }],
  );
  const forward = (path: string) => (each: grpc.ServerUnaryCall<Buffer, Buffer>, reply: grpc.sendUnaryData<Buffer>) => {
    if (path.endsWith("/ConfigureStack")) settings = stackEnvironment(each.request);
    client().then(
      (to) => to.makeUnaryRequest(path, same, same, each.request, (error, value) => reply(error, value)),
      (error: Error) => reply({ code: grpc.status.UNAVAILABLE, details: error.message }),
    );
  };
  const definition = Object.fromEntries(passed) as grpc.ServiceDefinition;
  const handlers = Object.fromEntries(
    Object.entries(definition).map(([name, { path }]) => [
      name,
      // The shake of hands comes before the stack is known, and without it the engine goes on as before.
      name === "handshake" ? (_: unknown, reply: grpc.sendUnaryData<Buffer>) => reply(unimplemented) : forward(path),
    ]),
  );
  server.addService(definition, handlers);
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    ),
  );
  write(call, "stdout", Buffer.from(`${port}\n`));
  call.on("cancelled", () => server.forceShutdown());
}

const unlimited = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };
const unimplemented = { code: grpc.status.UNIMPLEMENTED, details: "the laboratory's host starts packs without it" };
const same = (bytes: Buffer) => bytes;
const raw = { requestSerialize: same, requestDeserialize: same, responseSerialize: same, responseDeserialize: same };

/** What a pack reads of its stack: the variables that Pulumi's host sets. */
function stackEnvironment(bytes: Buffer): NodeJS.ProcessEnv {
  const request = analyzer.AnalyzerStackConfigureRequest.deserializeBinary(bytes);
  return {
    PULUMI_NODEJS_ORGANIZATION: request.getOrganization(),
    PULUMI_NODEJS_PROJECT: request.getProject(),
    PULUMI_NODEJS_STACK: request.getStack(),
    PULUMI_NODEJS_DRY_RUN: request.getDryRun() ? "true" : "false",
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().entries())),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigSecretKeysList()),
  };
}

/** The pack as a process; resolves when it has said its port. */
function startPack(call: PluginCall, settings: NodeJS.ProcessEnv): Promise<grpc.Client> {
  const [engine = ""] = call.request.getArgsList();
  const folder = call.request.getInfo()!.getProgramDirectory();
  const child = startRunner(runnerOf(folder, "run-policy-pack"), [engine, folder], {
    cwd: folder,
    env: { ...environmentOf(call.request), ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  call.on("cancelled", () => child.kill());
  let errors = "";
  child.stderr!.on("data", (data: Buffer) => {
    errors += data.toString();
    write(call, "stderr", data);
  });
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout! }).once("line", (line) =>
      resolve(new grpc.Client(`127.0.0.1:${line.trim()}`, grpc.credentials.createInsecure(), unlimited)),
    );
    child.once("close", (code) => {
      reject(new Error(`the policy pack ended with ${code}: ${errors.trim()}`));
      end(call, code ?? 1);
    });
  });
}

function environmentOf(request: language.RunPluginRequest): NodeJS.ProcessEnv {
  const given = request
    .getEnvList()
    .map((each) => [each.slice(0, each.indexOf("=")), each.slice(each.indexOf("=") + 1)]);
  return { ...process.env, ...(Object.fromEntries(given) as NodeJS.ProcessEnv) };
}

function write(call: PluginCall, stream: "stdout" | "stderr", data: Buffer): void {
  const response = new language.RunPluginResponse();
  if (stream === "stdout") response.setStdout(data);
  else response.setStderr(data);
  call.write(response);
}

function end(call: PluginCall, code: number): void {
  const response = new language.RunPluginResponse();
  response.setExitcode(code);
  call.write(response);
  call.end();
}
