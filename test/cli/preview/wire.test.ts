import { expect } from "chai";
import fc from "fast-check";
import { makeUrn } from "../../../cli/preview/urn";
import {
  asSecret,
  fromStruct,
  isUnknown,
  secretPlaceholder,
  toStruct,
  unknown,
  unwrapSecrets,
} from "../../../cli/preview/wire";

describe("preview wire", () => {
  it("carries every JSON value through a message unchanged", () => {
    const value = fc.letrec((tie) => ({
      json: fc.oneof(
        { maxDepth: 3 },
        fc.string(),
        fc.boolean(),
        fc.constant(null),
        fc.integer(),
        fc.array(tie("json"), { maxLength: 3 }),
        fc.dictionary(
          fc.string({ minLength: 1 }).filter((key) => key !== "__proto__"),
          tie("json"),
          { maxKeys: 3 },
        ),
      ),
    })).json;
    fc.assert(
      fc.property(value, (json) => {
        expect(fromStruct(toStruct({ json }))).to.deep.equal({ json: JSON.parse(JSON.stringify(json)) as unknown });
      }),
    );
  });

  it("makes unknown of what holds the placeholder of a secure setting, alone, inside a text, or as a secret", () => {
    const holding = { alone: secretPlaceholder, inside: [`https://u:${secretPlaceholder}@host`], other: "text" };
    expect(fromStruct(toStruct({ ...holding, secret: asSecret(secretPlaceholder) }))).to.deep.equal({
      alone: unknown,
      inside: [unknown],
      other: "text",
      secret: asSecret(unknown),
    });
  });

  it("leaves out what is undefined", () => {
    expect(fromStruct(toStruct({ a: undefined, b: { c: undefined, d: 1 }, e: [undefined] }))).to.deep.equal({
      b: { d: 1 },
      e: [null],
    });
  });

  it("turns output values into what they hold", () => {
    const output = (rest: object) => ({
      "4dabf18193072939515e22adb298388d": "d0e6a833031e9bbcd3f4e8bde6ca49a4",
      ...rest,
    });
    const struct = toStruct({
      known: output({ value: 1 }),
      secret: output({ value: 2, secret: true }),
      later: output({}),
    });
    expect(fromStruct(struct)).to.deep.equal({ known: 1, secret: asSecret(2), later: unknown });
  });

  it("marks a secret as Pulumi does", () => {
    expect(asSecret("x")).to.deep.equal({
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      value: "x",
    });
  });

  it("wraps a secret once, and unwraps it at every depth", () => {
    const value = { list: [asSecret(asSecret({ inner: asSecret("x") }))] };
    expect(unwrapSecrets(value)).to.deep.equal({ list: [{ inner: "x" }] });
  });

  it("knows an unknown, also inside a secret", () => {
    expect([unknown, asSecret(unknown), "x", asSecret("x"), undefined].map(isUnknown)).to.deep.equal([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

describe("URNs", () => {
  const scope = { stack: "s", project: "p" };

  it("treat no parent as the stack", () => {
    expect(makeUrn(scope, "a:b:C", "n", "")).to.equal("urn:pulumi:s::p::a:b:C::n");
    expect(makeUrn(scope, "a:b:C", "n")).to.equal("urn:pulumi:s::p::a:b:C::n");
  });
});
