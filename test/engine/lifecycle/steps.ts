import type { Run } from "../lab/run";

/** Kinds of steps that say what becomes of a resource; the others are parts of a replacement. */
const telling: readonly string[] = ["create", "update", "replace", "delete"];

/** What a run does, a line per resource: `update Subnet prod-private-0: tags`. */
export function linesOf({ steps }: Run): string[] {
  const lines = steps
    .filter(({ op }) => telling.includes(op))
    .map(({ op, urn, type, diffs }) => {
      const properties = [...new Set(diffs)].sort().join(", ");
      return `${op} ${type.split(":").at(-1)!} ${urn.split("::").at(-1)!}${properties && `: ${properties}`}`;
    });
  return lines.sort();
}

/** Lines with braces written out, as a shell does: `a-{0,1}` is `a-0` and `a-1`. */
export function expanded(lines: readonly string[]): string[] {
  return lines.flatMap(expand).sort();
}

function expand(line: string): string[] {
  const [all, before, choices, after] = /^([^{]*)\{([^}]*)\}(.*)$/.exec(line) ?? [];
  if (all === undefined) return [line];
  return choices!.split(",").flatMap((choice) => expand(`${before}${choice}${after}`));
}
