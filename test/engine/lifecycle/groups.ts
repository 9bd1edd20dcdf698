import { full } from "../../lab/choice";
import type { Change } from "./changes";
import { expanded } from "./steps";

/**
 * Rows that are previewed together: they change different keys and touch different resources, so each does what it does
 * alone. A row that does nothing or is refused stays alone, and with --full every row does.
 */
export function groupsOf(rows: readonly Change[]): Change[][] {
  const groups: { rows: Change[]; taken: Set<string> }[] = [];
  const single: Change[][] = [];
  for (const row of rows) {
    if (full || row.refused !== undefined || row.steps.length === 0) {
      single.push([row]);
      continue;
    }
    const claims = [...row.keys, ...expanded(row.steps).map(resourceOf)];
    const fitting = groups.find(
      (group) => !claims.some((claim) => group.taken.has(claim)) && !group.rows.some((other) => contradict(row, other)),
    );
    const group = fitting ?? { rows: [], taken: new Set() };
    if (fitting === undefined) groups.push(group);
    group.rows.push(row);
    claims.forEach((claim) => group.taken.add(claim));
  }
  return [...groups.map((group) => group.rows), ...single];
}

/** Whether one row gives a part away of which the other sets something. */
function contradict(one: Change, other: Change): boolean {
  const partsOf = ({ keys }: Change) => keys.filter((key) => key.endsWith(".mode")).map((key) => key.slice(0, -4));
  const within = (parts: string[], { keys }: Change) => parts.some((part) => keys.some((key) => key.startsWith(part)));
  return within(partsOf(one), other) || within(partsOf(other), one);
}

/** `Subnet prod-private-0` of a step. */
function resourceOf(line: string): string {
  return /^\w+ ([^:]*)/.exec(line)![1]!;
}
