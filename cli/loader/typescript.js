"use strict";
// A require hook for TypeScript: transpiles in memory with esbuild, checks no types and keeps nothing on disk, so that
// what runs is always what is written. The first file brings everything that it imports, in one call of esbuild.
const { readFileSync, statSync } = require("node:fs");
const Module = require("node:module");
const { dirname, resolve, sep } = require("node:path");

const extensions = [".ts", ".cts", ".tsx"];
const transpiled = new Map();

/** Files that a file imports by a relative path. Words in comments may match too: one file more does no harm. */
function relativeImports(file, text) {
  const found = text.matchAll(/(?:from|import|require\()\s*["'](\.{1,2}(?:\/[^"'\n]*)?)["']/g);
  return [...found].flatMap(([, path]) => typeScriptFile(resolve(dirname(file), path)) ?? []);
}

/** The TypeScript file that a path without extension, a folder, or the `.js` of emitted code stands for. */
function typeScriptFile(path) {
  const stem = path.replace(/\.[cm]?js$/, "");
  return [
    path,
    ...extensions.map((each) => stem + each),
    ...extensions.map((each) => `${path}${sep}index${each}`),
  ].find((each) => extensions.some((extension) => each.endsWith(extension)) && isFile(each));
}

function isFile(path) {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function importGraph(entry) {
  const graph = new Set([entry]);
  for (const file of graph) {
    if (!transpiled.has(file)) relativeImports(file, readFileSync(file, "utf8")).forEach((each) => graph.add(each));
  }
  return [...graph].filter((file) => !transpiled.has(file));
}

function transpile(files) {
  const { outputFiles } = require("esbuild").buildSync({
    entryPoints: files.map((file, index) => ({ in: file, out: String(index) })),
    outdir: sep,
    bundle: false,
    write: false,
    format: "cjs",
    platform: "node",
    target: "node20",
    charset: "utf8",
    logLevel: "silent",
  });
  for (const { path, text } of outputFiles) {
    const index = Number(path.slice(path.lastIndexOf(sep) + 1).replace(/\.js$/, ""));
    transpiled.set(files[index], text);
  }
}

/** A mistake in one file must not hide behind another: then the file that is loaded is transpiled alone. */
function codeOf(file) {
  if (!transpiled.has(file)) {
    try {
      transpile(importGraph(file));
    } catch {
      transpileAlone(file);
    }
  }
  return transpiled.get(file);
}

function transpileAlone(file) {
  try {
    transpile([file]);
  } catch (error) {
    const [first] = error.errors ?? [];
    if (first === undefined) throw error;
    const place = first.location === null ? file : `${file}:${first.location.line}`;
    throw new SyntaxError(`${place}: ${first.text}`);
  }
}

function register() {
  for (const extension of extensions) {
    Module._extensions[extension] = (module, file) => module._compile(codeOf(file), file);
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
