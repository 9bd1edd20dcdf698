import { type Mistake, quote } from "../../contracts/mistake";
import type { FalcoSource } from "../contracts";
import { transformers } from "../grammar";
import { fieldFault, fieldMistake } from "./fields";

/** `%field`, `%field[argument]`, or a transformer over one; a star before the name belongs to older texts. */
const reference = /%(?<transformer>[a-z0-9]+\()?(?<name>[a-zA-Z][\w]*(?:\.[a-zA-Z][\w]*)+)?(?<argument>\[[^\]]*\])?/g;

/** What is wrong with the fields of an output's text. */
export function outputMistakes(output: string, sources: readonly FalcoSource[], path: string): Mistake[] {
  return [...output.matchAll(reference)].flatMap(({ 0: whole, groups = {}, index }): Mistake[] => {
    const { transformer, name, argument } = groups as Record<string, string | undefined>;
    const expected = "`%` and a field, such as %evt.time";
    if (name === undefined) return [{ path, got: quote(output.slice(index, index + 20)), expected }];
    const by = transformer?.slice(0, -1);
    if (by !== undefined && !(transformers as readonly string[]).includes(by))
      return [{ path, got: quote(whole), expected: `a transformer: ${transformers.join(", ")}` }];
    const fault = fieldFault({ name, ...(argument !== undefined && { argument }) }, sources);
    return fault === undefined ? [] : [fieldMistake(path, { name }, fault)];
  });
}
