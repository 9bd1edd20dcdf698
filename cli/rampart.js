#!/usr/bin/env node
"use strict";

// Built, the commands are JavaScript beside this file. In the repository they are TypeScript, which a require hook
// transpiles in memory: nothing is kept on disk, so nothing can be stale, and neither HOME nor the network is needed.
const { existsSync } = require("node:fs");
const { join } = require("node:path");

if (!existsSync(join(__dirname, "main.js"))) require("./loader/typescript").register();
require("./main");
