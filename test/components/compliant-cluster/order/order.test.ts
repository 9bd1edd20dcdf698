import { expect } from "chai";
import type { Recording } from "../../../support/recorder";
import { recordCluster, shortUrn } from "../../recorded";
import { cut, type Graph, graphOf, waits } from "./graph";
import { modes } from "../modes";
import { type Requirement, requirements } from "./requirements";

const missing = (graph: Graph, needed: readonly Requirement[]) =>
  needed
    .filter(({ later, earlier }) => !waits(graph, later, earlier))
    .map(({ later, earlier, why }) => `${shortUrn(later)} before ${shortUrn(earlier)}: ${why}`);

const reasons = [
  "its namespace",
  "the chart that brings its kind",
  "the webhook that judges it",
  "what its webhook would refuse while it starts",
  "the server that answers for its kind",
  "the template that makes its kind",
  "what its pods may send and receive",
  "the role of its pods, which they get when they start or never",
];

for (const [mode, args] of Object.entries(modes)) {
  describe(`compliant-cluster: the order of what is in the cluster, ${mode}`, () => {
    let recording: Recording;
    let graph: Graph;
    let needed: Requirement[];
    before(async () => {
      recording = await recordCluster(args);
      graph = graphOf(recording.registrations);
      needed = requirements(recording.registrations);
    });

    it("is asked for by name: everything comes after what it needs", () => {
      expect(needed.length).to.be.greaterThan(50);
      expect(missing(graph, needed)).to.deep.equal([]);
    });

    it("falls with any one dependency that carries it", () => {
      for (const each of needed) {
        const without = cut(graph, each.later, each.earlier);
        expect(missing(without, needed)).to.include(
          `${shortUrn(each.later)} before ${shortUrn(each.earlier)}: ${each.why}`,
        );
      }
    });

    if (mode === "by default")
      it("knows every reason there is", () => {
        expect([...new Set(needed.map(({ why }) => why))]).to.have.members(reasons);
      });
  });
}
