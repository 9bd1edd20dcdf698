import { Output } from "@pulumi/pulumi";
import { expect } from "chai";
import fc from "fast-check";
import { deepMerge, isMap, touches, valueAt, type Values } from "../../../components/foundations/values";

const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
const key = fc.stringMatching(/^[a-d]$/);
const { values } = fc.letrec<{ values: Values; value: unknown }>((tie) => ({
  value: fc.oneof({ depthSize: "small" }, scalar, fc.array(scalar, { maxLength: 3 }), tie("values")),
  values: fc.dictionary(key, tie("value"), { maxKeys: 4 }),
}));

/** Every path to something that is no map. */
function leaves(map: Values, prefix = ""): string[] {
  return Object.entries(map).flatMap(([name, value]) =>
    isMap(value) && Object.keys(value).length > 0 ? leaves(value, `${prefix}${name}.`) : [`${prefix}${name}`],
  );
}

describe("foundations/values", () => {
  it("merges maps key by key and replaces the rest", () => {
    const merged = deepMerge({ a: { b: 1, c: [1, 2] }, d: "x" }, { a: { c: [3] }, d: null, e: undefined });
    expect(merged).to.deep.equal({ a: { b: 1, c: [3] }, d: null });
  });

  it("what is laid over wins, what it does not touch stays, and neither is changed", () => {
    fc.assert(
      fc.property(values, values, (base, over) => {
        const before = structuredClone([base, over]);
        const merged = deepMerge(base, over);
        expect([base, over]).to.deep.equal(before);
        leaves(over)
          .filter((path) => !isMap(valueAt(over, path)))
          .forEach((path) => expect(valueAt(merged, path)).to.deep.equal(valueAt(over, path)));
        leaves(base)
          .filter((path) => !touches(over, path))
          .forEach((path) => expect(valueAt(merged, path)).to.deep.equal(valueAt(base, path)));
      }),
    );
  });

  it("merging with nothing, or with itself, changes nothing", () => {
    fc.assert(
      fc.property(values, (each) => {
        expect(deepMerge(each, {})).to.deep.equal(each);
        expect(deepMerge({}, each)).to.deep.equal(each);
        expect(deepMerge(each, each)).to.deep.equal(each);
      }),
    );
  });

  it("is associative", () => {
    const scalars = (map: Values): boolean => Object.values(map).every((each) => (isMap(each) ? scalars(each) : true));
    fc.assert(
      fc.property(fc.dictionary(key, scalar), fc.dictionary(key, scalar), fc.dictionary(key, scalar), (a, b, c) => {
        expect(scalars(a)).to.equal(true);
        expect(deepMerge(deepMerge(a, b), c)).to.deep.equal(deepMerge(a, deepMerge(b, c)));
      }),
    );
  });

  it("an Output and a list are values, not maps", () => {
    const late = Output.create({ a: 1 });
    expect(deepMerge({ x: { a: 2 } }, { x: late })["x"]).to.equal(late);
    expect(isMap([])).to.equal(false);
  });

  it("__proto__ is a key like any other", () => {
    const evil = JSON.parse('{"__proto__": {"polluted": true}}') as Values;
    const merged = deepMerge({}, evil);
    expect(Object.hasOwn(merged, "__proto__")).to.equal(true);
    expect((merged as { polluted?: boolean }).polluted).to.equal(undefined);
    expect(({} as { polluted?: boolean }).polluted).to.equal(undefined);
  });

  it("knows when values touch a path: at it, below it, or by dropping what is above it", () => {
    const path = "a.b.c";
    const touching = [{ a: { b: { c: 1 } } }, { a: { b: { c: { d: 1 } } } }, { a: null }, { a: { b: [] } }, { a: 1 }];
    const not = [{}, { a: {} }, { a: { b: {} } }, { b: 1 }, { a: { b: { d: 1 } } }, { "a.b.c": 1 }, { a: undefined }];
    expect(touching.filter((each) => !touches(each, path))).to.deep.equal([]);
    expect(not.filter((each) => touches(each, path))).to.deep.equal([]);
  });
});
