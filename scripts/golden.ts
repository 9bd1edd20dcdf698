import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Renews every golden file by running the tests that compare them, so that there is one way to make them. */
const root = join(__dirname, "..");
const tests = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
  .filter((file) => /golden[^/]*\.test\.ts$/.test(file))
  .map((file) => join("test", file));
// Without its settings file, which would add every other test.
const mocha = ["node_modules/mocha/bin/mocha.js", "--no-config", "--require", "tsx/cjs", "--timeout", "60000"];
const { status } = spawnSync(process.execPath, [...mocha, ...tests], {
  cwd: root,
  env: { ...process.env, RAMPART_GOLDEN: "renew" },
  stdio: "inherit",
});
process.exitCode = status ?? 1;
