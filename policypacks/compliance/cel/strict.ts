import {
  celFunc,
  type CelFunc,
  type CelInput,
  CelScalar,
  type CelValue,
  isCelList,
  isCelMap,
  parse,
} from "@bufbuild/cel";
import { byText } from "./by-text";
import { countOf, isFurther, ofElement, overAllKeys } from "./patches";

type Expr = NonNullable<ReturnType<typeof parse>["expr"]>;

/** Names that no rule can write, for what stands in the place of has() and size(). */
const presence = "rampart_has";
const count = "rampart_size";
const overall = "rampart_overall";
const element = "rampart_element";
const isMore = "rampart_more";

/**
 * Parses an expression so that it decides as cel-go does, by which admission evaluates it. There has() on a text or a
 * list is an error, and here it would be false, which lets an object of the wrong shape pass; so has() is asked of maps
 * alone.
 */
export const parseStrictly = (expression: string): Expr => rewritten(expression, strictHas);

/** The same for patches: what is asked of all keys of a map or of the size of a list is asked of those left out, too. */
export const parseForPatches = (expression: string): Expr =>
  rewritten(expression, (expr) => {
    strictHas(expr);
    openSize(expr);
    openRange(expr);
  });

function rewritten(expression: string, rewrite: (expr: Expr) => void): Expr {
  const expr = parsed(expression);
  visit(expr, rewrite);
  return expr;
}

function parsed(expression: string): Expr {
  const { expr } = parse(expression);
  if (expr === undefined) throw new SyntaxError("an empty expression");
  return expr;
}

function visit(expr: Expr, rewrite: (expr: Expr) => void): void {
  for (const each of partsOf(expr)) visit(each, rewrite);
  rewrite(expr);
}

/** What the calls that these two write come to. */
export const strictFunctions: readonly CelFunc[] = [
  celFunc(presence, [CelScalar.DYN, CelScalar.STRING], CelScalar.DYN, (holder, key): CelInput => {
    if (!isCelMap(holder)) throw new TypeError("has() asks a value that is no map");
    return holder.has(key);
  }),
  celFunc(count, [CelScalar.DYN], CelScalar.DYN, (value): CelInput => sizeOf(value) as CelInput),
  celFunc(
    element,
    [CelScalar.DYN, CelScalar.DYN],
    CelScalar.DYN,
    (each, answer): CelInput => ofElement(each, answer) as CelInput,
  ),
  celFunc(isMore, [CelScalar.DYN], CelScalar.BOOL, (each): boolean => isFurther(each)),
  celFunc(
    overall,
    [CelScalar.DYN, CelScalar.DYN],
    CelScalar.DYN,
    (range, answer): CelInput => overAllKeys(range, answer) as CelInput,
  ),
];

function sizeOf(value: CelValue): CelValue {
  if (isCelList(value)) return countOf(value);
  if (isCelMap(value)) return BigInt(value.size);
  if (typeof value === "string") return BigInt([...value].length);
  throw new TypeError("size() asks a value that has none");
}

function strictHas(expr: Expr): void {
  const { exprKind } = expr;
  if (exprKind.case !== "selectExpr" || !exprKind.value.testOnly || exprKind.value.operand === undefined) return;
  expr.exprKind = filled(
    `${presence}(rampart_slot, ${JSON.stringify(exprKind.value.field)})`,
    exprKind.value.operand,
  ).exprKind;
}

function openSize(expr: Expr): void {
  const { exprKind } = expr;
  if (exprKind.case !== "callExpr" || exprKind.value.function !== "size") return;
  const { target, args } = exprKind.value;
  const [sized] = target === undefined ? args : [target];
  if (sized !== undefined) expr.exprKind = filled(`${count}(rampart_slot)`, sized).exprKind;
}

/**
 * Of elements and keys some are not stated: they decide nothing. Over them all() is false or open, exists() true or open;
 * filter() and map() hand on elements that are not stated, and a list made of keys is open.
 */
function openRange({ exprKind }: Expr): void {
  if (exprKind.case !== "comprehensionExpr") return;
  const { iterRange, iterVar, accuInit, loopStep, result } = exprKind.value;
  if (iterRange === undefined || result === undefined || loopStep?.exprKind.case !== "callExpr") return;
  const step = loopStep.exprKind.value;
  const start = accuInit?.exprKind.case === "constExpr" ? accuInit.exprKind.value.constantKind : undefined;
  if (start?.case === "boolValue") {
    step.args[1] = filled(`${element}(${iterVar}, rampart_slot)`, step.args[1]!);
    exprKind.value.result = filled(
      start.value
        ? `rampart_slot && ${overall}(rampart_slot, true)`
        : `rampart_slot || ${overall}(rampart_slot, false)`,
      result,
      iterRange,
    );
  } else {
    if (step.function === "_?_:_") step.args[0] = filled(`${isMore}(${iterVar}) || rampart_slot`, step.args[0]!);
    const addition = step.function === "_?_:_" ? step.args[1]?.exprKind : loopStep.exprKind;
    const added = addition?.case === "callExpr" ? addition.value.args[1]?.exprKind : undefined;
    if (added?.case === "listExpr")
      added.value.elements = added.value.elements.map((each) =>
        filled(`${isMore}(${iterVar}) ? ${iterVar} : rampart_slot`, each),
      );
    exprKind.value.result = filled(`${overall}(rampart_slot, rampart_slot)`, iterRange, result);
  }
}

const templateOf = byText(parsed);

/** An expression in which each `rampart_slot` is replaced by the next of some others. */
function filled(template: string, ...others: Expr[]): Expr {
  const expr = structuredClone(templateOf(template));
  const rest = [...others];
  visit(expr, (each) => {
    const { exprKind } = each;
    const next = exprKind.case === "identExpr" && exprKind.value.name === "rampart_slot" ? rest.shift() : undefined;
    if (next !== undefined) each.exprKind = next.exprKind;
  });
  return expr;
}

function partsOf({ exprKind }: Expr): Expr[] {
  switch (exprKind.case) {
    case "callExpr":
      return [...(exprKind.value.target === undefined ? [] : [exprKind.value.target]), ...exprKind.value.args];
    case "selectExpr":
      return present(exprKind.value.operand);
    case "listExpr":
      return exprKind.value.elements;
    case "comprehensionExpr": {
      const { iterRange, accuInit, loopCondition, loopStep, result } = exprKind.value;
      return present(iterRange, accuInit, loopCondition, loopStep, result);
    }
    case "structExpr":
    case "identExpr":
    case "constExpr":
    case undefined:
      return [];
  }
}

const present = (...parts: (Expr | undefined)[]) => parts.filter((each) => each !== undefined);
