import { expect } from "chai";
import * as fc from "fast-check";
import { sentinel } from "../../../../policypacks/compliance/facts/unknown";
import { indexStack, type StackResource, stackWithIgnored } from "../../../../policypacks/compliance/facts/stack";

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

  describe("providers and regions", () => {
    const provider = { urn: "urn:p", props: { region: "eu-west-1", defaultTags: '{"tags":{}}' } };
    const one = (props: object, more: Partial<StackResource> = {}) => {
      const resource = { ...subnets[0]!, provider, props, ...more };
      return indexStack([resource], { inputs: () => undefined, sourceCount: () => undefined });
    };

    it("keeps what a resource's provider is configured with", () => {
      expect(one({}).subjects[0]).to.deep.include({ provider: "urn:p", providerProps: provider.props });
      expect(one({}, { provider: { urn: "urn:p" } }).subjects[0]).not.to.have.property("providerProps");
    });

    it("takes the region of the resource before that of its provider", () => {
      expect(one({ region: "eu-central-1" }).subjects[0]!.region).to.equal("eu-central-1");
      expect(one({}).subjects[0]!.region).to.equal("eu-west-1");
      expect(one({ region: sentinel }).subjects[0]).not.to.have.property("region");
    });

    it("knows no region of what keeps its own, and that of everything else", () => {
      const regionAfter = (ignoreChanges: string[], props: object = {}) =>
        stackWithIgnored(one(props, { opts: { ignoreChanges } }))!.subjects[0]!.region;
      expect(regionAfter(["region"])).to.equal(undefined);
      expect(regionAfter(["*"], { region: "eu-west-1" })).to.equal(undefined);
      expect(regionAfter(["tags"])).to.equal("eu-west-1");
    });

    it("of a stack after a deployment is worked out once for all that ask", () => {
      const stack = one({}, { opts: { ignoreChanges: ["tags", "bucket"] } });
      expect(stackWithIgnored(stack)).to.equal(stackWithIgnored(stack));
      expect(stackWithIgnored(stack, ["tags"])).to.not.equal(stackWithIgnored(stack));
      expect(stackWithIgnored(stack, ["tags", "bucket"])).to.equal(undefined);
    });
  });
});
