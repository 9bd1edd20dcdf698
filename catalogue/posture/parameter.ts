import type { Regime } from "../contracts";

/** What set a parameter: a requirement of a regime in force. */
export interface Reason {
  regime: Regime;
  requirement: string;
}

export interface Parameter<T> {
  value: T;
  /** The requirements that set it; empty where no regime in force does and Rampart's own bound holds. */
  because: Reason[];
}

interface Bound extends Reason {
  value: number;
}

/** What is known of one bound of a parameter. */
export interface Bounds {
  /** Rampart's own bound, which holds under every regime and under none. */
  own: number;
  asked: readonly Bound[];
}

/** What is known of a parameter: how low and how high it may be. */
export interface Range {
  min?: Bounds;
  max?: Bounds;
}

/** The strictest of Rampart's own bound and those that regimes in force ask for, with the requirements that ask for it. */
export function strictest(
  bounds: Bounds,
  inForce: readonly Regime[],
  stricter: (...values: number[]) => number,
): Parameter<number> {
  const asked = bounds.asked.filter(({ regime }) => inForce.includes(regime));
  const value = stricter(bounds.own, ...asked.map((each) => each.value));
  const because = asked
    .filter((each) => each.value === value)
    .map(({ regime, requirement }) => ({ regime, requirement }));
  return { value, because };
}

/** How a contradiction of two bounds is told, with the requirements behind both; undefined when they leave room. */
export function contradiction(
  name: string,
  { min, max }: { min?: Parameter<number>; max?: Parameter<number> },
): string | undefined {
  if (min === undefined || max === undefined || min.value <= max.value) return undefined;
  return `${name}: ${describe(min)} asks for at least ${min.value}, ${describe(max)} allows at most ${max.value}`;
}

function describe({ because }: Parameter<number>): string {
  if (because.length === 0) return "Rampart";
  return because.map(({ regime, requirement }) => `${regime} ${requirement}`).join(", ");
}
