import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { lifecyclePage } from "./graph/page";

/** Renews what docs/lifecycle.md takes from the golden preview of prod: the graph of its stages, and its table of traffic. */
async function main(): Promise<void> {
  const file = join(__dirname, "../docs/lifecycle.md");
  const page = lifecyclePage(readFileSync(file, "utf8"));
  writeFileSync(file, await format(page, { ...(await resolveConfig(file)), parser: "markdown" }));
}

void main();
