import { expect } from "chai";
import fc from "fast-check";
import { controls } from "../../../../catalogue";
import { corpus } from "../../../corpus/corpus";
import type { Sample } from "../../../support/samples";
import { run, type RunOptions } from "../harness";
import { anyResource, keysOf, spoiledCase } from "./arbitrary";

const cases = [...corpus("aws"), ...corpus("kubernetes")];
const keys = keysOf(cases.flatMap(({ resources }) => resources));
const types = [...new Set(controls.flatMap(({ appliesTo }) => appliesTo))];

/** What a run takes at most, in milliseconds; all of these end in a few hundredths of a second on a machine at rest. */
const patience = 10_000;

const timeout = 180_000;

async function expectNoError(resources: readonly Sample[], options: RunOptions = {}): Promise<void> {
  const before = Date.now();
  const { evidence } = await run(resources, options);
  expect(Date.now() - before, "milliseconds").to.be.below(patience);
  expect(evidence.controls).to.have.length(controls.length);
  expect(evidence.findings.filter(({ verdict }) => verdict === "error")).to.deep.equal([]);
}

describe("compliance pack: any input", () => {
  it("gives a verdict that is no error on resources with anything in them", () =>
    fc.assert(
      fc.asyncProperty(fc.array(anyResource(types, keys), { minLength: 1, maxLength: 8 }), (resources) =>
        expectNoError(resources),
      ),
      { numRuns: 100 },
    )).timeout(timeout);

  it("gives a verdict that is no error with anything in the place of a value that it reads", () =>
    fc.assert(
      fc.asyncProperty(spoiledCase(cases, keys), ({ resources, settings }) =>
        expectNoError(resources, settings === undefined ? {} : { settings }),
      ),
      { numRuns: 200 },
    )).timeout(timeout);
});
