import { type Mistake, quote } from "../../../catalogue";
import { FalcoPriority } from "../../../catalogue/falco";
import { isMap, type Values } from "../../foundations/values";

const words: readonly unknown[] = Object.values(FalcoPriority);

/**
 * Lowest priorities among a user's values for falcosidekick that are none of its eight words. It takes any other, `info`
 * as well, for none at all, and sends everything.
 */
export function priorityMistakes(values: Values, path: string): Mistake[] {
  return Object.entries(values).flatMap(([key, value]): Mistake[] => {
    const at = `${path}.${key}`;
    if (isMap(value)) return priorityMistakes(value, at);
    if (key !== "minimumpriority" || words.includes(value)) return [];
    return [{ path: at, got: quote(value), expected: `one of ${words.join(", ")}` }];
  });
}
