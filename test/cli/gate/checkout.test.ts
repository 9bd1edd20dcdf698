import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
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

  it("is dirty when git cannot say what has changed", () => {
    writeFileSync(join(folder, ".git/index"), "no index");
    expect(readCheckout(folder, evidence())).to.deep.include({ commit: git("rev-parse", "HEAD"), dirty: true });
  });

  it("is dirty with more changes than fit into a megabyte of names", () => {
    const long = join(folder, "d".repeat(200), "e".repeat(200), "f".repeat(200));
    mkdirSync(long, { recursive: true });
    for (let index = 0; index < 1800; index++) writeFileSync(join(long, `${index}`), "");
    expect(readCheckout(folder, evidence()).dirty).to.equal(true);
  });

  describe("waivers", () => {
    const text = "waivers: []\n";
    const hash = createHash("sha256").update(text).digest("hex");
    const commit = () => {
      git("add", "-f", ".");
      git("commit", "-q", "-m", "more");
    };

    it("are those of the commit, whatever lies on the disk", () => {
      writeFileSync(join(folder, "waivers.yaml"), text);
      expect(readCheckout(folder, evidence())).not.to.have.property("waiversHash");
      commit();
      writeFileSync(join(folder, "waivers.yaml"), "waivers: [everything]\n");
      expect(readCheckout(folder, evidence())).to.include({ waiversHash: hash });
      rmSync(join(folder, "waivers.yaml"));
      expect(readCheckout(folder, evidence())).to.include({ waiversHash: hash });
    });

    it("that git ignores are none", () => {
      writeFileSync(join(folder, ".gitignore"), "waivers.yaml\n");
      git("add", ".");
      git("commit", "-q", "-m", "ignore");
      writeFileSync(join(folder, "waivers.yaml"), text);
      const checkout = readCheckout(folder, evidence());
      expect(checkout.dirty).to.equal(false);
      expect(checkout).not.to.have.property("waiversHash");
    });

    it("are those beside the project's Pulumi.yaml, not those at the repository's root", () => {
      mkdirSync(join(folder, "in fra", "src"), { recursive: true });
      writeFileSync(join(folder, "waivers.yaml"), "waivers: [of another project]\n");
      writeFileSync(join(folder, "in fra", "Pulumi.yaml"), "name: inner\n");
      commit();
      expect(readCheckout(join(folder, "in fra", "src"), evidence())).not.to.have.property("waiversHash");
      writeFileSync(join(folder, "in fra", "waivers.yaml"), text);
      commit();
      expect(readCheckout(join(folder, "in fra", "src"), evidence())).to.include({
        waiversHash: hash,
        project: "inner",
      });
    });
  });

  it("has no commit outside a repository", () => {
    rmSync(join(folder, ".git"), { recursive: true });
    expect(readCheckout(folder, evidence())).to.deep.equal({ commit: null, dirty: false, project: "shop" });
  });
});
