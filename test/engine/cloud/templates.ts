import { randomBytes, randomUUID } from "node:crypto";
import { crc32 } from "node:zlib";
import { text, valueAt, type Properties } from "./values";

/** What a template may name: `{inputs.name}`, `{id}`, `{region}`, and values that are new each time. */
export type Facts = Properties;

/** Values that are new each time; the number is their length. */
const fresh: Record<string, (length: number) => string> = {
  hex: (length) => randomBytes(length).toString("hex").slice(0, length),
  HEX: (length) => randomBytes(length).toString("hex").slice(0, length).toUpperCase(),
  octet: () => String(1 + ((randomBytes(1)[0] ?? 0) % 250)),
};

const singles: Record<string, () => string> = {
  uuid: () => randomUUID(),
  now: () => new Date().toISOString(),
};

/** Fills in a template, at every depth; numbers and booleans are as they are. `{a|b}` is b where there is no a. */
export function filled(template: unknown, facts: Facts): unknown {
  if (typeof template === "string") return template.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => one(name, facts));
  if (Array.isArray(template)) return template.map((each) => filled(each, facts));
  if (typeof template !== "object" || template === null) return template;
  return Object.fromEntries(Object.entries(template).map(([key, each]) => [key, filled(each, facts)]));
}

export function filledText(template: string, facts: Facts): string {
  return String(filled(template, facts));
}

function one(name: string, facts: Facts): string {
  const random = /^([a-zA-Z]+?)(\d*)$/.exec(name);
  const make = random === null ? undefined : fresh[random[1] ?? ""];
  if (make !== undefined) return make(Number(random?.[2]));
  if (name.startsWith("crc:")) return String(crc32(one(name.slice(4), facts)));
  const values = name.split("|").map((path) => singles[path]?.() ?? valueAt(facts, path));
  return values.map(written).find(Boolean) ?? "";
}

/** A list is written with colons, in order. */
function written(value: unknown): string {
  if (Array.isArray(value)) return (value as unknown[]).map(written).sort().join(":");
  return text(value) ?? (typeof value === "number" ? String(value) : "");
}
