import { found } from "./search";

/** Paths of the texts within a value that hold one of some texts. */
export function placesIn(value: unknown, texts: Record<string, string>, path: readonly string[] = []): string[] {
  if (typeof value === "string") return found(value, texts).length > 0 ? [path.join(".")] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => placesIn(each, texts, [...path, key]));
}

/** An event log without the lines that only `--debug` shows. */
export function withoutDebug(log: string): string {
  return log
    .split("\n")
    .filter((line) => line !== "" && !isDebug(line))
    .join("\n");
}

function isDebug(line: string): boolean {
  const { diagnosticEvent } = JSON.parse(line) as { diagnosticEvent?: { severity: string } };
  return diagnosticEvent?.severity === "debug";
}
