/** Whether a field stands with an argument, as in `proc.aname[2]` or `evt.arg.uid`. */
export type FieldArgument = "never" | "maybe" | "always";

export interface FieldList {
  /** The part of Falco that answers them, and its version. */
  of: string;
  version: string;
  /** Names, `[?]` behind one that takes an argument, `[]` behind one that needs it. */
  names: readonly string[];
}

/** Names below one prefix. */
export function below(prefix: string, names: string): string[] {
  return names
    .trim()
    .split(/\s+/)
    .map((name) => `${prefix}.${name}`);
}

/** By name what is asked of its argument. */
export function byName(lists: readonly FieldList[]): Map<string, FieldArgument> {
  return new Map(
    lists
      .flatMap(({ names }) => names)
      .map((written) => {
        const name = written.replace(/\[\??\]$/, "");
        return [name, written.endsWith("[?]") ? "maybe" : written.endsWith("[]") ? "always" : "never"];
      }),
  );
}
