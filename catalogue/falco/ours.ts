import type { Mistake } from "../contracts/mistake";
import { quote } from "../contracts/mistake";
import type { FalcoItem } from "./contracts";

/** What may be changed of a rule, a macro or a list of ours: what says more of it, or names known good. */
const open: Record<string, Record<string, readonly string[]>> = {
  rule: { exceptions: ["append"], output: ["append", "replace"], desc: ["append", "replace"], tags: ["append"] },
  macro: {},
  list: { items: ["append"] },
};

/** What in a user's entries would weaken ours. Who does not want a rule of ours waives its control. (MON-01) */
export function weakened(ours: readonly FalcoItem[], theirs: unknown, path: string): Mistake[] {
  if (!Array.isArray(theirs)) return [];
  return theirs.flatMap((item: unknown, index) => changes(ours, item, `${path}[${index}]`));
}

function changes(ours: readonly FalcoItem[], item: unknown, path: string): Mistake[] {
  if (typeof item !== "object" || item === null) return [];
  const entry = item as FalcoItem;
  const kind = Object.keys(open).find((each) => each in entry);
  const own = kind !== undefined && ours.some((each) => each[kind] !== undefined && each[kind] === entry[kind]);
  const { override } = entry;
  if (!own || typeof override !== "object" || override === null) return [];
  return Object.entries(override)
    .filter(([key, how]) => !open[kind]![key]?.includes(String(how)))
    .map(([key, how]) => ({
      path: `${path}.${key}`,
      got: `${String(how)} in the ${kind} ${quote(entry[kind])}, which carries MON-01`,
      expected: kind === "macro" ? "another macro" : kind === "list" ? "items to append" : "exceptions to append",
    }));
}
