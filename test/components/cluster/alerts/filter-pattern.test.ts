import { expect } from "chai";
import { parseFilterPattern } from "./filter-pattern";

const event = { verb: "get", user: { username: "system:node:a", groups: ["one", "two"] }, code: 403, nothing: null };

function matches(pattern: string, absent = false): boolean {
  return parseFilterPattern(pattern).matches(event, absent);
}

describe("cluster/alerts/filter-pattern", () => {
  it("compares texts, with wildcards at the ends", () => {
    const fitting = ["get", "g*", "*t", "*e*", "*"];
    expect(fitting.map((each) => matches(`{ $.verb = "${each}" }`))).to.deep.equal(fitting.map(() => true));
    expect(["ge", "et", "t*", "*g"].map((each) => matches(`{ $.verb = "${each}" }`))).to.deep.equal(
      [1, 2, 3, 4].map(() => false),
    );
    expect(matches('{ $.verb != "get" }')).to.equal(false);
    expect(matches('{ $.verb != "g" }')).to.equal(true);
    expect(matches("{ $.user.groups[1] = two }")).to.equal(true);
  });

  it("compares numbers, and no texts as numbers", () => {
    const table = { "= 403": true, "< 403": false, "<= 403": true, "> 402": true, ">= 404": false, "!= 403": false };
    for (const [condition, expected] of Object.entries(table)) {
      expect(matches(`{ $.code ${condition} }`), condition).to.equal(expected);
    }
    expect(matches("{ $.verb < 500 }")).to.equal(false);
  });

  it("tells a key that is absent from one that is null", () => {
    expect(matches("{ $.gone NOT EXISTS }")).to.equal(true);
    expect(matches("{ $.nothing NOT EXISTS }")).to.equal(false);
    expect(matches("{ $.nothing IS NULL }")).to.equal(true);
    expect(matches("{ $.verb.deeper NOT EXISTS }")).to.equal(true);
    expect(matches('{ $.gone = "*" }', true)).to.equal(false);
    expect([true, false].map((absent) => matches('{ $.gone != "x" }', absent))).to.deep.equal([true, false]);
  });

  it("joins conditions, each kind within its parentheses", () => {
    expect(matches('{ ($.verb = "get") && (($.code = 1) || ($.code = 403)) }')).to.equal(true);
    expect(matches('{ ($.verb = "get") && ($.code = 1) }')).to.equal(false);
    expect(matches('{ ($.verb = "put") || ($.code = 1) }')).to.equal(false);
  });

  it("looks for words in lines, JSON or not", () => {
    const words = parseFilterPattern('"level=warning" "access denied"');
    expect(words.matches('level=warning msg="access denied"', false)).to.equal(true);
    expect(words.matches('level=info msg="access denied"', false)).to.equal(false);
    expect(words.matches({ note: "level=warning access denied" }, false)).to.equal(true);
    expect(parseFilterPattern('{ $.verb = "get" }').matches("no JSON", true)).to.equal(false);
  });

  it("refuses what is no pattern, and what is not documented", () => {
    const wrong = [
      "",
      "plain",
      "{ }",
      '{ $.verb = "get"',
      '{ ($.verb = "get" }',
      '{ $.verb = "get" } }',
      '{ $.verb == "get" }',
      '{ $.verb = "get }',
      '{ verb = "get" }',
      '{ $.annotations.authorization.k8s.io/decision = "allow" }',
      "{ ($.a = 1) && ($.b = 2) || ($.c = 3) }",
      '{ $.verb = "g*t" }',
      "{ $.verb = %get% }",
      "{ $.code < many }",
      '{ $.code < "403" }',
      "{ $.verb EXISTS }",
      "{ $.verb NOT NULL }",
      `{ $.verb = "${"x".repeat(1024)}" }`,
    ];
    for (const each of wrong) expect(() => parseFilterPattern(each), each).to.throw();
  });
});
