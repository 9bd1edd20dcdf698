import { expect } from "chai";
import fc from "fast-check";
import { parseCondition } from "../../../catalogue/falco";
import { ConditionError } from "../../../catalogue/falco/grammar";

type Expression = ReturnType<typeof parseCondition>;

/** The position of the first character that does not fit. */
function brokenAt(condition: string): number {
  try {
    parseCondition(condition);
  } catch (error) {
    if (error instanceof ConditionError) return error.at;
    throw error;
  }
  throw new Error("it was read");
}

/** What was read, written so that its structure shows. */
function shown(expression: Expression): string {
  if (expression.kind === "macro") return expression.name;
  if (expression.kind === "not") return `!${shown(expression.of)}`;
  if (expression.kind === "check") {
    const { left, operator } = expression;
    return `${left.kind === "field" ? left.name : left.by} ${operator}`;
  }
  return `(${expression.of.map(shown).join(expression.kind === "all" ? " & " : " | ")})`;
}

describe("catalogue/falco/grammar", () => {
  it("binds `and` closer than `or`, and `not` closest", () => {
    expect(shown(parseCondition("a or b and not c or d"))).to.equal("(a | (b & !c) | d)");
    expect(shown(parseCondition("not (a or b) and not not c"))).to.equal("(!(a | b) & c)");
    expect(shown(parseCondition("not(a) and(b)or(c)"))).to.equal("((!a & b) | c)");
    expect(shown(parseCondition("android and order or nothing"))).to.equal("((android & order) | nothing)");
  });

  it("reads fields, arguments, operators and values", () => {
    const read = parseCondition('proc.aname[2] startswith oneof (a, "b \\" c")');
    expect(read).to.deep.equal({
      kind: "check",
      left: { kind: "field", name: "proc.aname", argument: "2", at: 0 },
      operator: "startswith oneof",
      right: {
        kind: "list",
        items: [
          { kind: "text", text: "a", quoted: false, at: 32 },
          { kind: "text", text: 'b \\" c', quoted: true, at: 35 },
        ],
      },
    });
    expect(parseCondition("jevt.value[/user/extra/arn/0] exists")).to.deep.equal({
      kind: "check",
      left: { kind: "field", name: "jevt.value", argument: "/user/extra/arn/0", at: 0 },
      operator: "exists",
    });
    expect(parseCondition("tolower(proc.name) = val(proc.pname)")).to.deep.include({
      left: { kind: "transformed", by: "tolower", of: [{ kind: "field", name: "proc.name", at: 8 }] },
      right: { kind: "field", name: "proc.pname", at: 25 },
    });
    expect(parseCondition("proc.name in ()")).to.deep.include({ right: { kind: "list", items: [] } });
    expect(parseCondition("proc.name in shells")).to.deep.include({
      right: { kind: "listName", name: "shells", at: 13 },
    });
  });

  const broken: [condition: string, at: number][] = [
    ["", 0],
    ["and a", 0],
    ["a b", 2],
    ["a and", 5],
    ["a andb", 2],
    ["(a", 2],
    ["a)", 1],
    ["proc.name", 9],
    ["proc.name = ", 12],
    ["proc.name = (a)", 12],
    ["proc.name = 'a", 12],
    ["proc.name contains\n'a'", 10],
    ["proc.name in a, b", 14],
    ["proc.name in (a b)", 16],
    ["proc.name in (a,)", 16],
    ["proc.name in (a", 15],
    ["fd.num > a", 9],
    ["proc.aname[] = a", 11],
    ["proc.aname[1 = a", 12],
    ["lower(proc.name) = a", 5],
    ["val(proc.name) = a", 3],
    ["proc.name = tolower(a)", 20],
    ["proc.name existsnot", 10],
    ["(".repeat(102) + "a" + ")".repeat(102), 101],
  ];
  for (const [condition, at] of broken)
    it(`refuses ${JSON.stringify(condition.slice(0, 30))} at character ${at + 1}`, () => {
      expect(brokenAt(condition)).to.equal(at);
    });

  it("takes parentheses as deep as Falco does", () => {
    expect(shown(parseCondition("(".repeat(100) + "a" + ")".repeat(100)))).to.equal("a");
  });

  it("reads whatever is built from the grammar, with the structure that it was built with", () => {
    const leaf = fc.constantFrom(
      "started",
      "proc.name = cat",
      "fd.num >= 0",
      'proc.name in (a, "b c")',
      "fd.name exists",
    );
    const { expression } = fc.letrec<{ expression: [text: string, shown: string] }>((tie) => ({
      expression: fc.oneof(
        { maxDepth: 4 },
        leaf.map((text): [string, string] => [text, shown(parseCondition(text))]),
        tie("expression").map(([text, form]): [string, string] => [
          `not (${text})`,
          form.startsWith("!") ? form.slice(1) : `!${form}`,
        ]),
        fc
          .tuple(fc.constantFrom("and", "or"), fc.array(tie("expression"), { minLength: 2, maxLength: 3 }))
          .map(([word, parts]): [string, string] => [
            parts.map(([text]) => `(${text})`).join(` ${word} `),
            `(${parts.map(([, form]) => form).join(word === "and" ? " & " : " | ")})`,
          ]),
      ),
    }));
    // `not (not (a))` stays as it was written: only `not not a` is taken together.
    const doubled = (form: string) => form.replace(/!!/g, "");
    fc.assert(
      fc.property(expression, ([text, form]) => {
        expect(doubled(shown(parseCondition(text)))).to.equal(doubled(form));
      }),
    );
  });
});
