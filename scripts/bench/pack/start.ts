import { spawn } from "node:child_process";
import { runner } from "../host";

/** Milliseconds from the start of Pulumi's own runner, with nothing of ours before it, until a pack names its port. */
export function startTime(folder: string): Promise<number> {
  const begun = performance.now();
  const child = spawn(process.execPath, [runner("run-policy-pack"), "127.0.0.1:0", folder], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  return new Promise((resolve, reject) => {
    let started: number | undefined;
    child.stdout.once("data", () => {
      started = performance.now() - begun;
      child.kill("SIGKILL");
    });
    child.on("error", reject);
    child.on("close", () => {
      if (started === undefined) reject(new Error(`the pack ${folder} did not start: ${errors}`));
      else resolve(started);
    });
  });
}
