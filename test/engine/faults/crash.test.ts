import { expect } from "chai";
import { type Lab, openLab } from "../lab/lab";
import { disagreements } from "./agreement";
import { openKeys } from "./keys";
import { noProcessLeft } from "./leftovers";
import { adopt, cleanUp, crashedCreates, exported, findInCloud, nothingToDo, openCreates } from "./runbook";

describe("a provider that crashes", () => {
  let lab: Lab;
  before(async () => void (lab = await openLab({ environment: "dev", processes: true })));
  after(() => lab.close());
  const crash = (type: string, received: boolean) => {
    lab.env["RAMPART_LAB_PLAN"] = JSON.stringify({ crash: { create: 1, received, type } });
  };
  // What else is under way at a crash may or may not be done; here it is one call.
  const oneByOne = () => lab.up({ parallel: 1 });

  it("has not got the call to the cloud: nothing is to be done", async () => {
    crash("aws:eks/cluster:Cluster", false);
    const run = await oneByOne();
    expect(run.ok).to.equal(false);
    expect(run.text).to.include("exited prematurely");
    expect(disagreements(lab)).to.deep.equal([]);
    expect(lab.cloud.all().filter(({ type }) => type === "aws:eks/cluster:Cluster")).to.deep.equal([]);
  });

  it("has got it there: the engine keeps no entry, and the runbook finds it", async () => {
    crash("aws:eks/nodeGroup:NodeGroup", true);
    const run = await oneByOne();
    expect(run.ok).to.equal(false);
    expect(run.text).to.include("exited prematurely");
    delete lab.env["RAMPART_LAB_PLAN"];
    const [group] = lab.cloud.all().filter(({ type }) => type === "aws:eks/nodeGroup:NodeGroup");
    expect(disagreements(lab)).to.deep.equal([`only in the cloud: ${group!.urn} with the id ${group!.id}`]);

    const state = await exported(lab);
    expect(openCreates(state)).to.deep.equal([]);
    const open = crashedCreates(run.text, (await lab.preview({ diff: true })).text);
    expect(open.map(({ urn }) => urn)).to.deep.equal([group!.urn]);
    const found = findInCloud(lab, open, state);
    expect(found).to.deep.equal({ [group!.urn]: group!.id });
    adopt(lab, found);
    expect((await lab.preview()).changes["import"]).to.equal(1);

    const next = await lab.up();
    expect(next.ok, next.text).to.equal(true);
    await cleanUp(lab);
    expect(disagreements(lab)).to.deep.equal([]);
    await nothingToDo(lab);
    await noProcessLeft(lab);
  });
});

describe("an update that is asked to stop", () => {
  it("waits for the calls that are under way, and goes on later", async () => {
    const lab = await openKeys({ adoptions: {}, description: "before", multiRegion: false });
    lab.providers.plan = { latency: () => 1_500, fault: ({ number }) => void (number === 1 && lab.interrupt()) };
    const run = await lab.up();
    expect(run.ok).to.equal(false);
    expect(lab.providers.cancelled).to.be.greaterThan(0);
    expect(disagreements(lab)).to.deep.equal([]);
    expect(lab.cloud.all()).to.have.lengthOf.within(1, 3);
    lab.providers.plan = {};
    expect((await lab.up()).ok).to.equal(true);
    expect(disagreements(lab)).to.deep.equal([]);
    expect(lab.cloud.all()).to.have.lengthOf(4);
    await noProcessLeft(lab);
    await lab.close();
  });
});
