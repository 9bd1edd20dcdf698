import ts from "typescript";

/** Something in a source file, with its line, to be named in a test's failure. */
export interface Sighting {
  line: number;
  what: string;
}

export function parse(file: string, text: string): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
}

function sighting(node: ts.Node, what = node.getText().split("\n")[0]!.slice(0, 100)): Sighting {
  const source = node.getSourceFile();
  return { line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1, what };
}

function collect(root: ts.Node, see: (node: ts.Node) => Sighting[], enter: (node: ts.Node) => boolean = () => true) {
  const found: Sighting[] = [];
  const visit = (node: ts.Node): void => {
    found.push(...see(node));
    if (enter(node)) ts.forEachChild(node, visit);
  };
  visit(root);
  return found;
}

/** Module specifiers of import, export … from, import(), import type, require() and require.resolve(). */
export function importsOf(source: ts.SourceFile): Sighting[] {
  return collect(source, (node) => {
    const specifier =
      ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
        ? node.moduleSpecifier
        : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)
          ? node.argument.literal
          : ts.isExternalModuleReference(node)
            ? node.expression
            : ts.isCallExpression(node) && isLoad(node.expression)
              ? node.arguments[0]
              : undefined;
    return specifier !== undefined && ts.isStringLiteralLike(specifier) ? [sighting(specifier, specifier.text)] : [];
  });
}

function isLoad(callee: ts.Expression): boolean {
  return (
    callee.kind === ts.SyntaxKind.ImportKeyword ||
    ["require", "require.resolve", "createRequire"].includes(callee.getText())
  );
}

/** Constructors that only make a value. */
const harmless =
  /^(Map|Set|WeakMap|WeakSet|RegExp|Date|Error|URL|TextEncoder|TextDecoder|Intl\.\w+|AsyncLocalStorage)$/;
const effectful = /^node:(fs|fs\/promises|child_process|net|http|https|os|dns|worker_threads)$|^@grpc\//;

/** What a file does when it is imported: statements that run, constructors and input or output at the top level. */
export function effectsOf(source: ts.SourceFile): Sighting[] {
  const risky = namesFrom(source, effectful);
  return source.statements.flatMap((statement) => {
    if (isDirective(statement)) return [];
    if (ts.isVariableStatement(statement) || ts.isExportAssignment(statement) || ts.isClassDeclaration(statement)) {
      return collect(
        statement,
        (node) => effectIn(node, risky),
        (node) => !defers(node),
      );
    }
    const declares =
      ts.isImportDeclaration(statement) ||
      ts.isImportEqualsDeclaration(statement) ||
      ts.isExportDeclaration(statement) ||
      ts.isFunctionDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement) ||
      ts.isEnumDeclaration(statement) ||
      ts.isModuleDeclaration(statement) ||
      ts.isEmptyStatement(statement);
    const sideEffectImport = ts.isImportDeclaration(statement) && statement.importClause === undefined;
    return declares && !sideEffectImport ? [] : [sighting(statement)];
  });
}

function isDirective(statement: ts.Statement): boolean {
  return ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression);
}

/** Code in a function or a method runs later; so does what initialises an instance's property. */
function defers(node: ts.Node): boolean {
  if (ts.isPropertyDeclaration(node)) return !node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);
  return ts.isFunctionLike(node) && !isCalledAtOnce(node);
}

function isCalledAtOnce(node: ts.Node): boolean {
  const outer = ts.isParenthesizedExpression(node.parent) ? node.parent : node;
  return ts.isCallExpression(outer.parent) && outer.parent.expression === outer;
}

function effectIn(node: ts.Node, risky: ReadonlySet<string>): Sighting[] {
  if (ts.isNewExpression(node)) return harmless.test(node.expression.getText()) ? [] : [sighting(node)];
  if (ts.isAwaitExpression(node)) return [sighting(node)];
  if (ts.isCallExpression(node) && risky.has(node.expression.getText().split(/[.?]/)[0]!)) return [sighting(node)];
  return [];
}

/** Local names that a file imports from modules whose specifier matches. */
function namesFrom(source: ts.SourceFile, modules: RegExp): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    if (!modules.test(statement.moduleSpecifier.text)) continue;
    const { name, namedBindings } = statement.importClause ?? {};
    if (name !== undefined) names.add(name.text);
    if (namedBindings !== undefined && ts.isNamespaceImport(namedBindings)) names.add(namedBindings.name.text);
    if (namedBindings !== undefined && ts.isNamedImports(namedBindings)) {
      namedBindings.elements.forEach((element) => names.add(element.name.text));
    }
  }
  return names;
}

/** `version` or `repository` given as a text, in an object that also names a chart or in any object of a component. */
export function chartPinsOf(source: ts.SourceFile, withoutChart = false): Sighting[] {
  return collect(source, (node) => {
    if (!ts.isObjectLiteralExpression(node)) return [];
    const members = node.properties.filter(ts.isPropertyAssignment);
    const named = (name: string) => members.filter((member) => member.name.getText().replace(/["']/g, "") === name);
    if (!withoutChart && named("chart").length === 0) return [];
    return ["version", "repository", "repo"]
      .flatMap(named)
      .filter(({ initializer }) => ts.isStringLiteralLike(initializer))
      .map((member) => sighting(member));
  });
}

/** Helm releases and charts that are created. */
export function helmReleasesOf(source: ts.SourceFile): Sighting[] {
  const imported = namesFrom(source, /^@pulumi\/kubernetes\/helm/);
  return collect(source, (node) => {
    if (!ts.isNewExpression(node)) return [];
    const callee = node.expression.getText();
    const [first] = callee.split(".");
    const created = /(^|\.)(helm\.)?v[34]\.(Release|Chart)$/.test(callee) || imported.has(first!);
    return created ? [sighting(node)] : [];
  });
}

/** Texts with an ARN of one partition. */
export function arnsOf(source: ts.SourceFile): Sighting[] {
  return collect(source, (node) => {
    const text = ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
    return text && /arn:aws/.test(node.text) ? [sighting(node)] : [];
  });
}

/** Reads of Pulumi's configuration. */
export function configReadsOf(source: ts.SourceFile): Sighting[] {
  return collect(source, (node) => {
    const construction = ts.isNewExpression(node) && /(^|\.)Config$/.test(node.expression.getText());
    const call = ts.isCallExpression(node) && /(^|\.)(allConfig|getConfig)$/.test(node.expression.getText());
    const environment = ts.isPropertyAccessExpression(node) && /^process\.env\.PULUMI_CONFIG/.test(node.getText());
    return construction || call || environment ? [sighting(node)] : [];
  });
}
