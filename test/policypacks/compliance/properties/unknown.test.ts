import { expect } from "chai";
import fc from "fast-check";
import type { Verdict } from "../../../../catalogue";
import { corpus, type CorpusCase } from "../../../corpus/corpus";
import { type Sample, unknown } from "../../../support/samples";
import { run } from "../harness";
import { describePlace, type Place, placesOf, withValue } from "./places";

const open: readonly Verdict[] = ["fail", "unknown", "error"];
const cases = [...corpus("aws"), ...corpus("kubernetes")].filter(({ expect: wanted }) =>
  Object.values(wanted).some((verdict) => open.includes(verdict)),
);

/** Where an unknown is not taken for anything that it could be. */
const exceptions: { why: string; holds: (control: string, place: Place, resources: readonly Sample[]) => boolean }[] = [
  {
    why: "of a chart's values, the name tells which is a secret, and one of them is unknown in nearly every release",
    holds: (control, { resource, path }, resources) =>
      control === "SEC-01" && path[0] === "values" && resources[resource]!.type.startsWith("kubernetes:helm.sh/"),
  },
  {
    why: "a text that is known names no resource whose own name is not known: that would be known as well",
    holds: (_, { resource, of, path }, resources) => {
      const [property, ...below] = path;
      const name = resources[resource]![of]?.[property!];
      if (below.length > 0 || typeof name !== "string" || !/^(name|bucket|id|arn)$/.test(String(property)))
        return false;
      return resources.some((each, index) => index !== resource && JSON.stringify(each).includes(name));
    },
  },
];

const verdictsOf = async (each: CorpusCase, resources = each.resources) =>
  new Map(
    (await run(resources, each.settings === undefined ? {} : { settings: each.settings })).evidence.controls.map(
      ({ id, verdict }) => [id, verdict],
    ),
  );

describe("compliance pack: a value that becomes unknown", () => {
  it("closes nothing that was open, in any case of the corpus", () =>
    fc.assert(
      fc.asyncProperty(fc.constantFrom(...cases), fc.nat(), async (each, index) => {
        const places = placesOf(each.resources);
        fc.pre(places.length > 0);
        const place = places[index % places.length]!;
        const before = await verdictsOf(each);
        const after = await verdictsOf(each, withValue(each.resources, place, unknown));
        for (const [id, verdict] of before)
          if (open.includes(verdict) && !exceptions.some(({ holds }) => holds(id, place, each.resources)))
            expect(open, `${id} was ${verdict} in ${each.id}, ${describePlace(each.resources, place)}`).to.include(
              after.get(id),
            );
      }),
      { numRuns: 150 },
    )).timeout(180_000);
});
