/** A section of Fluent Bit's configuration. Keys may come more than once; their order is kept. */
export interface Section {
  kind: "SERVICE" | "INPUT" | "FILTER" | "OUTPUT";
  entries: [key: string, value: string | number | boolean][];
}

/**
 * The sections as text, in Fluent Bit's classic format: the chart takes no other in these values.
 * Throws on what would end an entry early, and on what Helm would take for a template of its own.
 */
export function render(sections: readonly Section[]): string {
  return sections
    .map(
      ({ kind, entries }) =>
        `[${kind}]\n${entries.map(([key, value]) => `    ${key} ${written(key, value)}\n`).join("")}`,
    )
    .join("\n");
}

function written(key: string, value: string | number | boolean): string {
  if (typeof value === "boolean") return value ? "On" : "Off";
  const text = String(value);
  if (!/^[\w.-]+$/.test(key) || !/^\S(.*\S)?$/.test(text) || /[\r\n]/.test(text) || text.includes("{{"))
    throw new Error(`no entry of Fluent Bit's configuration: ${JSON.stringify([key, text])}`);
  return text;
}
