import { expect } from "chai";
import { join, resolve } from "node:path";

import { deliver } from "../../../cli/commands/deliver";
import { judgeSettings } from "../../../cli/commands/options";
import { evidence } from "../report/sample";
import { fakeIo } from "./fake-io";

const root = resolve(__dirname, "../../..");
const because = "the policy pack writes no evidence: only its violations are known";
const silent = evidence({
  controls: [],
  findings: [],
  run: { ...evidence().run, complete: false, incomplete: because },
});

/** What comes of a pack that wrote no evidence and reported nothing. */
function delivered(policyPack?: string) {
  const io = fakeIo(root);
  const settings = judgeSettings({ cwd: ".", ...(policyPack === undefined ? {} : { policyPack }) }, io);
  const code = deliver({ evidence: silent, diagnostics: [] }, settings, io);
  return { code, last: io.stdout().trimEnd().split("\n").at(-1) };
}

describe("a pack that wrote no evidence", () => {
  it("broke, when it is Rampart's own, by whatever path it was named", () => {
    const broke = { code: 3, last: `Not judged to the end: ${because}` };
    expect(delivered()).to.deep.equal(broke);
    expect(delivered(join("docs", "..", "policypacks", "compliance"))).to.deep.equal(broke);
  });

  it("is of another maker otherwise, and found nothing", () => {
    expect(delivered("test/fixtures/projects/cmd-pack-foreign")).to.deep.equal({
      code: 0,
      last: "No mandatory violation.",
    });
  });
});
