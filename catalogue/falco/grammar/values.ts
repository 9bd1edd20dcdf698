import { anyOf, type Cursor } from "./cursor";
import type { Field, List, ListName, Operand, Text, Transformed, Value } from "./expression";
import { transformers } from "./words";

const fieldName = /[a-zA-Z][a-zA-Z0-9_]*(?:\.[a-zA-Z][a-zA-Z0-9_]*)+/;
const bareArgument = /[^[\]"'\s]+/;
const quotedText = /"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'/;
const bareText = /[^()"'\s=,]+/;
const number = /0[xX][0-9a-zA-Z]+|[+-]?[0-9]+\.?[0-9]*(?:[eE][+-][0-9]+)?/;
const identifier = /[a-zA-Z][a-zA-Z0-9_]*/;
const transformer = anyOf(transformers, "\\(");

/** A field, or a transformer over one; undefined where neither stands. */
export function operand(cursor: Cursor): Operand | undefined {
  const { at } = cursor;
  const name = cursor.take(fieldName);
  if (name !== undefined) return field(cursor, name, at);
  const by = cursor.take(transformer);
  return by === undefined ? undefined : transformed(cursor, by.slice(0, -1));
}

function field(cursor: Cursor, name: string, at: number): Field {
  if (cursor.take(/\[/) === undefined) return { kind: "field", name, at };
  const quoted = cursor.take(quotedText);
  const argument = quoted ?? cursor.need(bareArgument, "an argument of the field");
  cursor.need(/\]/, "`]` behind the argument of the field");
  return { kind: "field", name, argument, at };
}

function transformed(cursor: Cursor, by: string): Transformed {
  const of: Transformed["of"] = [];
  do {
    cursor.blank();
    of.push(operand(cursor) ?? quoted(cursor) ?? cursor.fail(`a field, or a transformer: ${transformers.join(", ")}`));
    cursor.blank();
  } while (cursor.take(/,/) !== undefined);
  cursor.need(/\)/, "`)` that closes the transformer");
  return { kind: "transformed", by, of };
}

/** On the right side: another field, in `val(…)`, or a transformer. */
function computed(cursor: Cursor): Operand | undefined {
  if (cursor.take(/val\(/) === undefined) {
    const by = cursor.take(transformer);
    return by === undefined ? undefined : transformed(cursor, by.slice(0, -1));
  }
  cursor.blank();
  const { at } = cursor;
  const name = cursor.need(fieldName, "a field within `val(…)`");
  const found = field(cursor, name, at);
  cursor.blank();
  cursor.need(/\)/, "`)` that closes `val(`");
  return found;
}

function quoted(cursor: Cursor): Text | undefined {
  const { at } = cursor;
  const text = cursor.take(quotedText);
  return text === undefined ? undefined : { kind: "text", text: text.slice(1, -1), quoted: true, at };
}

function text(cursor: Cursor): Text | undefined {
  const { at } = cursor;
  const bare = quoted(cursor) ?? cursor.take(bareText);
  return typeof bare === "string" ? { kind: "text", text: bare, quoted: false, at } : bare;
}

export function textValue(cursor: Cursor): Value {
  cursor.blank();
  return computed(cursor) ?? text(cursor) ?? cursor.fail("a value");
}

export function numberValue(cursor: Cursor): Value {
  cursor.blank();
  const { at } = cursor;
  const found = computed(cursor) ?? cursor.need(number, "a number");
  return typeof found === "string" ? { kind: "text", text: found, quoted: false, at } : found;
}

export function listValue(cursor: Cursor): Value {
  cursor.blank();
  if (cursor.take(/\(/) !== undefined) return list(cursor);
  const { at } = cursor;
  const found = computed(cursor) ?? cursor.need(identifier, "a list in parentheses, or the name of one");
  return typeof found === "string" ? ({ kind: "listName", name: found, at } satisfies ListName) : found;
}

function list(cursor: Cursor): List {
  const items: Text[] = [];
  cursor.blank();
  if (cursor.take(/\)/) !== undefined) return { kind: "list", items };
  do {
    cursor.blank();
    items.push(text(cursor) ?? cursor.fail("a value of the list"));
    cursor.blank();
  } while (cursor.take(/,/) !== undefined);
  cursor.need(/\)/, "`,` or `)` in the list");
  return { kind: "list", items };
}
