import { expect } from "chai";
import fc from "fast-check";
import type { Evidence } from "../../../../catalogue";
import { corpus, type CorpusCase } from "../../../corpus/corpus";
import type { Sample } from "../../../support/samples";
import { run } from "../harness";
import { anyResource, keysOf } from "./arbitrary";

const cases = [...corpus("aws"), ...corpus("kubernetes")];
const anyCase = fc.constantFrom(...cases);
const keys = keysOf(cases.flatMap(({ resources }) => resources));

/** Types that no control judges, whatever is in them. */
const unrelated = anyResource(
  [
    "random:index/randomId:RandomId",
    "command:local:Command",
    "tls:index/privateKey:PrivateKey",
    "pulumi:providers:random",
    "pulumi:pulumi:StackReference",
    "acme:index:Team",
  ],
  keys,
).map((each): Sample => ({ ...each, name: `unrelated-${each.name}` }));

const evidenceOf = async (each: CorpusCase, resources: readonly Sample[]): Promise<Evidence> =>
  (await run(resources, each.settings === undefined ? {} : { settings: each.settings })).evidence;

const judged = ({ controls, findings }: Evidence) => ({ controls, findings });

/** The evidence without its times. */
const timeless = ({ run: { startedAt, ...rest }, ...evidence }: Evidence) => ({
  ...evidence,
  run: { ...rest, startedAt: typeof startedAt },
});

const patience = 180_000;

describe("compliance pack: the company that a resource keeps", () => {
  it("changes no verdict and no finding where it is unrelated", () =>
    fc.assert(
      fc.asyncProperty(anyCase, unrelated, fc.nat(), async (each, stranger, at) => {
        const index = at % (each.resources.length + 1);
        const together = [...each.resources.slice(0, index), stranger, ...each.resources.slice(index)];
        const [alone, after] = [await evidenceOf(each, each.resources), await evidenceOf(each, together)];
        expect(judged(after), each.id).to.deep.equal(judged(alone));
      }),
      { numRuns: 75 },
    )).timeout(patience);

  it("changes nothing where the cluster tells its version after what is in it was judged", async () => {
    const relaxed = cases.find(({ id }) => id === "proc-unmasked-in-user-namespace")!;
    expect(relaxed.resources.map(({ type }) => type)).to.deep.equal([
      "rampart:index:CompliantCluster",
      "kubernetes:core/v1:Pod",
    ]);
    const [before, after] = [relaxed.resources, [...relaxed.resources].reverse()];
    expect(timeless(await evidenceOf(relaxed, after))).to.deep.equal(timeless(await evidenceOf(relaxed, before)));
  });

  it("changes nothing by its order", () =>
    fc.assert(
      fc.asyncProperty(
        fc
          .constantFrom(...cases.filter(({ resources }) => resources.length > 1))
          .chain((each) =>
            fc.tuple(fc.constant(each), fc.shuffledSubarray(each.resources, { minLength: each.resources.length })),
          ),
        async ([each, shuffled]) => {
          const [before, after] = [await evidenceOf(each, each.resources), await evidenceOf(each, shuffled)];
          expect(timeless(after), each.id).to.deep.equal(timeless(before));
        },
      ),
      { numRuns: 75 },
    )).timeout(patience);
});
