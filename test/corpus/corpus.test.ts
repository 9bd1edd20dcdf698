import { expect } from "chai";
import { controls, type Verdict } from "../../catalogue";
import { run } from "../policypacks/compliance/harness";
import { corpus, type CorpusCase } from "./corpus";
import { summaryOf, type Judged } from "./summary";

/** Cases that a half must have at least. */
const least = 300;

const known = new Set(controls.map(({ id }) => id));

for (const half of ["aws", "kubernetes"] as const) {
  describe(`corpus: ${half}`, () => {
    const cases = corpus(half);
    const judged: Judged[] = [];

    it(`holds at least ${least} cases, a third of them written from documentation alone`, () => {
      expect(cases.length).to.be.at.least(least);
      const blind = cases.filter(({ origin }) => origin === "documentation");
      expect(blind.length).to.be.at.least(cases.length / 3);
    });

    it("names each case once, and pairs that exist", () => {
      const ids = cases.map(({ id }) => id);
      expect(ids.filter((id, index) => ids.indexOf(id) !== index)).to.deep.equal([]);
      expect(cases.filter(({ pair }) => pair !== undefined && !ids.includes(pair)).map(({ id }) => id)).to.deep.equal(
        [],
      );
    });

    it("expects verdicts of controls that exist", () => {
      const strange = cases.flatMap(({ id, expect: wanted }) =>
        Object.keys(wanted)
          .filter((control) => !known.has(control))
          .map((control) => `${id}: ${control}`),
      );
      expect(strange).to.deep.equal([]);
    });

    for (const each of cases) {
      it(`${each.id}: ${Object.entries(each.expect)
        .map(([id, verdict]) => `${id} ${verdict}`)
        .join(", ")}`, async () => {
        const found = await verdictsOf(each);
        judged.push(
          ...Object.entries(each.expect).map(([control, wanted]) => ({ control, wanted, found: found.of(control) })),
        );
        for (const [control, wanted] of Object.entries(each.expect))
          expect(found.of(control), `${each.why}\n${found.messages(control)}`).to.equal(wanted);
      });
    }

    after(() => console.log(summaryOf(judged)));
  });
}

async function verdictsOf({ resources, settings }: CorpusCase) {
  const { evidence } = await run(resources, settings === undefined ? {} : { settings });
  return {
    of: (control: string): Verdict | undefined => evidence.controls.find(({ id }) => id === control)?.verdict,
    messages: (control: string) =>
      evidence.findings
        .filter((each) => each.control === control)
        .map(
          ({ verdict, message, resource = "" }) => `${verdict} ${resource.split("::").slice(2).join("::")}: ${message}`,
        )
        .join("\n"),
  };
}
