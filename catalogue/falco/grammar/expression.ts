/** A condition, as it was read. `at` is the position of the first character, from 0. */
export type Expression =
  | { kind: "all"; of: Expression[] }
  | { kind: "any"; of: Expression[] }
  | { kind: "not"; of: Expression }
  | { kind: "macro"; name: string; at: number }
  | Check;

export interface Check {
  kind: "check";
  left: Operand;
  operator: string;
  /** None behind `exists`. */
  right?: Value;
}

export type Operand = Field | Transformed;

export interface Field {
  kind: "field";
  name: string;
  argument?: string;
  at: number;
}

/** `tolower(proc.name)`: a transformer over a field, or over further ones. */
export interface Transformed {
  kind: "transformed";
  by: string;
  of: (Operand | Text)[];
}

export interface Text {
  kind: "text";
  text: string;
  quoted: boolean;
  at: number;
}

export interface List {
  kind: "list";
  items: Text[];
}

/** A list by its name, without parentheses. */
export interface ListName {
  kind: "listName";
  name: string;
  at: number;
}

export type Value = Text | List | ListName | Operand;

/** Every check and every macro of an expression. */
export function leaves(expression: Expression): (Check | Extract<Expression, { kind: "macro" }>)[] {
  if (expression.kind === "not") return leaves(expression.of);
  return "left" in expression || expression.kind === "macro" ? [expression] : expression.of.flatMap(leaves);
}

/** Every field of a check, on both sides and within transformers. */
export function fieldsIn(value: Value | undefined): Field[] {
  if (value?.kind === "field") return [value];
  return value?.kind === "transformed" ? value.of.flatMap(fieldsIn) : [];
}
