import { credentials, type ServiceError } from "@grpc/grpc-js";
import { AnalyzerClient, AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/analyzer_pb";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { runEnvironment } from "../../catalogue/contracts";
import { CliError, ExitCode } from "../errors";
import { analyzeRequest, analyzeStackRequest, diagnosticsOf } from "./analyzer-messages";
import { type Child, startChild } from "./child";
import { type PackConfig, type PolicyInfo, settingsFor } from "./pack-config";
import { renamesPaths } from "./program";
import { pulumiFile } from "./runner";
import { channelOptions } from "./server";
import type { Diagnostic, Registration } from "./types";
import { isProperties, toStruct } from "./wire";

export interface PackInfo {
  name: string;
  version: string;
  policies: PolicyInfo[];
}

export interface StackSettings {
  project: string;
  stack: string;
  /** False for real state, as in a stack export. */
  dryRun: boolean;
  /** What Rampart tells its own pack: the run keys of catalogue/contracts/pack.ts. @default none */
  config?: Record<string, string>;
}

/**
 * A running policy pack. Configure it, tell it the stack, then ask. It may be configured again for the next file, which
 * makes a pack of ours forget the one before. Everything rejects with a CliError (3) when the pack breaks.
 */
export interface PackClient {
  info: PackInfo;
  /** Hands over every policy's level and properties. @throws CliError (2) for a configuration that does not fit */
  configure(config?: PackConfig): Promise<void>;
  configureStack(settings: StackSettings): Promise<void>;
  analyze(registration: Registration, provider?: Registration): Promise<Diagnostic[]>;
  analyzeStack(registrations: readonly Registration[]): Promise<Diagnostic[]>;
  stop(): Promise<void>;
}

/** How long a pack may take to load: one that type-checks its sources takes about ten seconds. */
const loadingPatience = 60_000;

/**
 * Starts a policy pack under Pulumi's own runner.
 * @param dir absolute path of the folder with PulumiPolicy.yaml
 * @param nodeArgs arguments of the node that runs it
 */
export async function startPack(dir: string, nodeArgs: readonly string[] = []): Promise<PackClient> {
  const { child, port } = spawnPack(dir, nodeArgs);
  try {
    const address = `127.0.0.1:${await port}`;
    const client = new AnalyzerClient(address, credentials.createInsecure(), channelOptions);
    return await clientOf(dir, child, client);
  } catch (error) {
    await child.end();
    throw error;
  }
}

function spawnPack(dir: string, nodeArgs: readonly string[]): { child: Child; port: Promise<string> } {
  if (!existsSync(join(dir, "PulumiPolicy.yaml"))) {
    throw new CliError(ExitCode.Usage, `${dir} is not a policy pack: it has no PulumiPolicy.yaml`);
  }
  let announce: (port: string) => void = () => undefined;
  const announced = new Promise<string>((resolve) => (announce = resolve));
  const child = startChild({
    runner: pulumiFile(dir, "cmd/run-policy-pack"),
    nodeArgs,
    // The engine's address: @pulumi/policy asks for one and never calls it.
    args: ["127.0.0.1:0", dir],
    cwd: dir,
    env: { [runEnvironment.cli]: "1" },
    loader: renamesPaths(dir) ? "keep" : "typescript",
    line: (line) => /^\d+$/.test(line.trim()) && announce(line.trim()),
  });
  const ended = child.exit.then(() => {
    throw new CliError(ExitCode.Broken, `the policy pack ${dir} could not be loaded: ${firstError(child.errors())}`);
  });
  ended.catch(() => undefined);
  return { child, port: Promise.race([announced, ended, tooLate(dir, child)]) };
}

function tooLate(dir: string, child: Child): Promise<never> {
  return new Promise((_resolve, reject) => {
    const sentence = `the policy pack ${dir} could not be loaded: it said nothing for ${loadingPatience / 1000} s`;
    const timer = setTimeout(() => reject(new CliError(ExitCode.Broken, sentence)), loadingPatience).unref();
    void child.exit.then(() => clearTimeout(timer));
  });
}

/** The message of an error, without the frames of its stack and the excerpt of the source that node puts before it. */
function firstError(stderr: string): string {
  const lines = stderr.split("\n").map((line) => line.trim());
  const named = lines.find((line) => /^(?:error: \[runtime\] )?(?:\w*Error|Error \[\w+\])\b.*: /.test(line));
  const line = named ?? lines.find((each) => each !== "" && !/ failed with an unhandled exception:$/.test(each));
  return line?.replace(/^(?:error: \[runtime\] )?(?:Error: )?/, "") ?? "its process ended without a word";
}

/** The methods by which a pack judges. */
type Analysis = (typeof AnalyzerService)["analyze" | "analyzeStack"];

async function clientOf(dir: string, child: Child, client: AnalyzerClient): Promise<PackClient> {
  const empty = AnalyzerService.getAnalyzerInfo.requestDeserialize(Buffer.alloc(0));

  /** One call; an error of it becomes one sentence. */
  function call<T>(
    send: (done: (error: ServiceError | null, response?: T) => void) => unknown,
    about: string,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      send((error, response) => {
        if (error === null) resolve(response!);
        else reject(new CliError(ExitCode.Broken, `${packSentence(error.details)} (${about})`, { cause: error }));
      });
    });
  }

  /** The same, for a request that is bytes already. */
  function ask(method: Analysis, request: Uint8Array, about: string): Promise<messages.AnalyzeResponse> {
    const bytes = Buffer.from(request.buffer, request.byteOffset, request.byteLength);
    return call<messages.AnalyzeResponse>(
      (done) => client.makeUnaryRequest(method.path, (sent: Buffer) => sent, method.responseDeserialize, bytes, done),
      about,
    );
  }

  const info = infoOf(await call<messages.AnalyzerInfo>((done) => client.getAnalyzerInfo(empty, done), dir));
  return {
    info,
    async configure(config) {
      const request = new messages.ConfigureAnalyzerRequest();
      for (const [name, { level, properties }] of settingsFor(info, config)) {
        const setting = new messages.PolicyConfig();
        setting.setEnforcementlevel(level);
        setting.setProperties(toStruct(properties));
        request.getPolicyconfigMap().set(name, setting);
      }
      await call((done) => client.configure(request, done), dir);
    },
    async configureStack({ project, stack, dryRun, config = {} }) {
      const request = new messages.AnalyzerStackConfigureRequest();
      request.setProject(project);
      request.setStack(stack);
      request.setOrganization("organization");
      request.setDryRun(dryRun);
      Object.entries(config).forEach(([key, value]) => request.getConfigMap().set(key, value));
      await call((done) => client.configureStack(request, done), dir);
    },
    async analyze(registration, provider) {
      const { urn } = registration;
      return diagnosticsOf(await ask(AnalyzerService.analyze, analyzeRequest(registration, provider), urn), urn);
    },
    async analyzeStack(registrations) {
      return diagnosticsOf(await ask(AnalyzerService.analyzeStack, analyzeStackRequest(registrations), "the stack"));
    },
    async stop() {
      client.close();
      await child.end();
    },
  };
}

/** `Error validating resource with policy 'a' from policy pack 'b@v1':\nError: text\n    at …` as a sentence. */
function packSentence(details: string): string {
  const policy = /policy '([^']+)' from policy pack '([^']+)'/.exec(details);
  const text = firstError(details.replace(/^Error .*:\n/, ""));
  return policy === null ? `the policy pack failed: ${text}` : `policy ${policy[1]} of ${policy[2]} failed: ${text}`;
}

function infoOf(message: messages.AnalyzerInfo): PackInfo {
  const initial = message.getInitialconfigMap();
  return {
    name: message.getName(),
    version: message.getVersion(),
    policies: message.getPoliciesList().map((policy) => {
      const schema = policy.getConfigschema()?.getProperties()?.toJavaScript() ?? {};
      const defaults = Object.entries(schema).flatMap(([key, property]) =>
        isProperties(property) && property["default"] !== undefined ? [[key, property["default"]] as const] : [],
      );
      const first = initial.get(policy.getName());
      return {
        name: policy.getName(),
        level: first?.getEnforcementlevel() ?? policy.getEnforcementlevel(),
        defaults: { ...Object.fromEntries(defaults), ...first?.getProperties()?.toJavaScript() },
      };
    }),
  };
}
