import { parse } from "@bufbuild/cel";

type Expr = NonNullable<ReturnType<typeof parse>["expr"]>;

/** Operators and functions of the subset that preview, Gatekeeper and ValidatingAdmissionPolicy share. */
const functions = new Set(
  ["_&&_", "_||_", "!_", "_?_:_", "_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_", "_[_]", "_+_", "@in", "size"].concat([
    "@not_strictly_false",
    "startsWith",
    "endsWith",
    "contains",
    "matches",
    "join",
    "split",
  ]),
);

/** What in an expression lies outside the shared subset, in words; empty when nothing does. */
export function outsideSubset(expression: string): string[] {
  let parsed: Expr | undefined;
  try {
    parsed = parse(expression).expr;
  } catch (error) {
    return [`does not parse: ${String(error)}`];
  }
  const found: string[] = [];
  if (parsed !== undefined) visit(parsed, found);
  return found;
}

function visit(expr: Expr, found: string[]): void {
  const { exprKind } = expr;
  switch (exprKind.case) {
    case "callExpr": {
      const { function: name, target, args } = exprKind.value;
      if (!functions.has(name)) found.push(`calls ${name}`);
      if ((name === "_==_" || name === "_!=_") && args.some(isComposite)) found.push("compares a list or map");
      if (name === "_+_" && !args.some(isList)) found.push("adds what is not a list");
      for (const each of target === undefined ? args : [target, ...args]) visit(each, found);
      return;
    }
    case "selectExpr": {
      const { operand, testOnly } = exprKind.value;
      if (operand === undefined) return;
      if (testOnly && holdsIndex(operand)) found.push("has() on an index chain");
      visit(operand, found);
      return;
    }
    case "comprehensionExpr": {
      const { iterRange, accuInit, loopCondition, loopStep, result, iterVar2 } = exprKind.value;
      if (iterVar2 !== "") found.push("a macro with two variables");
      for (const each of [iterRange, accuInit, loopCondition, loopStep, result]) {
        if (each !== undefined) visit(each, found);
      }
      return;
    }
    case "listExpr": {
      const { elements } = exprKind.value;
      if (new Set(elements.map(literalType)).size > 1) found.push("a list of mixed types");
      for (const each of elements) visit(each, found);
      return;
    }
    case "structExpr":
      if (exprKind.value.entries.length > 0) found.push("builds a map");
      return;
    case "identExpr":
    case "constExpr":
    case undefined:
      return;
  }
}

function isComposite({ exprKind }: Expr): boolean {
  return exprKind.case === "listExpr" || exprKind.case === "structExpr";
}

/** A list by its form: a literal, a macro that makes one, a sum of lists, or a choice between lists. */
function isList(expr: Expr): boolean {
  const { exprKind } = expr;
  if (exprKind.case === "listExpr") return true;
  if (exprKind.case === "comprehensionExpr") return exprKind.value.accuInit?.exprKind.case === "listExpr";
  if (exprKind.case !== "callExpr") return false;
  const { function: name, args } = exprKind.value;
  if (name === "_+_") return args.some(isList);
  return name === "_?_:_" && args.slice(1).some(isList);
}

function holdsIndex({ exprKind }: Expr): boolean {
  if (exprKind.case === "callExpr") return exprKind.value.function === "_[_]";
  if (exprKind.case === "selectExpr") return exprKind.value.operand !== undefined && holdsIndex(exprKind.value.operand);
  return false;
}

function literalType({ exprKind }: Expr): string {
  return exprKind.case === "constExpr" ? String(exprKind.value.constantKind.case) : String(exprKind.case);
}
