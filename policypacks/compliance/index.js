"use strict";
// Pulumi's runner starts the pack from here. The pack is TypeScript and is never compiled ahead, so that it is never stale.
// esbuild makes one script of all its files while it starts, which takes a third of what loading each through tsx does.
// Where the command line's own loader is in the process it is quicker still; and coverage is counted by file, so tsx then
// loads them one by one.
const { join } = require("node:path");

const pack = join(__dirname, "pack.ts");
if (process.env.RAMPART_LOADER === "typescript" || process.env.NODE_V8_COVERAGE) {
  require("tsx/cjs");
  require(pack);
} else {
  const { outputFiles } = require("esbuild").buildSync({
    entryPoints: [pack],
    bundle: true,
    packages: "external",
    platform: "node",
    target: "node20",
    format: "cjs",
    write: false,
    logLevel: "warning",
  });
  module._compile(outputFiles[0].text, __filename);
}
