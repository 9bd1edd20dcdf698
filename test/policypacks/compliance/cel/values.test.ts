import { celEnv, parse, plan } from "@bufbuild/cel";
import { strings } from "@bufbuild/cel/ext";
import { expect } from "chai";
import { compile } from "../../../../policypacks/compliance/cel/rules";
import { ruleParametersOf } from "../../../../policypacks/compliance/run/declarations";
import { isUnknownResult, toCelValue } from "../../../../policypacks/compliance/cel/values";
import { unknown } from "../../../support/samples";

const noParameters = ruleParametersOf({}, []);

/** Evaluates an expression over `o`, as true, false, "unknown" or "error". */
function evaluate(expression: string, o: unknown): unknown {
  const run = plan(celEnv({ funcs: strings }), parse(expression)) as (input: object) => unknown;
  const result = run({ o: toCelValue(o) });
  if (isUnknownResult(result)) return "unknown";
  return result instanceof Error ? "error" : result;
}

/** The contract with @bufbuild/cel, whose marks for values are meant for itself alone. */
describe("cel: unknown values", () => {
  const o = {
    u: unknown,
    t: true,
    f: false,
    n: 3,
    d: 1.5,
    s: "text",
    m: { k: "v", u: unknown },
    none: null,
    w: { a: null, b: undefined, c: 1 },
  };
  const table: [string, unknown][] = [
    ["o.f && o.u", false],
    ["o.u && o.f", false],
    ["o.t || o.u", true],
    ["o.u || o.t", true],
    ["o.u && o.t", "unknown"],
    ["o.u || o.f", "unknown"],
    ["!o.u", "unknown"],
    ["o.u == true", "unknown"],
    ["o.u != true", "unknown"],
    ["has(o.u)", "unknown"],
    ["has(o.u.below)", "unknown"],
    ['"u" in o', "unknown"],
    ["o.u.below.deeper == 1", "unknown"],
    ["o.u ? true : false", "unknown"],
    ["size(o.u) == 0", "unknown"],
    ["o.u.all(x, x == 1)", "unknown"],
    ["o.u.exists(x, x == 1)", "unknown"],
    ["1 in o.u", "unknown"],
    ["o.u in [true]", "unknown"],
    ['o.u.startsWith("a")', "unknown"],
    ["has(o.none)", false],
    ["has(o.absent)", false],
    ['"none" in o', false],
    ["o.n == 3", true],
    ["type(o.n) == int", true],
    ["o.d == 1.5", true],
    ['o.m.all(k, k in ["k", "u"])', true],
    ["size(o.m) == 2", true],
    ["size(o.w) == 1", true],
    ["size(o.u)", "unknown"],
    ["o.s.absent == 1", "error"],
    ["o.absent == 1", "error"],
    ["has(o.constructor) || has(o.toString)", false],
    ["o.s && o.u", "unknown"],
  ];
  for (const [expression, expected] of table) {
    it(`${expression} is ${String(expected)}`, () => expect(evaluate(expression, o)).to.equal(expected));
  }

  it("makes a list of words unknown as a whole, and not one of maps", () => {
    expect(evaluate('"ALL" in o', ["NET_RAW", unknown])).to.equal("unknown");
    expect(evaluate('o.all(x, x == "a")', [unknown])).to.equal("unknown");
    expect(evaluate("o.all(x, has(x.k) && x.k == 1)", [{ k: 2 }, unknown])).to.equal(false);
    expect(evaluate("o.all(x, has(x.k) && x.k == 1)", [{ k: 1 }, unknown])).to.equal("unknown");
    expect(evaluate("o.exists(x, x.k == 1)", [unknown, { k: 1 }])).to.equal(true);
    expect(evaluate("o.all(x, x.all(k, k == 'k'))", [{ k: 1 }, unknown])).to.equal("unknown");
    expect(evaluate("o.all(x, size(x) == 1)", [{ k: 1 }, unknown])).to.equal("unknown");
    expect([0, 1, 2, -1].map((index) => evaluate(`o[${index}].k`, [{ k: true }, { k: false }]))).to.deep.equal([
      true,
      false,
      "error",
      "error",
    ]);
    expect(evaluate("size(o + o) == 4 && o[1].k == 2", [{ k: 1 }, null, { k: 2 }])).to.equal(true);
    expect(evaluate("o.map(x, x.k) == [1, 2]", [{ k: 1 }, { k: 2 }])).to.equal(true);
    expect(evaluate("o.filter(x, has(x.k)).map(x, x.k).all(k, k == 1)", [{ k: 1 }, {}])).to.equal(true);
  });

  it("shares variables among rules, in order, whatever became of them", () => {
    const rule = (id: string, expression: string) =>
      ({ id, control: "PSS-01", expression, message: "", remediation: "" }) as const;
    const book = compile(
      [
        rule("one", "variables.b == 1"),
        rule("two", "variables.c == 1"),
        rule("three", "has(variables.d) && variables.d == 1"),
      ],
      [
        { name: "a", expression: "variables.anyObject.spec" },
        { name: "b", expression: "variables.a.x" },
        { name: "c", expression: "variables.a.missing" },
        { name: "d", expression: "variables.a.u" },
      ],
    );
    const bound = book.bind({ spec: { x: 1, u: unknown } }, { parameters: noParameters });
    expect(book.rules.map(({ evaluate: run }) => run(bound))).to.deep.equal([true, "error", "unknown"]);
    expect(() => compile([rule("bad", "1 +")], [])).to.throw();
  });
});
