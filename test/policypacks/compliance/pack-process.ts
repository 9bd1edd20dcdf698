import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { credentials } from "@grpc/grpc-js";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Level } from "../../../catalogue";
import { providerOf } from "../../support/provider-of";
import { type Sample, urnOf } from "../../support/samples";

const root = join(__dirname, "..", "..", "..");
const runner = join(root, "node_modules", "@pulumi", "pulumi", "cmd", "run-policy-pack");
const order: readonly Level[] = ["advisory", "mandatory", "disabled"];

export interface Diagnostic {
  policy: string;
  level: Level;
  message: string;
  urn: string;
}

/** The pack under Pulumi's own runner, driven as the engine drives it. */
export interface PackProcess {
  /** Name and default level of each policy. */
  info: () => Promise<Map<string, Level>>;
  /** `levels` stand over the defaults; every policy is sent, unless `only` names some. */
  configure: (options?: { levels?: Record<string, Level>; settings?: object; only?: string[] }) => Promise<void>;
  configureStack: (config: Record<string, string>) => Promise<void>;
  analyze: (sample: Sample) => Promise<{ diagnostics: Diagnostic[]; notApplicable: string[] }>;
  analyzeStack: (samples: readonly Sample[]) => Promise<Diagnostic[]>;
  stop: () => Promise<void>;
}

export async function startPack(
  folder = join(root, "policypacks", "compliance"),
  env: Record<string, string> = {},
): Promise<PackProcess> {
  const child: ChildProcess = spawn(
    process.execPath,
    ["--require", join(__dirname, "exit-on-signal.cjs"), runner, "127.0.0.1:0", folder],
    {
      cwd: folder,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let errors = "";
  child.stderr!.on("data", (data: Buffer) => (errors += data.toString()));
  const lines = createInterface({ input: child.stdout! });
  const port = await Promise.race([
    once(lines, "line").then(([line]) => String(line)),
    once(child, "exit").then(() => Promise.reject(new Error(`the pack ended: ${errors}`))),
  ]);
  const client = new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure());
  const call = <Q, R>(method: (request: Q, done: (error: Error | null, response: R) => void) => unknown, request: Q) =>
    new Promise<R>((done, failed) => {
      method.call(client, request, (error, response) => (error === null ? done(response) : failed(error)));
    });
  const info = async () => {
    const response = await call<Empty, proto.AnalyzerInfo>(client.getAnalyzerInfo.bind(client), new Empty());
    return new Map(response.getPoliciesList().map((each) => [each.getName(), order[each.getEnforcementlevel()]!]));
  };
  return {
    info,
    configure: async ({ levels = {}, settings, only } = {}) => {
      const request = new proto.ConfigureAnalyzerRequest();
      for (const [name, level] of await info()) {
        if (only !== undefined && !only.includes(name)) continue;
        const config = new proto.PolicyConfig();
        config.setEnforcementlevel(order.indexOf(levels[name] ?? levels["all"] ?? level));
        config.setProperties(
          Struct.fromJavaScript((name === "evidence" ? (settings ?? {}) : {}) as Record<string, never>),
        );
        request.getPolicyconfigMap().set(name, config);
      }
      await call<proto.ConfigureAnalyzerRequest, unknown>(client.configure.bind(client), request);
    },
    configureStack: async (config) => {
      const request = new proto.AnalyzerStackConfigureRequest();
      request.setStack("dev").setProject("demo").setDryRun(true);
      for (const [key, value] of Object.entries(config)) request.getConfigMap().set(key, value);
      await call<proto.AnalyzerStackConfigureRequest, unknown>(client.configureStack.bind(client), request);
    },
    analyze: async (sample) => {
      const request = new proto.AnalyzeRequest();
      request
        .setType(sample.type)
        .setName(sample.name)
        .setUrn(urnOf(sample))
        .setProperties(struct(sample.props))
        .setOptions(options(sample));
      const response = await call<proto.AnalyzeRequest, proto.AnalyzeResponse>(client.analyze.bind(client), request);
      return {
        diagnostics: diagnosticsOf(response),
        notApplicable: response.getNotApplicableList().map((each) => each.getPolicyName()),
      };
    },
    analyzeStack: async (samples) => {
      const request = new proto.AnalyzeStackRequest();
      request.setResourcesList(samples.map((sample) => resource(sample, samples)));
      return diagnosticsOf(
        await call<proto.AnalyzeStackRequest, proto.AnalyzeResponse>(client.analyzeStack.bind(client), request),
      );
    },
    stop: async () => {
      client.close();
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill();
      await once(child, "exit");
    },
  };
}

const struct = (props: object) => Struct.fromJavaScript(JSON.parse(JSON.stringify(props)) as Record<string, never>);

function options({ ignoreChanges = [] }: Sample): proto.AnalyzerResourceOptions {
  return new proto.AnalyzerResourceOptions()
    .setCustomtimeouts(new proto.AnalyzerResourceOptions.CustomTimeouts())
    .setIgnorechangesList(ignoreChanges);
}

function resource(sample: Sample, samples: readonly Sample[]): proto.AnalyzerResource {
  const made = new proto.AnalyzerResource();
  made.setType(sample.type).setName(sample.name).setUrn(urnOf(sample)).setOptions(options(sample));
  made.setProperties(struct({ ...sample.props, ...sample.outputs }));
  const provider = providerOf(sample, samples);
  if (provider !== undefined)
    made.setProvider(
      new proto.AnalyzerProviderResource()
        .setType(provider.type)
        .setName(provider.name)
        .setUrn(provider.urn)
        .setProperties(struct(provider.props)),
    );
  for (const [property, names] of Object.entries(sample.sources ?? {})) {
    const urns = names.map((name) => {
      const found = samples.find((each) => each.name === name);
      return found === undefined ? `urn:pulumi:dev::demo::aws:kms/key:Key::${name}` : urnOf(found);
    });
    made.getPropertydependenciesMap().set(property, new proto.AnalyzerPropertyDependencies().setUrnsList(urns));
  }
  return made;
}

function diagnosticsOf(response: proto.AnalyzeResponse): Diagnostic[] {
  return response.getDiagnosticsList().map((each) => ({
    policy: each.getPolicyname(),
    level: order[each.getEnforcementlevel()]!,
    message: each.getMessage().split("\n").slice(1).join("\n"),
    urn: each.getUrn(),
  }));
}
