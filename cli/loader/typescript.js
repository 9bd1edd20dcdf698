"use strict";
// A require hook for TypeScript: transpiles in memory and in this process with swc, checks no types and keeps nothing on
// disk, so that what runs is always what is written.
const { readFileSync, statSync } = require("node:fs");
const Module = require("node:module");
const { dirname, resolve, sep } = require("node:path");
const { transformSync } = require("@swc/core");

const extensions = [".ts", ".cts", ".tsx"];

function transpile(file) {
  const tsx = file.endsWith(".tsx");
  try {
    return transformSync(readFileSync(file, "utf8"), {
      filename: file,
      // No settings of swc that lie about may change what runs.
      swcrc: false,
      configFile: false,
      module: { type: "commonjs" },
      jsc: {
        target: "es2022",
        parser: { syntax: "typescript", tsx, decorators: true },
        transform: { decoratorVersion: "2022-03" },
      },
    }).code;
  } catch (error) {
    throw new SyntaxError(mistakeIn(file, error.message));
  }
}

/** swc draws the mistake: `  x Expression expected`, then `   ,-[file:2:1]` and the lines around it. */
function mistakeIn(file, drawing) {
  const what = /^\s*[x×]\s+(.*)$/m.exec(drawing)?.[1] ?? "it does not parse";
  const line = /[-─]\[.*:(\d+):\d+\]/.exec(drawing)?.[1];
  return `${line === undefined ? file : `${file}:${line}`}: ${what}`;
}

/** The TypeScript file that the `.js` of emitted code stands for. */
function typeScriptFile(path) {
  const stem = path.replace(/\.[cm]?js$/, "");
  const files = [...extensions.map((each) => stem + each), ...extensions.map((each) => `${path}${sep}index${each}`)];
  return files.find((each) => statSync(each, { throwIfNoEntry: false })?.isFile() === true);
}

function register() {
  for (const extension of extensions) {
    Module._extensions[extension] = (module, file) => module._compile(transpile(file), file);
  }
  const resolveFilename = Module._resolveFilename;
  Module._resolveFilename = function (request, parent, ...rest) {
    try {
      return resolveFilename.call(this, request, parent, ...rest);
    } catch (error) {
      const relative = /^\.{1,2}\/.*\.c?js$/.test(request) && parent?.filename !== undefined;
      const found = relative ? typeScriptFile(resolve(dirname(parent.filename), request)) : undefined;
      if (found === undefined) throw error;
      return found;
    }
  };
}

module.exports = { register };
