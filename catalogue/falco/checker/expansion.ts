import type { FalcoSource } from "../contracts";
import { type Check, type Expression, fieldsIn, leaves } from "../grammar";
import { fieldFault } from "./fields";
import type { Known, KnownMacro } from "./known";

/** Fields of a macro, and of those that it uses, that rules of these sources do not have. */
export function foreignFields(
  { read }: KnownMacro,
  sources: readonly FalcoSource[],
  known: Known,
  seen: readonly KnownMacro[] = [],
): string[] {
  if (read === undefined) return [];
  return leaves(read).flatMap((leaf) => {
    if (leaf.kind === "check")
      return [...fieldsIn(leaf.left), ...fieldsIn(leaf.right)]
        .filter((field) => fieldFault(field, sources) !== undefined)
        .map(({ name }) => name);
    const macro = known.macros.get(leaf.name);
    return macro === undefined || seen.includes(macro) ? [] : foreignFields(macro, sources, known, [...seen, macro]);
  });
}

/**
 * Whether an expression holds for some types of events only. Without, Falco looks at each call of each process; a
 * denial (`evt.type != open`) leaves nearly all of them.
 */
export function constrainsEventType(expression: Expression, known: Known, seen: readonly string[] = []): boolean {
  const within = (each: Expression) => constrainsEventType(each, known, seen);
  if (expression.kind === "all") return expression.of.some(within);
  if (expression.kind === "any") return expression.of.every(within);
  if (expression.kind === "check") return namesEventType(expression);
  if (expression.kind === "not" || seen.includes(expression.name)) return false;
  // A macro that could not be read has its own mistake.
  const macro = known.macros.get(expression.name);
  return macro?.read === undefined || constrainsEventType(macro.read, known, [...seen, expression.name]);
}

function namesEventType({ left, operator }: Check): boolean {
  return left.kind === "field" && left.name === "evt.type" && ["=", "==", "in"].includes(operator);
}
