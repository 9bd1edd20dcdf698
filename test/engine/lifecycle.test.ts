import { expect } from "chai";
import { type Lab, openLab } from "./lab/lab";
import { type Change, changes } from "./lifecycle/changes";
import { existingNetwork } from "./lifecycle/existing";
import { groupsOf } from "./lifecycle/groups";
import { settingKeys } from "./lifecycle/settings";
import { expanded, linesOf } from "./lifecycle/steps";

/** What no everyday change may replace: the cluster, what holds data, what runs on it, and the way to it. */
const keeping = /^replace (Cluster|Key|Bucket\w*|LogGroup|NodeGroup|LaunchTemplate|Vpc|kubernetes) /;

describe("lifecycle", () => {
  let lab: Lab;
  before(async () => {
    lab = await openLab({ environment: "prod", stateAtEnd: true });
    existingNetwork.forEach((each) => lab.cloud.write(each));
    const up = await lab.up();
    expect(up.ok, up.text).to.equal(true);
  });
  after(() => lab.close());

  /** Changes the settings for the time of an act. */
  async function changed<T>(rows: readonly Change[], act: () => Promise<T>): Promise<T> {
    let before = "";
    lab.project.change((settings) => {
      before = JSON.stringify(settings);
      rows.forEach(({ change }) => change(settings));
    });
    const restore = () =>
      lab.project.change((settings) => {
        Object.keys(settings).forEach((key) => delete settings[key]);
        Object.assign(settings, JSON.parse(before));
      });
    return act().finally(restore);
  }

  it("has a row for every setting", () => {
    const told = new Set(changes.flatMap(({ keys }) => keys));
    expect([...told].sort()).to.deep.equal([...new Set(settingKeys())].sort());
  });

  it("replaces nothing that must stay on an everyday change", () => {
    const found = changes.flatMap(({ everyday, name, steps }) =>
      expanded(steps).flatMap((step) => (everyday && keeping.test(step) ? [`${name}: ${step}`] : [])),
    );
    expect(found).to.deep.equal([]);
  });

  it("does nothing the second time", async () => {
    const again = await lab.up();
    expect(again.ok, again.text).to.equal(true);
    expect(again.changes).to.deep.equal({});
  });

  for (const rows of groupsOf(changes)) {
    it(rows.map(({ name }) => name).join("; "), async () => {
      const preview = await changed(rows, () => lab.preview());
      const refused = rows.find((row) => row.refused !== undefined)?.refused;
      if (refused !== undefined) {
        expect(preview.ok).to.equal(false);
        expect(preview.text).to.match(refused);
        return;
      }
      expect(preview.ok, preview.text).to.equal(true);
      expect(linesOf(preview)).to.deep.equal(rows.flatMap(({ steps }) => expanded(steps)).sort());
    });
  }

  it("does what the previews said, and then nothing: tags, instance types, endpoint", async () => {
    const keys = ["rampart:tags", "rampart:nodes.*.instanceTypes", "rampart:endpoint.publicAccess"];
    const rows = keys.map((key) => changes.find((row) => row.keys.includes(key))!);
    for (const row of rows) {
      lab.project.change(row.change);
      const up = await lab.up();
      expect(up.ok, up.text).to.equal(true);
      expect(linesOf(up), row.name).to.deep.equal(expanded(row.steps));
    }
    const again = await lab.up();
    expect(again.ok, again.text).to.equal(true);
    expect(again.changes).to.deep.equal({});
  });
});
