import type { Ternary } from "../../facts/ternary";

/** Of how many ports a range begins to count as all of them. */
const half = 1 << 15;

/** The first and the last port that an entry names; a port by its name is one. */
export type PortRange = [first: number, last: number] | "all" | "unknown";

/** Whether ports are all ports, or so many of them that the rest closes nothing. */
export function areAllPorts(ranges: readonly PortRange[]): Ternary {
  let sum = 0;
  for (const range of ranges) {
    if (range === "all") return true;
    if (range !== "unknown") sum += range[1] - range[0] + 1;
  }
  if (sum >= half) return true;
  return ranges.includes("unknown") ? "unknown" : false;
}
