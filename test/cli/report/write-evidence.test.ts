import { expect } from "chai";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { CliError } from "../../../cli/errors";
import { requireWritable, writeEvidence } from "../../../cli/report/write-evidence";
import { evidence } from "./sample";

describe("writing evidence", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "rampart-write-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it("leaves the whole file and nothing beside it, over an older one too", () => {
    const file = join(folder, "evidence.json");
    writeFileSync(file, "old");
    writeEvidence(file, evidence());
    expect(JSON.parse(readFileSync(file, "utf8"))).to.deep.equal(evidence());
    expect(readdirSync(folder)).to.deep.equal(["evidence.json"]);
  });

  it("leaves nothing behind when it cannot be written", () => {
    mkdirSync(join(folder, "taken"));
    expect(() => writeEvidence(join(folder, "taken"), evidence()))
      .to.throw(CliError, "cannot write")
      .with.property("exitCode", 3);
    expect(() => writeEvidence(join(folder, "none", "e.json"), evidence()))
      .to.throw(CliError, "cannot write")
      .with.property("exitCode", 3);
    expect(readdirSync(folder)).to.deep.equal(["taken"]);
  });

  it("is refused beforehand where there is no folder, or a folder of that name", () => {
    expect(() => requireWritable(join(folder, "none", "e.json"), "--evidence")).to.throw(
      CliError,
      "--evidence: there is no folder",
    );
    expect(() => requireWritable(folder, "--json")).to.throw(CliError, "is a folder");
    requireWritable(join(folder, "e.json"), "--json");
    expect(readdirSync(folder)).to.deep.equal([]);
  });
});
