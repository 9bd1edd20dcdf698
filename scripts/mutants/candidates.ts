import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const Kind = {
  Comparison: "comparison",
  Default: "default",
  Mapping: "mapping",
  Condition: "condition",
} as const;
type Kind = (typeof Kind)[keyof typeof Kind];

/** One small change of the source, as a careless edit would make it. */
export interface Mutant {
  room: string;
  file: string;
  line: number;
  kind: Kind;
  start: number;
  end: number;
  before: string;
  after: string;
}

export const rooms = ["catalogue", "components", "policypacks", "cli", "stacks"] as const;

const comparisons: Partial<Record<ts.SyntaxKind, string>> = {
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: "!==",
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: "===",
  [ts.SyntaxKind.LessThanToken]: "<=",
  [ts.SyntaxKind.LessThanEqualsToken]: "<",
  [ts.SyntaxKind.GreaterThanToken]: ">=",
  [ts.SyntaxKind.GreaterThanEqualsToken]: ">",
};

const connectives: Partial<Record<ts.SyntaxKind, string>> = {
  [ts.SyntaxKind.AmpersandAmpersandToken]: "||",
  [ts.SyntaxKind.BarBarToken]: "&&",
};

/** Members that say what belongs to what: a wrong one is a wrong claim or a wrong resource. Sentences are left alone. */
const mappingMembers =
  /^(requirement|strength|regime|control|id|level|kind|type|severity|path|setting|input|component|name|value|effect|mode|provider|principal)$/;

/** Every mutant that could be made of one file. */
export function candidatesIn(file: string, text: string): Mutant[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const room = rooms.find((each) => file.startsWith(`${each}/`)) ?? "";
  const found: Mutant[] = [];
  const add = (kind: Kind, node: ts.Node, after: string): void => {
    const start = node.getStart(source);
    const line = source.getLineAndCharacterOfPosition(start).line + 1;
    found.push({ room, file, line, kind, start, end: node.getEnd(), before: node.getText(source), after });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isImportDeclaration(node)) return;
    mutate(node, add);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function mutate(node: ts.Node, add: (kind: Kind, node: ts.Node, after: string) => void): void {
  if (ts.isBinaryExpression(node)) {
    const comparison = comparisons[node.operatorToken.kind];
    if (comparison !== undefined) add(Kind.Comparison, node.operatorToken, comparison);
    const connective = connectives[node.operatorToken.kind];
    if (connective !== undefined) add(Kind.Condition, node.operatorToken, connective);
    if (node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) addOther(Kind.Default, node.right, add);
  }
  if (ts.isIfStatement(node) || ts.isConditionalExpression(node)) {
    const condition = ts.isIfStatement(node) ? node.expression : node.condition;
    add(Kind.Condition, condition, `!(${condition.getText()})`);
  }
  if (ts.isParameter(node) && node.initializer !== undefined) addOther(Kind.Default, node.initializer, add);
  if (!ts.isPropertyAssignment(node)) return;
  const name = node.name.getText().replace(/["']/g, "");
  const { initializer } = node;
  if (ts.isStringLiteral(initializer) && mappingMembers.test(name)) addOther(Kind.Mapping, initializer, add);
  else if (!ts.isStringLiteral(initializer)) addOther(Kind.Default, initializer, add);
}

/** Another value of the same type; nothing for what is not a literal. */
function addOther(kind: Kind, node: ts.Expression, add: (kind: Kind, node: ts.Node, after: string) => void): void {
  if (node.kind === ts.SyntaxKind.TrueKeyword) add(kind, node, "false");
  else if (node.kind === ts.SyntaxKind.FalseKeyword) add(kind, node, "true");
  else if (ts.isNumericLiteral(node)) add(kind, node, String(Number(node.text.replaceAll("_", "")) + 1));
  else if (ts.isStringLiteral(node)) add(kind, node, JSON.stringify(`${node.text}x`));
}

/** The project's own TypeScript in the rooms. */
function sourcesOf(root: string): string[] {
  return rooms.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts") && !file.includes("node_modules"))
      .map((file) => `${room}/${file}`)
      .sort(),
  );
}

/** As many mutants of each room as of the others, and within a room as many of each kind, chosen by the seed alone. */
export function choose(root: string, count: number, seed: number): Mutant[] {
  const random = generator(seed);
  const all = sourcesOf(root).flatMap((file) => candidatesIn(file, readFileSync(join(root, file), "utf8")));
  const piles = rooms.map((room) =>
    Object.values(Kind).map((kind) =>
      shuffle(
        all.filter((each) => each.room === room && each.kind === kind),
        random,
      ),
    ),
  );
  const chosen: Mutant[] = [];
  for (let round = 0; chosen.length < count && piles.some((kinds) => kinds.some((pile) => pile.length > 0)); round++) {
    for (const kinds of piles) {
      // The kinds take turns; a room that has run out of one gives another.
      const pile = [...kinds.slice(round % kinds.length), ...kinds].find((each) => each.length > 0);
      if (pile !== undefined && chosen.length < count) chosen.push(pile.pop()!);
    }
  }
  return chosen;
}

function shuffle<T>(items: T[], random: () => number): T[] {
  for (let index = items.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    [items[index], items[other]] = [items[other]!, items[index]!];
  }
  return items;
}

/** A small generator of pseudo-random numbers (xorshift32), the same on every machine. */
function generator(seed: number): () => number {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 0x1_0000_0000;
  };
}
