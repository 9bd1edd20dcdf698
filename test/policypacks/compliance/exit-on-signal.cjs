"use strict";
// A process that a signal ends writes no coverage; one that exits does.
process.on("SIGTERM", () => process.exit(0));
