import { type ChartPin, type ChartScalar, type Mistake, quote, waiverFile } from "../../catalogue";
import { touches, valueAt, type Values } from "../foundations/values";

/**
 * What is wrong with a user's values for a chart: paths that carry a control, and paths that the declaration must be
 * able to state although they are no scalar.
 * @param path where the values stand in the component's arguments.
 */
export function overrideMistakes(pin: ChartPin, overrides: Values, path: string): Mistake[] {
  const guarded = pin.protectedPaths
    .filter((each) => touches(overrides, each.path))
    .map((each) => ({
      path: `${path}.${each.path}`,
      got: quote(valueAt(overrides, each.path) ?? null),
      expected: `nothing: this value carries ${each.control}. To deviate, add a waiver for ${each.control} to ${waiverFile}, and patch the release in your own program`,
    }));
  const opaque = Object.keys(pin.securityValues)
    .filter((each) => !pin.protectedPaths.some((guard) => guard.path === each) && touches(overrides, each))
    .filter((each) => !isScalar(valueAt(overrides, each)))
    .map((each) => ({
      path: `${path}.${each}`,
      got: quote(valueAt(overrides, each)),
      expected: "a plain text, number or flag: policies judge this value",
    }));
  return [...guarded, ...opaque];
}

export function isScalar(value: unknown): value is ChartScalar {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
