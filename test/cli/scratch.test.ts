import { expect } from "chai";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CliError } from "../../cli/errors";
import { withScratch } from "../../cli/scratch";

describe("scratch folders", () => {
  const before = process.env["TMPDIR"];
  afterEach(() => {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  });

  it("are there while they are used, and gone afterwards, however that ends", async () => {
    const seen: string[] = [];
    const use = (folder: string) => {
      seen.push(folder);
      writeFileSync(join(folder, "half"), "");
      return seen.length === 1 ? Promise.resolve("done") : Promise.reject(new Error("not done"));
    };
    expect(await withScratch(use)).to.equal("done");
    expect(await withScratch(use).catch((error: Error) => error.message)).to.equal("not done");
    expect(seen.map((folder) => existsSync(folder))).to.deep.equal([false, false]);
  });

  it("say which folder cannot be written to", async () => {
    const folder = mkdtempSync(join(tmpdir(), "scratch-"));
    rmSync(folder, { recursive: true });
    process.env["TMPDIR"] = folder;
    const error = await withScratch(() => Promise.resolve()).catch((each: unknown) => each);
    expect(error).to.be.instanceOf(CliError).with.property("exitCode", 2);
    expect((error as CliError).message).to.equal(`the temporary folder ${folder} (TMPDIR) cannot be written to`);
  });
});
