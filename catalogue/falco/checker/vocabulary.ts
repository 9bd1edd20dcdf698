import { type Mistake, nearest, quote } from "../../contracts/mistake";
import { type FalcoItem, FalcoSource } from "../contracts";
import { looksLikeList, readCondition } from "./conditions";
import { expectForm, isText, unknownKeys } from "./forms";
import type { Place } from "./known";
import { readOverride } from "./overrides";

const macroName = /^[a-zA-Z][a-zA-Z0-9_]*$/;
const listName = /^[^\s"'()=,]+$/;

/** Checks a macro, and remembers it for what comes later. */
export function checkMacro(item: FalcoItem, place: Place, mistakes: Mistake[]): void {
  const { known, path, instance } = place;
  const { macro: name, condition } = item;
  mistakes.push(...unknownKeys(item, ["macro", "condition", "override"], path));
  if (
    !expectForm(
      isText(name) && macroName.test(name),
      `${path}.macro`,
      name,
      "a name of letters, digits and underscores",
      mistakes,
    )
  )
    return;
  const key = name as string;
  const override = readOverride(item, "macro", path, mistakes);
  const before = known.macros.get(key);
  mistakes.push(...definitionMistakes("macro", item, before !== undefined, [...known.macros.keys()], path));
  if (!expectForm(isText(condition), `${path}.condition`, condition, "a condition", mistakes)) return;
  const head = override["condition"] === "append" && before !== undefined ? `${before.condition} ` : "";
  const text = `${head}${condition as string}`;
  const sources = instance === undefined ? Object.values(FalcoSource) : [instance];
  const read = readCondition({ text, from: head.length, sources, complete: false }, place, mistakes);
  known.macros.set(key, { condition: text, read });
}

/** Checks a list, and remembers it for what comes later. */
export function checkList(item: FalcoItem, { known, path }: Place, mistakes: Mistake[]): void {
  const { list: name, items } = item;
  mistakes.push(...unknownKeys(item, ["list", "items", "override"], path));
  if (
    !expectForm(
      isText(name) && listName.test(name),
      `${path}.list`,
      name,
      "a name without spaces, quotes, `=`, `,`, `(`, `)`",
      mistakes,
    )
  )
    return;
  const key = name as string;
  readOverride(item, "list", path, mistakes);
  mistakes.push(...definitionMistakes("list", item, known.lists.has(key), [...known.lists], path));
  if (expectForm(Array.isArray(items), `${path}.items`, items, "a list of values", mistakes))
    for (const [index, each] of (items as unknown[]).entries()) {
      const at = `${path}.items[${index}]`;
      const scalar = isText(each) || typeof each === "number";
      if (!expectForm(scalar, at, each, "a text or a number", mistakes)) continue;
      const text = String(each);
      // A value with quotes of its own is no name, whatever is in it.
      if (!looksLikeList({ text, quoted: false }) || known.lists.has(text)) continue;
      mistakes.push({
        path: at,
        got: `list ${text}`,
        expected: "a list that is defined before, or a value in quotes of its own",
      });
    }
  known.lists.add(key);
}

/** Whether an entry defines what is not there, or overrides what is. */
export function definitionMistakes(
  kind: "rule" | "macro" | "list",
  item: FalcoItem,
  defined: boolean,
  names: readonly string[],
  path: string,
): Mistake[] {
  const overrides = item["override"] !== undefined;
  if (defined === overrides) return [];
  const name = String(item[kind]);
  const near = nearest(name, names);
  return defined
    ? [
        {
          path: `${path}.${kind}`,
          got: `a second ${kind} ${quote(name)}`,
          expected: "another name, or `override`: Falco drops the first without a word",
        },
      ]
    : [
        {
          path: `${path}.${kind}`,
          got: quote(name),
          expected: near === undefined ? `a ${kind} that is defined before` : `\`${near}\``,
        },
      ];
}
