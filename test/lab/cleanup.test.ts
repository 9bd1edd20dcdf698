import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect } from "chai";
import { until } from "./patience";

/** A laboratory in small: a child that would run for an hour, and a folder. It says both, and then does as it is told. */
const laboratory = `
const { startChild } = require("./children.ts");
const { temporaryFolder } = require("./folders.ts");
const child = startChild("sleeper", process.execPath, ["-e", "setTimeout(() => {}, 3600000)"], {});
console.log(JSON.stringify({ pid: child.pid, folder: temporaryFolder("test") }));
if (process.argv[1] === "fail") throw new Error("as it was told");
if (process.argv[1] === "end") process.exit(0);
setTimeout(() => {}, 3600000);
`;

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function run(order: string, signal?: NodeJS.Signals) {
  const child = spawn(process.execPath, ["--require", "tsx/cjs", "-e", laboratory, order], {
    cwd: __dirname,
    env: { ...process.env, NODE_PATH: join(__dirname, "../../node_modules") },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const line = await new Promise<string>((resolve) => createInterface({ input: child.stdout }).once("line", resolve));
  const made = JSON.parse(line) as { pid: number; folder: string };
  if (signal !== undefined) {
    expect(alive(made.pid), "the child runs").to.equal(true);
    expect(existsSync(made.folder), "the folder is there").to.equal(true);
    child.kill(signal);
  }
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { ...made, code };
}

describe("lab/cleanup", () => {
  const cases: [string, string, NodeJS.Signals | undefined, number][] = [
    ["success", "end", undefined, 0],
    ["failure", "fail", undefined, 1],
    ["Ctrl-C", "wait", "SIGINT", 130],
    ["a request to end", "wait", "SIGTERM", 143],
  ];
  for (const [name, order, signal, expected] of cases) {
    it(`leaves no process and no folder after ${name}`, async () => {
      const { pid, folder, code } = await run(order, signal);
      expect(code).to.equal(expected);
      await until("the child to be gone", () => !alive(pid), 5_000);
      expect(existsSync(folder)).to.equal(false);
    });
  }
});
