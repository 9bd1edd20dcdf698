import { rmSync, truncateSync } from "node:fs";
import { expect } from "chai";
import type { Lab } from "../lab/lab";
import { stateFile } from "../lab/state";
import { disagreements } from "./agreement";
import { openKeys, type Wishes } from "./keys";
import { openKiller } from "./kill";
import { command, exported, free, nothingToDo } from "./runbook";

describe("what the runbook warns of", () => {
  let lab: Lab;
  let wishes: Wishes;
  beforeEach(
    async () => void (lab = await openKeys((wishes = { adoptions: {}, description: "before", multiRegion: false }))),
  );
  afterEach(() => lab.close());

  /** An update that is killed as AWS has made a key, and says which. */
  async function killed() {
    await openKiller(lab).kill({ phase: "up", call: 1, received: true }, () => lab.up());
    await free(lab);
    const made = lab.cloud.all().find(({ type }) => type === "aws:kms/key:Key")!;
    expect((await exported(lab)).pending.map(({ resource }) => resource.urn)).to.include(made.urn);
    return made;
  }

  it("an up without it makes a second one, where the cloud gives the id", async () => {
    const { urn, id } = await killed();
    expect((await lab.up()).ok).to.equal(true);
    expect(lab.cloud.find(urn)).to.have.lengthOf(2);
    expect(lab.state().resources.map((each) => each.id)).not.to.include(id);
  });

  it("a plain refresh keeps the entry, and --import-pending-creates removes it and takes nothing over", async () => {
    const { urn, id } = await killed();
    const pending = () => lab.state().pending.map(({ resource }) => resource.urn);
    await command(lab, "refresh", "--yes");
    expect(pending()).to.include(urn);
    const option = "--import-pending-creates";
    await command(lab, "refresh", "--yes", option, urn, option, id);
    expect(pending()).not.to.include(urn);
    expect(lab.state().resources.map((each) => each.urn)).not.to.include(urn);
  });

  it("what AWS keeps otherwise than the program has it is imported, and changed to what the program has", async () => {
    const made = await killed();
    lab.cloud.write({ ...made, outputs: { ...made.outputs, description: "changed by hand" } });
    wishes.adoptions[made.urn] = made.id;
    const preview = await lab.preview();
    expect(preview.changes).to.include({ import: 1, update: 1 });
    expect((await lab.up()).changes).to.include({ import: 1, update: 1 });
    await command(lab, "refresh", "--clear-pending-creates", "--yes");
    expect(disagreements(lab)).to.deep.equal([]);
    expect(lab.cloud.get(made)?.outputs["description"]).to.equal(made.inputs["description"]);

    // As long as the setting names it, it is safe from a replacement.
    wishes.multiRegion = true;
    const refused = "previously-imported resources that still specify an ID may not be replaced";
    expect((await lab.preview()).text).to.include(refused);
    delete wishes.adoptions[made.urn];
    expect((await lab.preview()).text).not.to.include(refused);
  });

  it("what was open in an update is done again", async () => {
    for (const received of [true, false]) {
      expect((await lab.up()).ok).to.equal(true);
      wishes.description = `after, ${received}`;
      await openKiller(lab).kill({ phase: "up", call: 1, received }, () => lab.up());
      await free(lab);
      expect((await exported(lab)).pending.map(({ type }) => type)).to.include("updating");
      expect((await lab.up()).ok).to.equal(true);
      expect(disagreements(lab)).to.deep.equal([]);
      const descriptions = lab.cloud.all().flatMap(({ outputs }) => outputs["description"] ?? []);
      expect(descriptions).to.deep.equal([wishes.description, wishes.description]);
    }
  });

  it("a backend of files reads nothing while the note beside the state is empty", async () => {
    expect((await lab.up()).ok).to.equal(true);
    const note = `${stateFile(lab.env, "rampart", "dev")}.attrs`;
    truncateSync(note);
    const failed = await command(lab, "stack", "export").catch(String);
    expect(failed).to.include("failed to load checkpoint: EOF");
    rmSync(note);
    expect((await exported(lab)).resources.map(({ urn }) => urn)).to.include(
      "urn:pulumi:dev::rampart::aws:kms/key:Key::one",
    );
    await nothingToDo(lab);
  });
});
