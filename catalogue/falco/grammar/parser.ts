import { anyOf, type Cursor, cursorOver } from "./cursor";
import type { Check, Expression, Operand } from "./expression";
import { listValue, numberValue, operand, textValue } from "./values";
import {
  connectives,
  listOperators,
  modifiers,
  numberOperators,
  signOperators,
  unaryOperators,
  wordOperators,
} from "./words";

/** Falco stops at this depth of parentheses. */
const deepest = 100;

const wordEnds = "(?![a-zA-Z0-9_.])";

/** Reads a condition as Falco does; throws a `ConditionError` at the first character that does not fit. */
export function parseCondition(text: string): Expression {
  const cursor = cursorOver(text);
  const read = either(cursor, 0);
  if (!cursor.ended) cursor.fail("`and`, `or`, or the end of the condition");
  return read;
}

function either(cursor: Cursor, depth: number): Expression {
  return joined(cursor, "or", "any", () => both(cursor, depth));
}

function both(cursor: Cursor, depth: number): Expression {
  return joined(cursor, "and", "all", () => negated(cursor, depth));
}

function joined(cursor: Cursor, word: "and" | "or", kind: "all" | "any", next: () => Expression): Expression {
  const of = [next()];
  cursor.blank();
  while (cursor.take(anyOf([word], wordEnds)) !== undefined) {
    of.push(next());
    cursor.blank();
  }
  return of.length === 1 ? of[0]! : { kind, of };
}

function negated(cursor: Cursor, depth: number): Expression {
  cursor.blank();
  let denied = false;
  while (cursor.take(anyOf(["not"], wordEnds)) !== undefined) {
    denied = !denied;
    cursor.blank();
  }
  const of = single(cursor, depth);
  return denied ? { kind: "not", of } : of;
}

function single(cursor: Cursor, depth: number): Expression {
  if (cursor.take(/\(/) !== undefined) {
    if (depth === deepest) cursor.fail(`no more than ${deepest} parentheses within each other`);
    const inner = either(cursor, depth + 1);
    cursor.need(/\)/, "`)`, `and` or `or`");
    return inner;
  }
  const left = operand(cursor);
  if (left !== undefined) return check(cursor, left);
  const { at } = cursor;
  const name = cursor.take(anyOf([`(?!(?:${connectives.join("|")})${wordEnds})[a-zA-Z][a-zA-Z0-9_]*`]));
  return name === undefined ? cursor.fail("a check of a field, a macro, or `(`") : { kind: "macro", name, at };
}

function check(cursor: Cursor, left: Operand): Check {
  cursor.blank();
  const unary = cursor.take(anyOf(unaryOperators, wordEnds));
  if (unary !== undefined) return { kind: "check", left, operator: unary };
  const list = cursor.take(anyOf(listOperators, "(?=[\\s(])"));
  if (list !== undefined) return { kind: "check", left, operator: list, right: listValue(cursor) };
  const isNumber = cursor.take(anyOf(numberOperators));
  const operator = isNumber ?? cursor.take(anyOf(signOperators)) ?? cursor.take(anyOf(wordOperators, "(?= )"));
  if (operator === undefined) return cursor.fail(`an operator: ${everyOperator.join(" ")}`);
  cursor.blank();
  const modifier = cursor.take(anyOf(modifiers, "(?=[\\s(])"));
  if (modifier !== undefined)
    return { kind: "check", left, operator: `${operator} ${modifier}`, right: listValue(cursor) };
  return { kind: "check", left, operator, right: isNumber === undefined ? textValue(cursor) : numberValue(cursor) };
}

const everyOperator = [...signOperators, ...numberOperators, ...wordOperators, ...listOperators, ...unaryOperators];
