import { type Mistake, nearest, quote } from "../../contracts/mistake";
import type { FalcoItem } from "../contracts";

export function isItem(value: unknown): value is FalcoItem {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isText(value: unknown): value is string {
  return typeof value === "string" && /\S/.test(value);
}

/** Falco only warns of a key that it does not know: what was meant by it is not in force. */
export function unknownKeys(item: FalcoItem, known: readonly string[], path: string): Mistake[] {
  return Object.keys(item)
    .filter((key) => !known.includes(key))
    .map((key) => {
      // The older way to change what was defined before; Falco warns of it.
      const near = key === "append" ? "override" : nearest(key, known);
      const expected = near === undefined ? `one of the keys ${known.join(", ")}` : `\`${near}\``;
      return { path: `${path}.${key}`, got: "an unknown key", expected };
    });
}

/** Notes a value that is not what was expected. */
export function expectForm(
  fits: boolean,
  path: string,
  value: unknown,
  expected: string,
  mistakes: Mistake[],
): boolean {
  if (!fits) mistakes.push({ path, got: quote(value), expected });
  return fits;
}
