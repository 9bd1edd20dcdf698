import { expect } from "chai";
import { compile } from "../../../../policypacks/compliance/cel/rules";
import { ruleParametersOf } from "../../../../policypacks/compliance/run/declarations";
import { unknown } from "../../../support/samples";

/** What an expression over `o` comes to on an object, or on a patch. */
function evaluate(expression: string, o: Record<string, unknown>, patch: boolean): unknown {
  const text = expression.replace(/\bo\b/g, "variables.anyObject");
  const book = compile([{ id: "a", control: "PSS-01", expression: text, message: "", remediation: "" }], []);
  return book.rules[0]!.evaluate(book.bind(o, { parameters: ruleParametersOf({}, []), patch }));
}

describe("cel: has() and size() as admission evaluates them", () => {
  const o = { list: [{ f: 1 }], text: "text", map: { f: 1, none: null }, number: 7, u: unknown };
  const table: [string, unknown][] = [
    ["has(o.map.f)", true],
    ["has(o.map.none)", false],
    ["has(o.map.absent)", false],
    ["has(o.absent)", false],
    ["has(o.list.f)", "error"],
    ["has(o.text.f)", "error"],
    ["has(o.number.f)", "error"],
    ["has(o.absent.f)", "error"],
    ["has(o.u.f)", "unknown"],
    ["!has(o.list) || has(o.list.f) || true", true],
    ["has(o.list.f) && false", false],
    ["o.list.all(x, has(x.f))", true],
    ["[o.text].all(x, has(x.f))", "error"],
    ["o.list.size() == 1 && size(o.map) == 1 && o.text.size() == 4", true],
  ];
  for (const [expression, expected] of table)
    it(`${expression} is ${String(expected)}`, () => expect(evaluate(expression, o, false)).to.equal(expected));
});

describe("cel: patches", () => {
  const o = {
    kind: "Deployment",
    f: true,
    t: "text",
    none: null,
    u: unknown,
    m: { k: "v" },
    rules: [{ verbs: ["get"] }],
    ports: [{ name: "a", port: 80 }, unknown],
    empty: [],
    finalizers: ["a"],
    metadata: { annotations: { a: "b" } },
  };
  const table: [string, unknown][] = [
    // What is stated is as it is.
    ["o.f", true],
    ["has(o.t) && o.t == 'text'", true],
    ["o.m.k == 'v'", true],
    ["has(o.u)", "unknown"],
    ["o.u == true", "unknown"],
    // What is absent may be anything in the object.
    ["has(o.absent)", "unstated"],
    ["!has(o.absent)", "unstated"],
    ["has(o.none)", "unstated"],
    ["o.absent == 1", "unstated"],
    ["has(o.m.absent)", "unstated"],
    ["'absent' in o.m", "unstated"],
    ["o.absent.all(x, false)", "unstated"],
    ["o.absent == 1 && !o.f", false],
    ["o.absent == 1 || o.f", true],
    ["o.absent == 1 && o.u", "unknown"],
    ["o.u && o.absent == 1", "unknown"],
    ["(o.absent == 1 && o.u) && o.other == 1", "unknown"],
    ["o.absent == 1 && o.missing == 1 && (o.f || o.u)", "unstated"],
    ["o.absent == 1 && [{'a': o.u}].all(x, x.a == 1) && o.missing == 1", "unknown"],
    ["size(o.m) == 1", "unstated"],
    // Keys that are not stated decide nothing.
    ["o.m.all(k, k == 'k')", "unstated"],
    ["o.m.all(k, k == 'other')", false],
    ["o.m.exists(k, k == 'k')", true],
    ["o.m.exists(k, k == 'other')", "unstated"],
    ["o.m.map(k, k).size() == 1", "unstated"],
    // A list is replaced as a whole, and its elements are complete.
    ["o.rules.all(r, has(r.verbs) && !has(r.resources))", true],
    ["o.rules.size() == 1 && 'get' in o.rules[0].verbs", true],
    ["o.empty.size() == 0", true],
    // Lists of some names are merged: elements that are not stated decide nothing.
    ["o.ports.all(p, p.port == 80)", "unknown"],
    ["o.ports.all(p, p.port == 81)", false],
    ["o.ports.exists(p, p.port == 80)", true],
    ["o.ports.all(p, false)", false],
    ["o.ports.size() == 2", "unknown"],
    ["o.ports.filter(p, p.name == 'a').all(p, p.port == 81)", "unknown"],
    ["o.containers.all(c, false)", "unstated"],
    ["o.containers.exists(c, true)", "unstated"],
    ["o.containers.size() == 0", "unstated"],
    ["'a' in o.finalizers", "unstated"],
    // What means the same absent or empty.
    ["has(o.containers) && has(o.securityContext) && has(o.metadata.labels)", true],
    ["has(o.securityContext.privileged)", "unstated"],
    ["o.securityContext.privileged == true", "unstated"],
    ["o.containers.map(c, c.securityContext).all(s, false)", "unstated"],
    ["o.metadata.annotations.all(k, k != 'a')", false],
    // What excuses a pod counts where it is seen.
    ["has(o.hostUsers) || has(o.os)", false],
  ];
  for (const [expression, expected] of table)
    it(`${expression} is ${String(expected)}`, () => expect(evaluate(expression, o, true)).to.equal(expected));

  it("finds what is bad behind filter() and map()", () => {
    const ports = [
      { name: "a", port: 80 },
      { name: "b", port: 81 },
    ];
    const filtered = (expression: string) => evaluate(expression, { ports }, true);
    expect(filtered("o.ports.filter(p, p.name == 'a').all(p, p.port == 81)")).to.equal(false);
    expect(filtered("o.ports.filter(p, p.name == 'a').all(p, p.port == 80)")).to.equal("unstated");
    expect(filtered("o.ports.filter(p, p.name == 'a').size() == 1")).to.equal("unstated");
    expect(filtered("o.ports.map(p, p.port).all(p, p > 80)")).to.equal(false);
    expect(filtered("o.ports.map(p, p.port).exists(p, p > 80)")).to.equal(true);
    expect(filtered("(o.ports + o.ports).all(p, p.port > 80)")).to.equal(false);
    expect(filtered("(o.ports + [{'port': 1}]).size() == 3")).to.equal("unstated");
  });
});
