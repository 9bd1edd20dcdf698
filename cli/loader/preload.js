"use strict";
// Loaded before Pulumi's runners, in the processes that `rampart` starts. It changes how long they take and how they
// report errors, not what the program or the policy pack computes.
//
// RAMPART_LOADER: `typescript` = our hook loads .ts files; `keep` = the project's own loader does.
const Module = require("node:module");
const { dirname, join } = require("node:path");
const util = require("node:util");

// Pulumi prints an error with everything that hangs off it; through async context that can be every resource of the
// program, and takes half a minute. The stack says what there is to say.
Object.defineProperty(Error.prototype, util.inspect.custom, {
  configurable: true,
  writable: true,
  value() {
    return this.stack;
  },
});

// A RunError says that the user has to do something, such as to correct a setting: what Pulumi's runner prints of it
// looks like any other error, so the exit code tells. 33 is runErrorExit of cli/preview/program.ts.
if (/cmd[\\/]run([\\/]index\.js)?$/.test(process.argv[1] ?? "")) {
  const mark = (error) => {
    if (error?.__pulumiRunError) process.once("exit", () => (process.exitCode = 33));
  };
  process.on("uncaughtExceptionMonitor", mark);
  process.on("unhandledRejection", mark);
}

// A process whose parent is gone ends itself: nothing is left behind, however the parent died.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.exit(1);
}, 500).unref();

const ours = process.env.RAMPART_LOADER === "typescript";
if (ours) require("./typescript").register();

/** What Pulumi's runner asks of ts-node and the compiler before it loads a policy pack; our hook does their work. */
const tsNode = { VERSION: "10.0.0", register: () => undefined };
const compiler = { version: "5.9.0", parseConfigFileTextToJson: () => ({ config: {} }) };

/** Large, and needed only by programs that serialize functions: the compiler and npm's reader of dependency trees. */
function isForClosures(request, from) {
  if (from === undefined || !dirname(from).endsWith(join("@pulumi", "pulumi", "runtime", "closure"))) return false;
  return request === "../../typescript-shim" || request === "@npmcli/arborist";
}

/** A module that is loaded when something of it is asked for. */
function lazy(loadNow) {
  let module;
  return new Proxy(
    { __esModule: true },
    { get: (target, name) => (name in target ? target[name] : (module ??= loadNow())[name]) },
  );
}

function standIn(request, from) {
  // Reads the source map of every file on every stack trace, and Pulumi takes one per resource.
  if (request === "source-map-support/register") return {};
  if (!ours || from === undefined) return undefined;
  if (request === "tsx/cjs") return {};
  if (!isRunner(from)) return undefined;
  if (request === "ts-node" || /ts-node@[\d.]+$/.test(request)) return tsNode;
  return request === "typescript" || request === "./typescript-shim" ? compiler : undefined;
}

function isRunner(file) {
  return (
    file.endsWith(join("@pulumi", "pulumi", "tsutils.js")) || file.endsWith(join("cmd", "run-policy-pack", "run.js"))
  );
}

/**
 * Pulumi writes down the stack of each of its promises, of which a property has three: a tenth of what a program keeps.
 * `rampart` reads of a promise that never settles what it stands for, and no stack.
 */
function withoutStacks(debuggable) {
  const { debuggablePromise } = debuggable;
  debuggable.debuggablePromise = (promise, context) => {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    try {
      return debuggablePromise(promise, context);
    } finally {
      Error.stackTraceLimit = limit;
    }
  };
}

const load = Module._load;
let isLight = false;
Module._load = function (request, from, ...rest) {
  if (isForClosures(request, from?.filename)) return lazy(() => load.call(this, request, from, ...rest));
  const module = standIn(request, from?.filename) ?? load.call(this, request, from, ...rest);
  if (!isLight && request === "./debuggable" && module.debuggablePromise !== undefined) {
    isLight = true;
    withoutStacks(module);
  }
  return module;
};
