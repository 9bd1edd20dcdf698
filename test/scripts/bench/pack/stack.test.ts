import { expect } from "chai";
import { stackOf } from "../../../../scripts/bench/pack/stack";

describe("the generated stacks of the bench", () => {
  const stack = stackOf(1_000);
  const urns = new Set(stack.map(({ urn }) => urn));

  it("are as large as asked, with distinct resources", () => {
    for (const size of [100, 1_000]) expect(stackOf(size)).to.have.length(size);
    expect(urns.size).to.equal(1_000);
  });

  it("are the same each time, and a smaller one begins a larger one", () => {
    expect(stackOf(1_000)).to.deep.equal(stack);
    // A resource that joins another names it only where both are there.
    expect(stackOf(100).map(({ urn }) => urn)).to.deep.equal(stack.slice(0, 100).map(({ urn }) => urn));
  });

  it("are of AWS and of Kubernetes, as large as in the golden previews", () => {
    const of = (family: string) => stack.filter(({ type }) => type.startsWith(family));
    const bytes = (family: string) =>
      of(family).reduce((sum, { inputs }) => sum + JSON.stringify(inputs).length, 0) / of(family).length;
    expect(of("kubernetes:").length).to.be.within(500, 700);
    expect(of("aws:").length).to.be.within(300, 500);
    expect(bytes("kubernetes:")).to.be.within(600, 1_200);
    expect(bytes("aws:")).to.be.within(300, 600);
  });

  it("join what they hold, on what is not known yet", () => {
    const joined = stack.flatMap(({ propertyDependencies }) => Object.values(propertyDependencies).flat());
    expect(joined.length).to.be.greaterThan(200);
    expect(joined.filter((urn) => !urns.has(urn))).to.deep.equal([]);
    expect(stack.filter(({ parent }) => parent !== undefined && !urns.has(parent))).to.deep.equal([]);
  });
});
