import { type Mistake, nearest, quote } from "../../contracts/mistake";
import { FalcoSource } from "../contracts";
import { type Check, ConditionError, type Expression, fieldsIn, leaves, parseCondition, type Text } from "../grammar";
import { constrainsEventType, foreignFields } from "./expansion";
import { fieldFault, fieldMistake } from "./fields";
import type { Known, Place } from "./known";

interface Condition {
  text: string;
  /** Where the part begins that is new; what stands before has been checked. */
  from?: number;
  /** The sources whose fields it may use. */
  sources: readonly FalcoSource[];
  /** Whether it decides by itself which events Falco looks at. */
  complete: boolean;
}

/** Reads a condition and notes all that is wrong with it; undefined where it cannot be read. */
export function readCondition(
  { text, from = 0, sources, complete }: Condition,
  { known, path }: Place,
  mistakes: Mistake[],
): Expression | undefined {
  const at = `${path}.condition`;
  let read: Expression;
  try {
    read = parseCondition(text);
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error;
    mistakes.push({ path: at, got: rest(text, error.at), expected: `${error.expected}, at character ${error.at + 1}` });
    return undefined;
  }
  for (const leaf of leaves(read)) {
    if (leaf.kind === "check") mistakes.push(...checkMistakes(leaf, { known, sources, from, at }));
    else if (leaf.at >= from) mistakes.push(...macroMistakes(leaf.name, { known, sources, at }));
  }
  if (complete && sources[0] === FalcoSource.Syscall && !constrainsEventType(read, known))
    mistakes.push({
      path: at,
      got: "no event type",
      expected: "evt.type = … or evt.type in (…), or Falco looks at every call",
    });
  return read;
}

interface Around {
  known: Known;
  sources: readonly FalcoSource[];
  from: number;
  at: string;
}

function checkMistakes({ left, operator, right }: Check, { known, sources, from, at }: Around): Mistake[] {
  const fields = [...fieldsIn(left), ...fieldsIn(right)].filter((field) => field.at >= from);
  const faults = fields.flatMap((field) => {
    const fault = fieldFault(field, sources);
    return fault === undefined ? [] : [fieldMistake(at, field, fault)];
  });
  if (right === undefined) return faults;
  const absent = fields.some(({ name }) => /^(ka|jevt)\./.test(name)) && right.kind === "text" && right.text === "<NA>";
  if (absent) faults.push({ path: at, got: `${operator} <NA>`, expected: "`exists`, or `not … exists`" });
  return [...faults, ...listMistakes({ left, operator, right }, known, at, from)];
}

function listMistakes({ left, right }: Omit<Check, "kind">, { lists }: Known, at: string, from: number): Mistake[] {
  const unknown = (got: string): Mistake => {
    const near = nearest(got, [...lists]);
    const expected =
      near === undefined ? "a list that is defined before, or a value in quotes" : `the list \`${near}\``;
    return { path: at, got: `list ${got}`, expected };
  };
  if (right?.kind === "listName") return lists.has(right.name) || right.at < from ? [] : [unknown(right.name)];
  if (right?.kind !== "list") return [];
  // Names of calls have underscores as names of lists have.
  if (left.kind === "field" && left.name === "evt.type") return [];
  return right.items
    .filter((item) => item.at >= from && looksLikeList(item) && !lists.has(item.text))
    .map(({ text }) => unknown(text));
}

/** Falco takes an unknown list for a value, without a word; so a value that looks like the name of one must be quoted. */
export function looksLikeList({ text, quoted }: Pick<Text, "text" | "quoted">): boolean {
  return !quoted && /^[a-zA-Z][a-zA-Z0-9]*(_[a-zA-Z0-9]+)+$/.test(text);
}

function macroMistakes(name: string, { known, sources, at }: Omit<Around, "from">): Mistake[] {
  const macro = known.macros.get(name);
  if (macro === undefined) {
    const near = nearest(name, [...known.macros.keys()]);
    const expected = near === undefined ? "a macro that is defined before" : `the macro \`${near}\``;
    return [{ path: at, got: `macro ${name}`, expected }];
  }
  return foreignFields(macro, sources, known).map((field) => ({
    path: at,
    got: `macro ${name} with field ${field}`,
    expected: `a macro with fields of source ${sources.join(" or ")}`,
  }));
}

function rest(text: string, at: number): string {
  return at >= text.length ? "the end of the condition" : quote(text.slice(at));
}
