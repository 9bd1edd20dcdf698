"use strict";
// What every run of mocha takes, the laboratories' included. `npm test` runs files side by side.
const { availableParallelism } = require("node:os");

module.exports = {
  require: ["tsx/cjs"],
  ignore: ["test/fixtures/**"],
  timeout: 60_000,
  jobs: Math.max(2, availableParallelism() - 1),
};
