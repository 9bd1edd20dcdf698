"use strict";
// Pulumi's runner starts the pack from here. The pack is TypeScript; tsx transpiles it on load, so that it is never
// stale, and its hook, registered after the runner's own, wins for .ts files.
require("tsx/cjs");
require("./pack.ts");
