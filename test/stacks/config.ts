import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

export const root = join(__dirname, "../..");
export const environments = ["dev", "staging", "prod"] as const;

/** The `config:` of a settings file as the Pulumi runtime hands it over: texts as they are, everything else as JSON. */
export function configOf(file: string): Record<string, string> {
  const { config } = parse(readFileSync(join(root, "stacks/config", file), "utf8")) as {
    config: Record<string, unknown>;
  };
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
  );
}
