import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The drill's program: plain files, so that what is tested is what runs. */
const files = ["drill.mjs", "credentials.mjs", "kubernetes.mjs", "metric.mjs", "verdict.mjs"];

/** The text of each file, by its name: the data of a ConfigMap. */
export function drillProgram(): Record<string, string> {
  return Object.fromEntries(files.map((file) => [file, readFileSync(join(__dirname, "drill", file), "utf8")]));
}
