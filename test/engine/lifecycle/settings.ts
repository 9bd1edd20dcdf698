import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { root, type Settings } from "../lab/project";

/** Keys below which the names are the user's. */
const free: Record<string, string> = { "rampart:nodes": "*" };
/** Keys whose values are one setting, whatever they hold. */
const whole: readonly string[] = [
  "rampart:addonVersions",
  "rampart:adopt",
  "rampart:tags",
  "rampart:gatekeeper.values",
];

/** Every key that a settings file can have, from the template, as `docs/environments.md` names them. */
export function settingKeys(): string[] {
  const file = join(root, "stacks/config/example.yaml");
  const { config } = parse(readFileSync(file, "utf8")) as { config: Settings };
  return Object.entries(config).flatMap(([key, value]) => keysBelow(key, value));
}

function keysBelow(path: string, value: unknown): string[] {
  if (whole.includes(path) || typeof value !== "object" || value === null || Array.isArray(value)) return [path];
  const name = free[path];
  if (name === undefined) return Object.entries(value).flatMap(([key, each]) => keysBelow(`${path}.${key}`, each));
  const members = Object.values(value as Settings).flatMap((each) => keysBelow(`${path}.${name}`, each));
  return [`${path}.${name}`, ...members];
}

/** A change of the value at a path, the key and what lies below it; undefined takes it away. */
export function setting(path: string, value: unknown): (settings: Settings) => void {
  const [key = "", ...names] = path.split(".");
  return (settings) => {
    const last = names.at(-1);
    if (last === undefined) return void (settings[key] = value);
    const place = names
      .slice(0, -1)
      .reduce<Settings>((at, name) => (at[name] ??= {}) as Settings, (settings[key] ??= {}) as Settings);
    if (value === undefined) delete place[last];
    else place[last] = value;
  };
}
