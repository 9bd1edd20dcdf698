import { below, type Mistake, quote } from "../../../catalogue";
import { touches, valueAt, type Values } from "../../foundations/values";

/** Values of a chart that our arguments set, with the argument that does. */
type Steered = Record<string, string>;

/** What is wrong with values that an argument sets: two places that say different things. */
export function steeredMistakes(steered: Steered, overrides: Values | undefined, path: string): Mistake[] {
  if (overrides === undefined) return [];
  return Object.entries(steered)
    .filter(([key]) => touches(overrides, key))
    .map(([key, argument]) => ({
      path: below(path, key),
      got: quote(valueAt(overrides, key) ?? null),
      expected: `nothing: ${argument} sets it`,
    }));
}
