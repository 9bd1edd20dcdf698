import * as fc from "fast-check";

/** Whether everything is to be tried, or a choice of it. */
export const full = process.env["RAMPART_LAB_FULL"] !== undefined;

/** What the choice is made with: a run that found something can be repeated. */
export const seed = Number(process.env["RAMPART_LAB_SEED"] ?? 1);

/** Some of a list, in the list's order, the same for the same seed; all of it when there are no more than that. */
export function choose<T>(list: readonly T[], count: number): T[] {
  const length = Math.min(count, list.length);
  return fc.sample(fc.subarray([...list], { minLength: length, maxLength: length }), { seed, numRuns: 1 })[0]!;
}
