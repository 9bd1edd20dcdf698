import { type Mistake, quote } from "../../contracts/mistake";
import type { FalcoSource } from "../contracts";
import { listOperators, modifiers, numberOperators, signOperators, wordOperators } from "../grammar";
import { fieldFault, fieldMistake } from "./fields";
import { isItem, isText, unknownKeys } from "./forms";
import type { Known, KnownException } from "./known";

const comparisons: readonly string[] = [...signOperators, ...numberOperators, ...wordOperators];
const ofLists: readonly string[] = [
  ...listOperators,
  ...comparisons.flatMap((operator) => modifiers.map((modifier) => `${operator} ${modifier}`)),
];

interface Around {
  path: string;
  sources: readonly FalcoSource[];
  known: Known;
  /** Exceptions that the rule has already, where values are appended. */
  defined: ReadonlyMap<string, KnownException>;
}

/** Reads the exceptions of a rule; notes all that is wrong with their form. */
export function readExceptions(value: unknown, around: Around, mistakes: Mistake[]): Map<string, KnownException> {
  const found = new Map(around.defined);
  if (!Array.isArray(value)) {
    mistakes.push({ path: around.path, got: quote(value), expected: "a list of exceptions" });
    return found;
  }
  const names = new Set<string>();
  for (const [index, each] of value.entries()) {
    const path = `${around.path}[${index}]`;
    const read = readException(each, { ...around, path }, mistakes);
    if (read === undefined) continue;
    if (names.has(read.name))
      mistakes.push({ path: `${path}.name`, got: quote(read.name), expected: "a name of its own" });
    names.add(read.name);
    found.set(read.name, read.known);
  }
  return found;
}

function readException(value: unknown, around: Around, mistakes: Mistake[]) {
  const { path, defined } = around;
  if (!isItem(value) || !isText(value["name"])) {
    mistakes.push({ path, got: quote(value), expected: "an exception with a name" });
    return undefined;
  }
  const { name } = value;
  mistakes.push(...unknownKeys(value, ["name", "fields", "comps", "values"], path));
  const before = defined.get(name);
  const known = before ?? define(value, around, mistakes);
  if (before !== undefined)
    for (const key of ["fields", "comps"].filter((each) => value[each] !== undefined))
      mistakes.push({
        path: `${path}.${key}`,
        got: quote(value[key]),
        expected: "nothing: the exception is defined already",
      });
  if (before !== undefined && value["values"] === undefined)
    mistakes.push({ path: `${path}.values`, got: "nothing", expected: "values, which are all that can be appended" });
  if (known !== undefined && value["values"] !== undefined)
    mistakes.push(...valuesMistakes(value["values"], known, around));
  return known === undefined ? undefined : { name, known };
}

/** Fields and comparisons of a new exception; undefined where they cannot be read. */
function define(
  value: Record<string, unknown>,
  { path, sources }: Around,
  mistakes: Mistake[],
): KnownException | undefined {
  const { fields, comps } = value;
  const short = isText(fields);
  const names: unknown[] = short ? [fields] : Array.isArray(fields) ? fields : [];
  if (names.length === 0 || !names.every(isText)) {
    mistakes.push({ path: `${path}.fields`, got: quote(fields), expected: "a field, or a list of them" });
    return undefined;
  }
  for (const name of names) {
    const fault = fieldFault(split(name), sources);
    if (fault !== undefined) mistakes.push(fieldMistake(`${path}.fields`, { name }, fault));
  }
  const asked = comps === undefined ? names.map(() => (short ? "in" : "=")) : short ? [comps] : comps;
  if (!Array.isArray(asked) || asked.length !== names.length) {
    mistakes.push({
      path: `${path}.comps`,
      got: quote(comps),
      expected: `${names.length} comparisons, one for each field`,
    });
    return undefined;
  }
  const allowed = short ? ofLists : [...comparisons, ...ofLists];
  const wrong = asked.filter((each) => !allowed.includes(each as string));
  for (const each of wrong)
    mistakes.push({
      path: `${path}.comps`,
      got: quote(each),
      expected: short ? `one of ${listOperators.join(", ")}` : "an operator",
    });
  return wrong.length === 0 ? { short, comps: asked as string[] } : undefined;
}

/** A field with its argument apart. */
function split(written: string): { name: string; argument?: string } {
  const [, name = written, argument] = /^([^[]*)\[(.*)\]$/.exec(written) ?? [];
  return { name, ...(argument !== undefined && { argument }) };
}

function valuesMistakes(values: unknown, { short, comps }: KnownException, { path, known }: Around): Mistake[] {
  const at = `${path}.values`;
  if (!Array.isArray(values)) return [{ path: at, got: quote(values), expected: "a list" }];
  return values.flatMap((row: unknown, index): Mistake[] => {
    if (short) return isScalar(row) ? [] : [{ path: `${at}[${index}]`, got: quote(row), expected: "one value" }];
    if (!Array.isArray(row) || row.length !== comps.length)
      return [
        { path: `${at}[${index}]`, got: quote(row), expected: `a list of ${comps.length}, one value for each field` },
      ];
    return row.flatMap((each: unknown, column) =>
      cellMistakes(each, comps[column]!, `${at}[${index}][${column}]`, known),
    );
  });
}

function cellMistakes(value: unknown, comp: string, path: string, { lists }: Known): Mistake[] {
  if (!ofLists.includes(comp)) return isScalar(value) ? [] : [{ path, got: quote(value), expected: "one value" }];
  const fits = Array.isArray(value) ? value.every(isScalar) : typeof value === "string" && lists.has(value);
  return fits ? [] : [{ path, got: quote(value), expected: `a list of values, for ${comp}` }];
}

function isScalar(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
