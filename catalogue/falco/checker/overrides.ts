import { type Mistake, quote } from "../../contracts/mistake";
import type { FalcoItem } from "../contracts";
import { isItem } from "./forms";

export type Kind = "rule" | "macro" | "list";
type How = "append" | "replace";

const appendable: Record<Kind, readonly string[]> = {
  rule: ["condition", "output", "desc", "tags", "exceptions"],
  macro: ["condition"],
  list: ["items"],
};
const replaceable: Record<Kind, readonly string[]> = {
  ...appendable,
  rule: [
    ...appendable.rule,
    ...["priority", "enabled", "warn_evttypes", "skip-if-unknown-filter", "capture", "capture_duration"],
  ],
};

/** By key, whether an entry appends to what was defined before, or replaces it; empty where it defines anew. */
export function readOverride(item: FalcoItem, kind: Kind, path: string, mistakes: Mistake[]): Record<string, How> {
  const { override } = item;
  if (override === undefined) return {};
  const at = `${path}.override`;
  if (!isItem(override) || Object.keys(override).length === 0) {
    mistakes.push({ path: at, got: quote(override), expected: "a map from keys to append or replace" });
    return {};
  }
  for (const [key, how] of Object.entries(override)) {
    const allowed = how === "append" ? appendable : how === "replace" ? replaceable : undefined;
    if (allowed === undefined) mistakes.push({ path: `${at}.${key}`, got: quote(how), expected: "append or replace" });
    else if (!allowed[kind].includes(key))
      mistakes.push({
        path: `${at}.${key}`,
        got: `${how as How} of ${key}`,
        expected: `one of ${allowed[kind].join(", ")}`,
      });
    else if (item[key] === undefined)
      mistakes.push({
        path: `${path}.${key}`,
        got: "nothing",
        expected: `what is to be ${how === "append" ? "appended" : "put in its place"}, as \`override\` says`,
      });
  }
  for (const key of Object.keys(item).filter((each) => ![kind, "override"].includes(each) && !(each in override)))
    mistakes.push({
      path: `${path}.${key}`,
      got: "a key that `override` does not name",
      expected: "an entry in `override`",
    });
  return override as Record<string, How>;
}
