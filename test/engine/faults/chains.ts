import { choose, full } from "../../lab/choice";
import type { KillPoint } from "./kill";

/** Kill points that one stack goes through: each run goes on where the one before was ended. */
export interface Chain {
  up: KillPoint[];
  destroy: KillPoint[];
}

const length = 4;
const count = 5;

/** Twenty kill points of an up and twenty of a destroy, half of each received: all of them, or eight by the seed. */
export function chains(calls: { up: number; destroy: number }): Chain[] {
  const ups = chainsOf("up", calls.up);
  const destroys = chainsOf("destroy", calls.destroy);
  if (full) return ups.map((up, index) => ({ up, destroy: destroys[index]! }));
  return choose(
    ups.flatMap((up) => destroys.map((destroy) => ({ up, destroy }))),
    1,
  );
}

/** Spread over the phase, and dealt out in turn, so that every chain is spread over it too. */
function chainsOf(phase: KillPoint["phase"], calls: number): KillPoint[][] {
  const points = Array.from({ length: count * length }, (_, index) => ({
    phase,
    call: Math.ceil(((index + 0.5) * calls) / (count * length)),
    received: index % 2 === 0,
  }));
  return Array.from({ length: count }, (_, chain) => points.filter((_each, index) => index % count === chain));
}

export function describePoint({ phase, call, received }: KillPoint): string {
  return `${phase}, call ${call}, ${received ? "received" : "not received"}`;
}
