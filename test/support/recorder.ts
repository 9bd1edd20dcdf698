import { status } from "@grpc/grpc-js";
import * as pulumi from "@pulumi/pulumi";
import { placeholderAccount } from "../../cli/preview/fixtures/aws";
import { createFixtures } from "../../cli/preview/fixtures";
import type { InvokeFixture } from "../../cli/preview/fixtures/file";
import { createMonitor, type Monitor } from "../../cli/preview/monitor";
import type { Registration } from "../../cli/preview/types";
import type { Properties } from "../../cli/preview/wire";
import { hearRejections } from "./rejections";

export interface RecordOptions {
  /** @default "project" */
  project?: string;
  /** @default "test" */
  stack?: string;
  /** Keys `namespace:key`; objects as JSON text. */
  config?: Record<string, string>;
  secretKeys?: string[];
  /** Region of the invokes' answers, and with it the partition. @default `aws:region` of config, else eu-central-1 */
  region?: string;
  /** @default "123456789012" */
  account?: string;
  /** Answers to further invokes. */
  invokes?: InvokeFixture[];
  /** How long nothing may happen before the program counts as stuck. @default 5000 ms */
  patience?: number;
}

export interface Recording {
  /** Sorted by URN, the stack included. */
  registrations: Registration[];
  /** What the program exported, as registered on the stack. */
  outputs: Properties;
  ofType(type: string): Registration[];
  /** The one resource of a type (and name); an error that lists what there is when there is none, or more. */
  one(type: string, name?: string): Registration;
}

/**
 * Runs a program in this process against the monitor of `rampart preview`, as a dry run, and returns what it
 * registered. Rejects with the program's error, also with one that is thrown in an `apply` or a failed registration.
 * One at a time: Pulumi keeps its state per process.
 */
export async function record(program: () => unknown, options: RecordOptions = {}): Promise<Recording> {
  const { project = "project", stack = "test", config = {}, secretKeys = [] } = options;
  const region = options.region ?? config["aws:region"] ?? "eu-central-1";
  let lastActivity = Date.now();
  const monitor = createMonitor({
    project,
    stack,
    config: { "aws:region": region, ...config },
    invoke: createFixtures(
      { region, account: options.account ?? placeholderAccount },
      { invokes: options.invokes ?? [] },
    ),
    heard: () => (lastActivity = Date.now()),
  });
  pulumi.runtime.setAllConfig(config, secretKeys);
  pulumi.runtime.setMockOptions(inProcess(monitor), project, stack, true, "organization");
  // Pulumi makes an error with each promise, for the stack that it would show; without stacks a program runs four times as fast.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  const failures = catchRejections();
  const stuck = whenStuck(() => Date.now() - lastActivity, options.patience ?? 5000);
  try {
    await Promise.race([run(program), failures.first, stuck.promise]);
    return recordingOf(monitor);
  } catch (error) {
    await failures.echoes(error);
    throw error;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    stuck.stop();
    failures.restore();
    monitor.close();
  }
}

async function run(program: () => unknown): Promise<void> {
  await pulumi.runtime.runInPulumiStack(() => Promise.resolve(program()));
  await settle();
}

/** Registrations that nobody awaits are in flight when the program returns; they may start others. */
async function settle(): Promise<void> {
  await waitForRequests();
  await new Promise((resolve) => setImmediate(resolve));
  await waitForRequests();
}

async function waitForRequests(): Promise<void> {
  const wait: unknown = Reflect.get(pulumi.runtime, "waitForRPCs");
  if (typeof wait !== "function") throw new Error(sdkChanged);
  await (wait as () => Promise<void>)();
}

/** What to do when an update of @pulumi/pulumi moves what the recorder stands on. */
export const sdkChanged =
  "@pulumi/pulumi no longer has what test/support/recorder.ts stands on (runtime.setMockOptions, runtime.waitForRPCs): " +
  "pin the version before, or find in its runtime/settings.js how a monitor is set and how its requests are awaited";

type Callback = (error: unknown, response?: unknown) => void;

/** The monitor as the client that Pulumi expects: `rpc(request, callback)`. */
function inProcess(monitor: Monitor): Record<string, (request: never, callback: Callback) => void> {
  const rpcs = Object.entries(monitor.handlers).map(([rpc, handler]: [string, (request: never) => unknown]) => [
    rpc,
    (request: never, callback: Callback) => {
      Promise.resolve(handler(request)).then(
        (response) => callback(null, response),
        (error: unknown) => callback(asServiceError(error)),
      );
    },
  ]);
  return Object.fromEntries(rpcs) as Record<string, (request: never, callback: Callback) => void>;
}

/** Pulumi reads the details of a gRPC status, here as there. */
function asServiceError(error: unknown): Error {
  const details = error instanceof Error ? error.message : String(error);
  return Object.assign(new Error(details), { code: status.UNKNOWN, details });
}

/** Errors that were thrown by `record` once: they come again from other promises of the same program. */
const reported = new WeakSet<object>();

/** Errors that no promise of the program hands on: for the time of the recording they are ours, not the test runner's. */
function catchRejections() {
  let fail: (error: unknown) => void = () => undefined;
  const first = new Promise<never>((_resolve, reject) => (fail = reject));
  first.catch(() => undefined);
  const restore = hearRejections((error) => {
    if (!(error instanceof Error && reported.has(error))) fail(error);
  });
  return {
    first,
    async echoes(error: unknown) {
      if (error instanceof Error) reported.add(error);
      await new Promise((resolve) => setTimeout(resolve, 20));
    },
    restore,
  };
}

function whenStuck(idle: () => number, patience: number) {
  let timer: NodeJS.Timeout;
  const promise = new Promise<never>((_resolve, reject) => {
    timer = setInterval(() => {
      if (idle() < patience) return;
      reject(
        new Error(`the program never came to its end: resources wait for each other, or a promise is never settled`),
      );
    }, 50);
  });
  promise.catch(() => undefined);
  return { promise, stop: () => clearInterval(timer) };
}

function recordingOf(monitor: Monitor): Recording {
  const registrations = monitor.registrations();
  const ofType = (type: string) => registrations.filter((each) => each.type === type);
  return {
    registrations,
    outputs: monitor.outputs() ?? {},
    ofType,
    one(type, name) {
      const found = ofType(type).filter((each) => name === undefined || each.name === name);
      if (found.length === 1) return found[0]!;
      const wanted = name === undefined ? type : `${type} "${name}"`;
      const there = registrations.map((each) => `  ${each.type} "${each.name}"`).join("\n");
      throw new Error(`${found.length} resources are ${wanted}; expected one. Registered:\n${there}`);
    },
  };
}
