import { expect } from "chai";
import type { RuleSet } from "../../../../catalogue";
import { pods } from "../../../../catalogue/rules/pods";
import { compileAhead, rulebook, setsOf } from "../../../../policypacks/compliance/policies/kubernetes/rulebooks";

/** A set that notes when its rules are read, which is when it is compiled. */
function noting(set: RuleSet, id: string, read: Set<string>): RuleSet {
  return {
    ...set,
    id,
    get rules() {
      read.add(id);
      return set.rules;
    },
  };
}

describe("rulebooks", () => {
  it("are compiled once for each version", () => {
    expect(rulebook(pods, "1.35")).to.equal(rulebook(pods, "1.35"));
    expect(rulebook(pods, "1.35")).to.not.equal(rulebook(pods, "1.33"));
    expect(rulebook(pods, "strange")).to.equal(rulebook(pods, undefined));
  });

  it("are compiled ahead one after the other, while other things happen, and need not all compile", async () => {
    const read = new Set<string>();
    const broken = { ...pods, rules: [{ ...pods.rules[0]!, expression: "variables.pod.(" }] };
    compileAhead([noting(pods, "first", read), broken, noting(pods, "last", read)]);
    expect([...read]).to.deep.equal(["first"]);
    for (let turn = 0; turn < 4; turn++) await new Promise(setImmediate);
    expect([...read]).to.deep.equal(["first", "last"]);
    expect(() => rulebook(broken, undefined)).to.throw("but expecting");
  });

  it("of a control are those of the sets that hold a rule of it, always as the same list", () => {
    const sets = [pods, { ...pods, id: "none", rules: [] }];
    expect(setsOf("PSS-01", sets)).to.deep.equal([pods]);
    expect(setsOf("PSS-01", sets)).to.equal(setsOf("PSS-01", sets));
    expect(setsOf("ENC-01", sets)).to.deep.equal([]);
  });
});
