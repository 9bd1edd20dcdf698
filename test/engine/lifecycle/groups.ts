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
    const fitting = groups.find(({ taken }) => !claims.some((claim) => taken.has(claim)));
    const group = fitting ?? { rows: [], taken: new Set() };
    if (fitting === undefined) groups.push(group);
    group.rows.push(row);
    claims.forEach((claim) => group.taken.add(claim));
  }
  return [...groups.map((group) => group.rows), ...single];
}

/** `Subnet prod-private-0` of a step. */
function resourceOf(line: string): string {
  return /^\w+ ([^:]*)/.exec(line)![1]!;
}
