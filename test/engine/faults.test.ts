import { expect } from "chai";
import { choose, full, seed } from "../lab/choice";
import { disagreements, lostOnTheWay } from "./faults/agreement";
import { chains, describePoint } from "./faults/chains";
import { expectedResources } from "./faults/expected";
import { openKiller, type Killer } from "./faults/kill";
import { noProcessLeft } from "./faults/leftovers";
import { refusal, refuseOnce } from "./faults/refusals";
import { adopt, cleanUp, command, exported, findInCloud, free, nothingToDo, openCreates } from "./faults/runbook";
import { type Lab, openLab } from "./lab/lab";

const expected = expectedResources("dev");
const again = `again: npm run test:engine -- --seed ${seed}`;

describe("a create that fails", () => {
  const types = [...new Set(expected.map(({ type }) => type))];
  const ofType = (wanted: string) => expected.filter(({ type }) => type === wanted);
  const chosen = full ? expected : types.flatMap((type) => choose(ofType(type), 1));
  let lab: Lab;
  before(async () => void (lab = await openLab({ environment: "dev" })));
  after(() => lab.close());

  it(`is made by a later up, for ${full ? "each resource" : "a resource of each type"}`, async () => {
    const refusals = refuseOnce(chosen);
    const { refused } = refusals;
    lab.providers.plan = refusals.plan;
    let runs = 0;
    for (let ok = false; !ok; runs += 1) {
      const before = refused.length;
      // As many at a time as there are, so that few runs meet many refusals.
      const run = await lab.up({ parallel: expected.length });
      const failed = run.events.flatMap(({ resOpFailedEvent }) => resOpFailedEvent?.metadata.urn ?? []);
      expect(failed.sort(), run.text).to.deep.equal(refused.slice(before).sort());
      expect(run.text.includes(refusal)).to.equal(!run.ok);
      expect(run.ok).to.equal(refused.length === before);
      expect(disagreements(lab)).to.deep.equal([]);
      ok = run.ok;
    }
    console.log(`    creates that failed: ${refused.length} in ${runs} runs, by seed ${seed} (${again})`);
    expect(refusals.left()).to.deep.equal([]);
    expect(refused).to.have.lengthOf(chosen.length);
    expect(lab.providers.journal.filter(({ outcome }) => outcome === "refused")).to.have.lengthOf(chosen.length);
    expect(lab.cloud.all()).to.have.lengthOf(expected.length);
    await nothingToDo(lab);
  });
});

const deletes = expected.filter(({ deletedWith }) => deletedWith === undefined).length;

for (const [index, { up, destroy }] of chains({ up: expected.length, destroy: deletes }).entries()) {
  describe(`an engine that is killed${full ? `, chain ${index + 1}` : ""}`, () => {
    let lab: Lab;
    before(async () => {
      const points = [...up, ...destroy].map(describePoint).join("; ");
      console.log(`    kill points by seed ${seed} (${again}): ${points}`);
      lab = await openLab({ environment: "dev" });
      killer = openKiller(lab);
    });
    after(() => lab.close());

    let killer: Killer;
    /** URN → id, over all kills. */
    const adopted: Record<string, string> = {};
    for (const point of up) {
      it(`loses nothing: ${describePoint(point)}`, async () => {
        await killer.kill(point, () => lab.up());
        await noProcessLeft(lab);
        await free(lab);
        const state = await exported(lab);
        const found = findInCloud(lab, openCreates(state), state);
        const known = new Set(state.resources.map(({ urn }) => urn));
        const loose = lab.cloud.all().filter(({ urn }) => !known.has(urn));
        expect(found).to.deep.equal(Object.fromEntries(loose.map(({ urn, id }) => [urn, id])));
        adopt(lab, found);
        Object.assign(adopted, found);
        const preview = await lab.preview();
        const imports = preview.steps.filter(({ op }) => op === "import").map(({ urn }) => urn);
        expect(imports.sort(), preview.text).to.deep.equal(Object.keys(found).sort());
      });
    }

    it("goes on to the end, and has all that it had made", async () => {
      const run = await lab.up();
      expect(run.ok, run.text).to.equal(true);
      await cleanUp(lab);
      expect(disagreements(lab)).to.deep.equal([]);
      expect(lab.cloud.all()).to.have.lengthOf(expected.length);
      const ids = new Map(lab.state().resources.map(({ urn, id }) => [urn, id]));
      for (const [urn, id] of Object.entries(adopted)) expect(ids.get(urn)).to.equal(id);
      await command(lab, "refresh", "--preview-only", "--expect-no-changes");
      await nothingToDo(lab);
      console.log(`    ${up.length} kills left ${Object.keys(adopted).length} resources to adopt`);
      killer = openKiller(lab);
      for (const { urn, deletedWith } of lab.state().resources) if (deletedWith) goesWith.set(urn, deletedWith);
    });

    const goesWith = new Map<string, string>();
    const asked = new Set<string>();
    for (const point of destroy) {
      it(`loses nothing: ${describePoint(point)}`, async () => {
        await killer.kill(point, () => lab.destroy());
        await noProcessLeft(lab);
        await free(lab);
        for (const { method, urn } of lab.providers.journal) if (method === "delete") asked.add(urn);
        expect(lostOnTheWay(lab, goesWith, asked)).to.deep.equal([]);
      });
    }

    it("is destroyed in the end, and nothing is left", async () => {
      lab.providers.plan = {};
      const run = await lab.destroy();
      expect(run.ok, run.text).to.equal(true);
      expect(lab.cloud.all()).to.deep.equal([]);
      expect(lab.state().resources).to.deep.equal([]);
      expect(disagreements(lab)).to.deep.equal([]);
      await noProcessLeft(lab);
    });
  });
}
