import { expect } from "chai";
import fc from "fast-check";
import {
  extended,
  flag,
  formatMistake,
  list,
  mapOf,
  type Mistake,
  nearest,
  oneOf,
  optional,
  quote,
  read,
  record,
  text,
  whole,
} from "../../../catalogue";

const sample = record({
  name: text(),
  size: whole(1, 9),
  color: oneOf(["red", "green"]),
  tags: optional(mapOf(text())),
  parts: optional(list(record({ id: text("an id", /^[a-z]+$/), on: optional(flag) }), 1)),
});

const mistakesOf = (value: unknown): string[] => read(sample, value).mistakes.map(formatMistake);

describe("catalogue/contracts: shapes", () => {
  it("return what fits, and leave absent members out", () => {
    const value = { name: "a", size: 3, color: "red", parts: [{ id: "x", on: false }] };
    expect(read(sample, value)).to.deep.equal({ value, mistakes: [] });
    expect(read(sample, { ...value, tags: null, parts: undefined })).to.deep.equal({
      value: { name: "a", size: 3, color: "red" },
      mistakes: [],
    });
  });

  it("collect every mistake at once, each with its path, and return no value", () => {
    const value = { name: " ", size: 2.5, colour: "red", tags: { a: 1 }, parts: [{ id: "x" }, { id: "X", on: "yes" }] };
    const reading = read(sample, value);
    expect(reading.value).to.equal(undefined);
    expect(reading.mistakes.map(formatMistake)).to.deep.equal([
      "colour: got an unknown key; expected `color`",
      'name: got " "; expected a non-empty text',
      "size: got 2.5; expected a whole number from 1 to 9",
      "color: got nothing; expected one of red, green",
      "tags.a: got 1; expected a non-empty text",
      'parts[1].id: got "X"; expected an id',
      'parts[1].on: got "yes"; expected true or false',
    ]);
  });

  it("name the known keys where no known key is near", () => {
    const [mistake] = mistakesOf({ name: "a", size: 1, color: "red", unrelated: 1 });
    expect(mistake).to.equal("unrelated: got an unknown key; expected one of the keys name, size, color, tags, parts");
  });

  it("speak of the document where the whole is wrong", () => {
    expect(mistakesOf([])).to.deep.equal(["document: got []; expected a map with name, size, color, tags, parts"]);
    expect(mistakesOf(null)).to.deep.equal([
      "document: got nothing; expected a map with name, size, color, tags, parts",
    ]);
  });

  it("start from the path they are given", () => {
    const { mistakes } = read(sample, { name: "a", size: 0, color: "red" }, "settings");
    expect(mistakes).to.deep.equal([{ path: "settings.size", got: "0", expected: "a whole number from 1 to 9" }]);
  });

  it("ask for a list that is long enough, and for a map", () => {
    const base = { name: "a", size: 1, color: "green" };
    expect(mistakesOf({ ...base, parts: [] })).to.deep.equal(["parts: got []; expected a list of 1 or more"]);
    expect(mistakesOf({ ...base, parts: "x", tags: [] })).to.deep.equal([
      "tags: got []; expected a map",
      'parts: got "x"; expected a list of 1 or more',
    ]);
    expect(read(list(text()), {}).mistakes[0]?.expected).to.equal("a list");
  });

  it("ask a map's keys for a form", () => {
    const named = mapOf(whole(0, 1), /^[a-z]+$/, "a lower-case name");
    expect(read(named, { ok: 1 })).to.deep.equal({ value: { ok: 1 }, mistakes: [] });
    expect(read(named, { NO: 1 }).mistakes).to.deep.equal([
      { path: "NO", got: '"NO"', expected: "a lower-case name" },
    ] satisfies Mistake[]);
    expect(read(mapOf(flag), { "": true }, "tags").mistakes).to.deep.equal([
      { path: "tags.", got: '""', expected: "a name" },
    ] satisfies Mistake[]);
  });

  it("take further members beside those of another shape, and tell the mistakes of both", () => {
    const shape = extended(record({ own: flag }), { more: optional(whole(1, 3)) });
    expect(read(shape, { own: true, more: 2 })).to.deep.equal({ value: { own: true, more: 2 }, mistakes: [] });
    expect(read(shape, { own: true })).to.deep.equal({ value: { own: true }, mistakes: [] });
    expect(read(shape, { own: 1, more: 4, other: 1 }, "at").mistakes.map(({ path }) => path)).to.have.members([
      "at.own",
      "at.more",
      "at.other",
    ]);
    expect(read(shape, [], "at").mistakes.map(({ path }) => path)).to.deep.equal(["at"]);
  });

  it("accept the bounds of a number and nothing beyond", () => {
    for (const value of [1, 9]) expect(read(whole(1, 9), value).mistakes).to.deep.equal([]);
    for (const value of [0, 10, Number.NaN, "3"]) expect(read(whole(1, 9), value).mistakes).to.have.length(1);
  });

  it("never throw, whatever they read", () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const reading = read(sample, value);
        expect(reading.mistakes.length > 0).to.equal(reading.value === undefined);
      }),
    );
  });
});

describe("catalogue/contracts: mistakes", () => {
  it("are worded in one way", () => {
    expect(formatMistake({ path: "network.zones", got: "7", expected: "2 or 3" })).to.equal(
      "network.zones: got 7; expected 2 or 3",
    );
  });

  it("quote JSON, cut to 80 characters", () => {
    expect(quote(undefined)).to.equal("nothing");
    expect(quote(null)).to.equal("nothing");
    expect(quote("a")).to.equal('"a"');
    expect(quote({ a: [1] })).to.equal('{"a":[1]}');
    expect(quote(() => 1)).to.equal("function");
    const later = { apply: () => 1, toJSON: () => "a lecture" };
    expect(quote(later)).to.equal("a value that is known later");
    expect(quote(Promise.resolve("x"))).to.equal("a value that is known later");
    expect(quote({ ids: ["a", later] })).to.equal('{"ids":["a","a value that is known later"]}');
    expect(quote({ apply: "x" })).to.equal('{"apply":"x"}');
    expect(quote("x".repeat(78)))
      .to.have.length(80)
      .and.not.include("…");
    expect(quote("x".repeat(79)))
      .to.have.length(80)
      .and.match(/^"x{78}…$/);
  });

  it("suggest the nearest word, and none where none is near", () => {
    const known = ["regimes", "network", "endpoint", "access", "nodes"];
    expect(nearest("regime", known)).to.equal("regimes");
    expect(nearest("netwrok", known)).to.equal("network");
    expect(nearest("ENDPOINT", known)).to.equal("endpoint");
    expect(nearest("noes", known)).to.equal("nodes");
    expect(nearest("kubernetes", known)).to.equal(undefined);
    expect(nearest("x", [])).to.equal(undefined);
    expect(nearest("ab", ["abcd"])).to.equal("abcd");
    expect(nearest("ab", ["abcde"])).to.equal(undefined);
  });

  it("suggest a known word for itself", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z]{3,10}$/), { minLength: 1 }), (words) => {
        for (const word of words) expect(nearest(word, words)).to.equal(word);
      }),
    );
  });
});
