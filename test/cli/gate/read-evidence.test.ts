import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { CliError } from "../../../cli/errors";
import { readEvidence } from "../../../cli/gate/read-evidence";
import { evidence } from "../report/sample";

describe("reading an evidence file", () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), "rampart-evidence-"))));
  after(() => rmSync(folder, { recursive: true }));

  const reading = (content: string) => {
    const file = join(folder, "evidence.json");
    writeFileSync(file, content);
    return readEvidence(file, "evidence.json");
  };
  const refusal = (content: string): CliError => {
    try {
      reading(content);
    } catch (error) {
      if (error instanceof CliError) return error;
    }
    throw new Error("it was not refused");
  };

  it("returns what was written", () => {
    expect(reading(JSON.stringify(evidence()))).to.deep.equal({ evidence: evidence() });
  });

  it("takes every optional member", () => {
    const full = evidence({
      waiversHash: "0".repeat(64),
      notEvidenced: [{ regime: "gdpr", requirement: "35", reason: "paper" }],
      waivers: [
        {
          control: "NET-01",
          resource: "a::b",
          reason: "r",
          owner: "o",
          expires: "2027-01-01",
          status: "used",
          matched: 1,
        },
      ],
      findings: [
        {
          control: "NET-01",
          policy: "NET-01",
          verdict: "waived",
          file: "a.yaml",
          message: "",
          repair: "x",
          requirements: [],
        },
      ],
      run: { ...evidence().run, commit: null, complete: false, incomplete: "why" },
    });
    expect(reading(JSON.stringify(full))).to.deep.equal({ evidence: full });
  });

  it("tells every mistake at once", () => {
    const broken = { ...evidence(), stack: 7, findings: [{}], extra: 1 };
    const { message, exitCode } = refusal(JSON.stringify(broken));
    expect(exitCode).to.equal(2);
    expect(message.split("\n")[0]).to.equal("evidence.json is no evidence file:");
    expect(message).to.contain("stack: got 7; expected");
    expect(message).to.contain("findings[0].control: got nothing; expected");
    expect(message).to.contain("extra: got an unknown key; expected");
  });

  it("says that JSON of another kind, or no JSON, is no evidence", () => {
    expect(refusal("[]").message).to.contain("evidence.json is no evidence file");
    expect(refusal("kind: Pod").message).to.contain("evidence.json is no evidence file: it is not JSON");
  });

  it("reports a newer schema version as such, and not as mistakes", () => {
    expect(reading(JSON.stringify({ schemaVersion: "2.0", something: "else" }))).to.deep.equal({
      unknownVersion: "2.0",
    });
  });

  it("reads a later minor version of the same schema", () => {
    expect(reading(JSON.stringify(evidence({ schemaVersion: "1.9" })))).to.have.property("evidence");
  });

  it("says that a file is not there, and how to make one", () => {
    expect(() => readEvidence(join(folder, "none.json"), "none.json"))
      .to.throw(
        CliError,
        "cannot read none.json: there is no such file. Write one with: rampart preview --evidence none.json",
      )
      .with.property("exitCode", 2);
  });
});
