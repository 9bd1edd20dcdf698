import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { credentials } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import {
  AnalyzeRequest,
  type AnalyzeResponse,
  AnalyzerPropertyDependencies,
  AnalyzerResource,
  AnalyzerResourceOptions,
  AnalyzerStackConfigureRequest,
  AnalyzeStackRequest,
} from "@pulumi/pulumi/proto/analyzer_pb";
import type { Registration } from "../../../cli/preview/types";
import { toStruct } from "../../../cli/preview/wire";
import type { Project } from "../../../cli/preview/project";
import { hostFor, programStart, root, runner } from "../host";

/*
 * The same program and the same policies with nothing of ours around them but the monitor: both are started as Pulumi's
 * defaults have it, ts-node with a type check, side by side. This file is the yardstick of the bench: a change of it
 * changes what every number before it meant.
 */
const pack = join(__dirname, "pack");
const channel = { "grpc.max_receive_message_length": 400 * 1024 * 1024 };

type Configure = (request: AnalyzerStackConfigureRequest, done: (error: Error | null) => void) => void;

function start(
  name: "run" | "run-policy-pack",
  args: string[],
  cwd: string,
  env: Record<string, string> = {},
): ChildProcess {
  return spawn(process.execPath, [runner(name), ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.on("close", resolve));
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout!.setEncoding("utf8").on("data", (part: string) => {
      text += part;
      if (text.includes("\n")) resolve(text.split("\n")[0]!);
    });
    child.on("close", (code) => reject(new Error(`the pack ended with ${code}`)));
  });
}

function optionsOf({ options }: Registration): AnalyzerResourceOptions {
  const message = new AnalyzerResourceOptions();
  message.setProtect(options.protect ?? false);
  message.setIgnorechangesList(options.ignoreChanges);
  message.setCustomtimeouts(new AnalyzerResourceOptions.CustomTimeouts());
  return message;
}

function single(registration: Registration): AnalyzeRequest {
  const request = new AnalyzeRequest();
  request.setType(registration.type);
  request.setUrn(registration.urn);
  request.setName(registration.name);
  request.setProperties(toStruct(registration.inputs));
  request.setOptions(optionsOf(registration));
  return request;
}

function inStack(registration: Registration): AnalyzerResource {
  const resource = new AnalyzerResource();
  resource.setType(registration.type);
  resource.setUrn(registration.urn);
  resource.setName(registration.name);
  resource.setParent(registration.parent ?? "");
  resource.setProperties(toStruct(registration.outputs));
  resource.setOptions(optionsOf(registration));
  resource.setDependenciesList(registration.dependencies);
  for (const [property, urns] of Object.entries(registration.propertyDependencies)) {
    const list = new AnalyzerPropertyDependencies();
    list.setUrnsList(urns);
    resource.getPropertydependenciesMap().set(property, list);
  }
  return resource;
}

function stackOf({ name, stack, config, secretKeys }: Project): AnalyzerStackConfigureRequest {
  const request = new AnalyzerStackConfigureRequest();
  request.setProject(name);
  request.setStack(stack);
  request.setOrganization("organization");
  request.setDryRun(true);
  request.setConfigSecretKeysList(secretKeys);
  Object.entries(config).forEach(([key, value]) => request.getConfigMap().set(key, value));
  return request;
}

async function main(): Promise<void> {
  const { project, monitor, address, close } = await hostFor(process.argv[2]!);
  const { args, env } = programStart(project, address);
  const program = start("run", args, root, {
    ...env,
    PULUMI_NODEJS_TYPESCRIPT: "true",
    PULUMI_NODEJS_TSCONFIG_PATH: join(root, "tsconfig.json"),
  });
  program.stdout!.resume();
  const policies = start("run-policy-pack", [address, pack], pack, {
    // Where the pack would look for the project by itself is not here.
    RAMPART_PROJECT_ROOT: root,
  });
  try {
    const [code, port] = await Promise.all([ended(program), firstLine(policies)]);
    if (code !== 0) throw new Error(`the program ended with ${code}`);
    const client = new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure(), channel);
    const analyze = promisify<AnalyzeRequest, AnalyzeResponse>(client.analyze.bind(client));
    const analyzeStack = promisify<AnalyzeStackRequest, AnalyzeResponse>(client.analyzeStack.bind(client));
    await promisify(client.configureStack.bind(client) as Configure)(stackOf(project));
    const registrations = monitor.registrations().filter(({ external }) => !external);
    await Promise.all(registrations.map((each) => analyze(single(each))));
    const stack = new AnalyzeStackRequest();
    stack.setResourcesList(registrations.map(inStack));
    const found = (await analyzeStack(stack)).getDiagnosticsList();
    console.log(`${registrations.length} resources, ${found.length} findings about the stack`);
    client.close();
  } finally {
    program.kill("SIGKILL");
    policies.kill("SIGKILL");
    close();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
