import { expect } from "chai";
import fc from "fast-check";
import { matches } from "../../../../policypacks/compliance/facts/policy-document";

const pattern = fc.string({ unit: fc.constantFrom("a", "b", "*", "?", "$", ".", "\n"), maxLength: 12 });
const text = fc.string({ unit: fc.constantFrom("a", "b", "*", "?", "$", ".", "\n"), maxLength: 12 });

/** The same by the definition: a `*` takes nothing, or one character and tries again. */
function fits(given: string, whole: string): boolean {
  if (given === "") return whole === "";
  if (given.startsWith("*")) return fits(given.slice(1), whole) || (whole !== "" && fits(given, whole.slice(1)));
  const isSame = whole !== "" && (given.startsWith("?") || given[0] === whole[0]);
  return isSame && fits(given.slice(1), whole.slice(1));
}

describe("facts/policy-document: patterns", () => {
  it("fit what their characters, `?` and `*` say, and nothing else", () => {
    fc.assert(
      fc.property(pattern, text, (given, whole) => {
        expect(matches(given, whole)).to.equal(fits(given, whole));
      }),
      { numRuns: 2000 },
    );
    expect(matches("s3:Get*", "s3:GetObject")).to.equal(true);
    expect(matches("s3:Get*", "s3:PutObject")).to.equal(false);
    expect(matches("*Object", "s3:GetObjectAcl")).to.equal(false);
    expect(matches("s3:?etObject", "s3:GetObject")).to.equal(true);
    expect(matches("", "")).to.equal(true);
  });

  it("take their time by their length, however long they are and however many stars they have", () => {
    const long = "a".repeat(20_000);
    expect(matches("$".repeat(1_000_000), "s3:getobject")).to.equal(false);
    expect(matches(`${"*a".repeat(100)}*b`, long)).to.equal(false);
    expect(matches(`${"*a".repeat(100)}*`, long)).to.equal(true);
  });
});
