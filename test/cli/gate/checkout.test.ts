import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { readCheckout } from "../../../cli/gate/checkout";

describe("reading a checkout", () => {
  let folder: string;
  const git = (...args: string[]) =>
    execFileSync(
      "git",
      ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false", ...args],
      {
        cwd: folder,
        encoding: "utf8",
      },
    ).trim();

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "rampart-checkout-")));
    writeFileSync(join(folder, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
    git("init", "-q");
    git("add", ".");
    git("commit", "-q", "-m", "first");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const evidence = () => join(folder, "evidence.json");

  it("gives commit and project of a clean one, from a folder below it too", () => {
    mkdirSync(join(folder, "sub"));
    const expected = { commit: git("rev-parse", "HEAD"), dirty: false, project: "shop" };
    expect(readCheckout(folder, evidence())).to.deep.equal(expected);
    expect(readCheckout(join(folder, "sub"), evidence())).to.deep.equal(expected);
  });

  it("is dirty with a changed or a new file", () => {
    writeFileSync(join(folder, "new.ts"), "");
    expect(readCheckout(folder, evidence()).dirty).to.equal(true);
    rmSync(join(folder, "new.ts"));
    writeFileSync(join(folder, "Pulumi.yaml"), "name: changed\n");
    expect(readCheckout(folder, evidence()).dirty).to.equal(true);
  });

  it("is not dirty because of the evidence itself", () => {
    writeFileSync(evidence(), "{}");
    expect(readCheckout(folder, evidence()).dirty).to.equal(false);
    expect(readCheckout(folder, join(folder, "other.json")).dirty).to.equal(true);
  });

  it("has no commit outside a repository", () => {
    rmSync(join(folder, ".git"), { recursive: true });
    expect(readCheckout(folder, evidence())).to.deep.equal({ commit: null, dirty: false, project: "shop" });
  });
});
