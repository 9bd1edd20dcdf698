import { expect } from "chai";
import * as fc from "fast-check";
import { indexStack, type StackResource } from "../../../../policypacks/compliance/facts/stack";

const subnets = ["a", "b", "c", "d"].map((name): StackResource => ({
  type: "aws:ec2/subnet:Subnet",
  name,
  urn: `urn:pulumi:dev::demo::aws:ec2/subnet:Subnet::${name}`,
  props: {},
  opts: { ignoreChanges: [] },
  propertyDependencies: {},
}));

const group: StackResource = {
  type: "aws:eks/nodeGroup:NodeGroup",
  name: "workers",
  urn: "urn:pulumi:dev::demo::aws:eks/nodeGroup:NodeGroup::workers",
  props: {},
  opts: { ignoreChanges: [] },
  propertyDependencies: { subnetIds: subnets },
};

const shuffled = <T>(list: T[]) => fc.shuffledSubarray(list, { minLength: list.length });

describe("facts/stack", () => {
  it("lists resources and sources in the same order, however they arrive", () => {
    fc.assert(
      fc.property(shuffled([...subnets, group]), shuffled(subnets), (resources, sources) => {
        const arrived = resources.map((each) =>
          each === group ? { ...group, propertyDependencies: { subnetIds: sources } } : each,
        );
        const stack = indexStack(arrived, { inputs: () => undefined, sourceCount: () => undefined });
        const names = (list: readonly { name: string }[]) => list.map(({ name }) => name);
        expect(names(stack.subjects)).to.deep.equal(["a", "b", "c", "d", "workers"]);
        expect(names(stack.ofType("aws:ec2/subnet:Subnet"))).to.deep.equal(["a", "b", "c", "d"]);
        const [workers] = stack.ofType("aws:eks/nodeGroup:NodeGroup");
        expect(names(workers!.sources("subnetIds").subjects)).to.deep.equal(["a", "b", "c", "d"]);
      }),
    );
  });
});
