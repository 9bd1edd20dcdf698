import { expect } from "chai";
import { fact } from "../../../../policypacks/compliance/facts/fact";
import {
  all,
  between,
  fail,
  holds,
  oneOf,
  pass,
  unknown as notKnown,
} from "../../../../policypacks/compliance/facts/judgement";
import { isUnknown, raw } from "../../../../policypacks/compliance/facts/unknown";
import { unknown } from "../../../support/samples";
import { sentinels, unknownCheckingProxy, UnknownValueError } from "../runtime";

describe("facts: reading past the proxy of @pulumi/policy", () => {
  const props = { a: { list: [1, unknown, null], text: "x" }, hidden: unknown, none: null };
  const proxied = unknownCheckingProxy(props);

  it("shows unknowns as their sentinels, where reading them throws", () => {
    expect(() => proxied["hidden"]).to.throw(UnknownValueError);
    expect(raw(proxied)).to.deep.equal(props);
    expect(fact(raw(proxied)).at("hidden").state).to.equal("unknown");
  });

  it("knows the sentinel of every type that the runtime has", () => {
    expect(sentinels).to.have.length(7);
    expect(sentinels.filter((each) => !isUnknown(each))).to.deep.equal([]);
    expect(isUnknown(`arn:${unknown}:key`)).to.equal(true);
    expect([isUnknown("text"), isUnknown(7), isUnknown(undefined)]).to.deep.equal([false, false, false]);
  });

  it("tells known, unknown, absent and wrong apart, with paths", () => {
    const root = fact(props);
    const states = ["a.text", "hidden", "hidden.below", "none", "none.below", "a.other", "a.text.below", "toString"];
    expect(states.map((path) => root.at(path).state)).to.deep.equal([
      "known",
      "unknown",
      "unknown",
      "absent",
      "absent",
      "absent",
      "wrong",
      "absent",
    ]);
    expect(
      root
        .at("a.list")
        .items()!
        .map(({ state, path }) => `${path} ${state}`),
    ).to.deep.equal(["a.list[0] known", "a.list[1] unknown", "a.list[2] absent"]);
    expect([root.at("a.text").items(), root.at("hidden").items(), root.at("a.text").keys()]).to.deep.equal([
      undefined,
      undefined,
      undefined,
    ]);
    expect([root.at("a").keys(), root.at("hidden").keys()]).to.deep.equal([["list", "text"], undefined]);
    expect(root.at(["a", "te.xt"]).state).to.equal("absent");
    expect(root.at(["a", "te.xt"]).path).to.equal("a.te.xt");
  });

  it("is linked only where it is unknown, by its top-level property", () => {
    const asked: string[] = [];
    const root = fact({ top: { deep: [unknown], known: 1 } }, (property, types) => {
      asked.push(`${property} ${types.join()}`);
      return true;
    });
    expect(root.at("top.deep").items()![0]!.from("a", "b").state).to.equal("linked");
    expect(root.at("top.deep").items()![0]!.from("a").at("below").state).to.equal("unknown");
    expect(root.at("top.known").from("a").state).to.equal("known");
    expect(asked).to.deep.equal(["top a,b", "top a"]);
    expect(fact({ top: unknown }).at("top").from("a").state).to.equal("unknown");
  });
});

describe("facts: judgements", () => {
  it("is the worst of several, with the messages of the worst, each once", () => {
    expect(all(pass("a"), notKnown("b"), fail("c"), fail("d"), fail("c"))).to.deep.equal({
      verdict: "fail",
      message: "c; d",
    });
    expect(all(pass("a"), notKnown("b"))).to.deep.equal({ verdict: "unknown", message: "b" });
    expect(all(pass("a"), pass("b"))).to.deep.equal({ verdict: "pass", message: "a; b" });
    expect(() => all()).to.throw("no judgement");
  });

  it("holds both bounds of a number", () => {
    const verdict = (value: unknown) => between(fact({ n: value }).at("n"), 2, 4).verdict;
    expect([1, 2, 4, 5, "3", undefined, unknown].map(verdict)).to.deep.equal([
      "fail",
      "pass",
      "pass",
      "fail",
      "fail",
      "fail",
      "unknown",
    ]);
    expect(between(fact({}).at("n"), 2, 4, 3).verdict).to.equal("pass");
    expect(between(fact({}).at("n"), 2, Infinity).message).to.equal("n is not set; expected at least 2");
  });

  it("names the bounds that it expects, and what is not set", () => {
    const message = (value: unknown, min: number, max: number, fallback?: number) =>
      between(fact({ n: value }).at("n"), min, max, fallback).message;
    expect(message(5, 2, 4)).to.equal("n is 5; expected 2 to 4");
    expect(message(5, 0, 4)).to.equal("n is 5; expected at most 4");
    expect(message(1, 2, Infinity)).to.equal("n is 1; expected at least 2");
    expect(message(undefined, 2, 4, 3)).to.equal("n is not set, which means 3");
    expect(message(undefined, 2, 4, 7)).to.equal("n is not set, which means 7; expected 2 to 4");
  });

  it("takes the default of what is not set, where there is one", () => {
    const judged = (value: unknown, fallback?: string) => {
      const more = fallback === undefined ? {} : { default: fallback };
      const { verdict, message } = oneOf(fact({ p: value }, () => true).at("p"), { values: ["on"], ...more });
      return `${verdict}: ${message}`;
    };
    expect(judged("on")).to.equal('pass: p is "on"');
    expect(judged(undefined)).to.equal('fail: p is not set; expected "on"');
    expect(judged(undefined, "on")).to.equal('pass: p is not set, which means "on"');
    expect(judged(undefined, "off")).to.equal('fail: p is not set, which means "off"; expected "on"');
    expect(judged(unknown)).to.equal('unknown: p cannot be known before deployment; expected "on"');
    expect(oneOf(fact({ p: "x" }).at("p.q"), { values: ["on"] })).to.deep.equal(
      fail('p.q is of the wrong type; expected "on"'),
    );
    const linked = fact({ p: unknown }, () => true)
      .at("p")
      .from("a");
    expect(oneOf(linked, { values: ["on"] })).to.deep.equal(
      notKnown('p cannot be known before deployment; expected "on"'),
    );
  });

  it("looks for all words of a list, and lets no unknown stand for two", () => {
    const judged = (value: unknown) => holds(fact({ p: value }).at("p"), ["a", "b"]);
    const perhaps = ", unless an element that is not known yet is it";
    expect(judged(["b", "a", "c"])).to.deep.equal(pass("p holds a, b"));
    expect(judged(["b"])).to.deep.equal(fail("p lacks a"));
    expect(judged(["b", unknown])).to.deep.equal(notKnown(`p lacks a${perhaps}`));
    expect(judged([unknown])).to.deep.equal(fail("p lacks a, b"));
    expect(judged([unknown, unknown])).to.deep.equal(notKnown(`p lacks a, b${perhaps}`));
    expect(judged(undefined)).to.deep.equal(fail("p is not set; expected a, b"));
    expect(judged(unknown)).to.deep.equal(notKnown("p cannot be known before deployment; expected a list with a, b"));
  });

  it("prints no text that it was not told to print", () => {
    const message = (value: unknown) =>
      oneOf(fact({ p: value }).at("p"), { values: ["on"], printable: ["off"] }).message;
    expect(["off", "hunter2", 5, false, ["hunter2"], { a: "hunter2" }].map(message)).to.deep.equal([
      'p is "off"; expected "on"',
      'p is another text; expected "on"',
      'p is 5; expected "on"',
      'p is false; expected "on"',
      'p is a list; expected "on"',
      'p is a map; expected "on"',
    ]);
    expect(holds(fact({ p: ["hunter2"] }).at("p"), ["on"]).message).to.equal("p lacks on");
  });
});
