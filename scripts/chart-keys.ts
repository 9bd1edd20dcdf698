import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { parse } from "yaml";
import { charts } from "../catalogue";
import { chartKeys } from "./charts/keys";

/**
 * Renews the list of keys that our values for a chart are held to, after its pin has changed:
 * `node --import tsx scripts/chart-keys.ts gatekeeper path/to/values.yaml`, with the values.yaml of the pinned version.
 */
async function main([name, valuesFile]: string[]): Promise<void> {
  const pin = Object.values(charts).find(({ chart }) => chart === name);
  if (pin === undefined || valuesFile === undefined) {
    const known = Object.values(charts).map(({ chart }) => chart);
    console.error(`usage: chart-keys.ts <chart> <values.yaml>; charts: ${known.join(", ")}`);
    process.exitCode = 2;
    return;
  }
  const { chart, version } = pin;
  const values = chartKeys(parse(readFileSync(valuesFile, "utf8")) as Record<string, unknown>);
  const file = join(__dirname, "..", "test", "fixtures", "charts", `${chart}-${version}.json`);
  const text = JSON.stringify({ chart, version, values }, null, 2);
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), parser: "json" }));
  console.log(`wrote ${Object.keys(values).length} keys to ${file}`);
}

void main(process.argv.slice(2));
