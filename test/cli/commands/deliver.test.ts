import { expect } from "chai";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { deliver } from "../../../cli/commands/deliver";
import { lookFor } from "../../../cli/commands/look";
import { judgeSettings } from "../../../cli/commands/options";
import { evidenceText } from "../../../cli/report/write-evidence";
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

describe("what a judgement is written to", () => {
  const flags = { cwd: ".", policyPack: "test/fixtures/projects/cmd-pack-foreign" };

  it("is stdout alone without --json -, and else stdout for the evidence and stderr for the report", () => {
    const [plain, printed] = [fakeIo(root), fakeIo(root)];
    deliver({ evidence: evidence(), diagnostics: [] }, judgeSettings(flags, plain), plain);
    deliver({ evidence: evidence(), diagnostics: [] }, judgeSettings({ ...flags, json: "-" }, printed), printed);
    expect(plain.stderr()).to.equal("");
    expect(printed.stdout()).to.equal(evidenceText(evidence()));
    expect(printed.stderr()).to.equal(plain.stdout());
    expect(plain.stdout()).to.match(/^Compliant: /m);
  });

  it("is a file where --json names one, and stdout stays the report's", () => {
    const folder = mkdtempSync(join(tmpdir(), "rampart-deliver-"));
    try {
      const io = fakeIo(root);
      const path = join(folder, "e.json");
      const settings = judgeSettings({ ...flags, json: path, evidence: path }, io);
      expect(settings).to.deep.include({ print: false, files: [path], debug: false });
      deliver({ evidence: evidence(), diagnostics: [] }, settings, io);
      expect(readFileSync(path, "utf8")).to.equal(evidenceText(evidence()));
      expect(io.stdout()).not.to.contain("schemaVersion");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("is one sentence on stderr where something broke, with the details only for --debug", () => {
    const said = (debug: boolean, details?: string) => {
      const io = fakeIo(root);
      const input = {
        evidence: silent,
        diagnostics: [],
        broken: "it threw",
        ...(details !== undefined && { details }),
      };
      const code = deliver(input, judgeSettings({ ...flags, debug }, io), io);
      return { code, out: io.stdout(), err: io.stderr() };
    };
    expect(said(false, "at a\nat b\n")).to.deep.equal({ code: 3, out: "", err: "rampart: it threw\n" });
    expect(said(true, "at a\nat b\n")).to.deep.equal({ code: 3, out: "", err: "rampart: it threw\nat a\nat b\n" });
    expect(said(true)).to.deep.equal({ code: 3, out: "", err: "rampart: it threw\n" });
  });
});

describe("flags of a judgement", () => {
  it("give the configuration of the pack as an absolute path, or none", () => {
    const io = fakeIo(root);
    expect(judgeSettings({ cwd: "." }, io)).not.to.have.property("policyPackConfig");
    const settings = judgeSettings({ cwd: ".", policyPackConfig: "package.json" }, io);
    expect(settings.policyPackConfig).to.equal(join(root, "package.json"));
  });
});

describe("width of a report", () => {
  it("is that of the terminal up to 120 columns, and the report's own without one", () => {
    expect(lookFor(fakeIo("/").out)).not.to.have.property("width");
    expect(lookFor(fakeIo("/", { terminal: true }).out).width).to.equal(80);
    expect(lookFor({ ...fakeIo("/").out, columns: 200 }).width).to.equal(120);
  });
});
