import { expect } from "chai";

import { resourceTree, type TreeNode } from "../../../cli/report/tree";
import { evidence } from "./sample";

function outline(nodes: TreeNode[], depth = 0): string[] {
  return nodes.flatMap((node) => [
    `${"-".repeat(depth)}${node.type} ${node.name}`,
    ...outline(node.children, depth + 1),
  ]);
}

describe("resource tree", () => {
  it("places children under their components and leaves out the stack", () => {
    expect(outline(resourceTree(evidence().resources))).to.deep.equal([
      "my:index:Platform main",
      "-aws:eks/cluster:Cluster main",
    ]);
  });

  it("leaves out the providers that nobody asked for, and no others", () => {
    const of = (name: string) => ({ urn: `urn:${name}`, type: "pulumi:providers:aws", name });
    const resources = [of("default"), of("default_7_48_0"), of("defaults"), of("mine")];
    expect(outline(resourceTree(resources))).to.deep.equal([
      "pulumi:providers:aws defaults",
      "pulumi:providers:aws mine",
    ]);
  });

  it("sorts by type, then by name, whatever the order of registration", () => {
    const of = (type: string, name: string) => ({ urn: `urn:pulumi:s::p::${type}::${name}`, type, name });
    const resources = [of("b:b:B", "x"), of("a:a:A", "z"), of("a:a:A", "y")];
    expect(outline(resourceTree(resources))).to.deep.equal(["a:a:A y", "a:a:A z", "b:b:B x"]);
    expect(resourceTree([...resources].reverse())).to.deep.equal(resourceTree(resources));
    const twins = ["urn:b", "urn:c", "urn:a"].map((urn) => ({ urn, type: "a:a:A", name: "x" }));
    expect(resourceTree(twins).map(({ urn }) => urn)).to.deep.equal(["urn:a", "urn:b", "urn:c"]);
  });

  it("loses no resource whose parent is unknown", () => {
    const orphan = { urn: "urn:pulumi:s::p::t:t:T::lost", type: "t:t:T", name: "lost", parent: "urn:elsewhere" };
    expect(outline(resourceTree([orphan]))).to.deep.equal(["t:t:T lost"]);
  });

  it("carries remarks by URN", () => {
    const [node] = resourceTree(evidence().resources, (urn) => (urn.endsWith("::main") ? ["seen"] : []));
    expect(node?.notes).to.deep.equal(["seen"]);
  });
});
