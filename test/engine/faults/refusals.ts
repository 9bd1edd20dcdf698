import type { Plan } from "../cloud";
import type { CallMatch } from "../cloud/plan";
import type { Expected } from "./expected";

/** Creates that fail once each. */
export interface Refusals {
  plan: Plan;
  /** URNs of what was refused, in order. */
  refused: string[];
  /** What was not refused yet. */
  left(): string[];
}

/** Long enough for the creates that need none of these to be done before the run stops at its first failure. */
const milliseconds = 700;

export const refusal = "InternalFailure: the laboratory refuses this once";

/** Refuses the first create of each. Those that do not wait for each other are refused in the same run. */
export function refuseOnce(chosen: readonly Expected[]): Refusals {
  const open = new Set(chosen.map(({ type, name }) => `${type}::${name}`));
  const late = new Set<string>();
  const refused: string[] = [];
  const fault = ({ method, type, urn }: CallMatch) => {
    if (method !== "create" || !open.delete(`${type}::${urn.split("::").at(-1)}`)) return undefined;
    refused.push(urn);
    late.add(urn);
    return { kind: "refuse" as const, message: refusal };
  };
  // A call's latency is asked for after its fault.
  const latency = ({ urn }: CallMatch) => (late.delete(urn) ? milliseconds : 0);
  return { plan: { fault, latency }, refused, left: () => [...open] };
}
