import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import {
  placeOf,
  rampartVersion,
  repositoryState,
  type Surroundings,
} from "../../../../policypacks/compliance/run/project";
import { writeWhole } from "../../../../policypacks/compliance/run/write";

describe("compliance pack: where it runs", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "rampart-project-"));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const place = (more: Partial<Surroundings> = {}) => {
    const packFolder = join(root, "node_modules", "rampart", "pack");
    mkdirSync(packFolder, { recursive: true });
    return placeOf({
      stack: "dev",
      project: "demo",
      dryRun: true,
      config: new Map(),
      environment: {},
      packFolder,
      ...more,
    });
  };

  it("finds the project above the pack, and writes below it", () => {
    writeFileSync(join(root, "Pulumi.yaml"), "");
    expect(place()).to.deep.equal({
      stack: "dev",
      project: "demo",
      mode: "preview",
      root,
      evidence: join(root, ".rampart", "evidence", "dev.json"),
    });
    expect(place({ dryRun: false, stack: "org/demo/dev" })).to.include({
      mode: "update",
      evidence: join(root, ".rampart", "evidence", "org_demo_dev.json"),
    });
    expect(place({ stack: ".." }).evidence).to.equal(join(root, ".rampart", "evidence", "_.json"));
  });

  it("obeys the environment, and the run's own keys before it", () => {
    const environment = { RAMPART_PROJECT_ROOT: "/a", RAMPART_EVIDENCE: "out.json", RAMPART_CLI: "1" };
    expect(place({ environment })).to.include({ root: "/a", evidence: "/a/out.json" });
    const config = new Map([
      ["rampart-cli:root", "/b"],
      ["rampart-cli:evidence", "/c/e.json"],
      ["rampart-cli:mode", "stack-export"],
    ]);
    expect(place({ environment, config })).to.include({ root: "/b", evidence: "/c/e.json", mode: "stack-export" });
    expect(place({ environment, config: new Map([["rampart-cli:mode", "other"]]) }).mode).to.equal("preview");
    const plain = { RAMPART_PROJECT_ROOT: "/a", RAMPART_EVIDENCE: "out.json" };
    expect(place({ environment: plain, config })).to.include({ root: "/a", evidence: "/a/out.json", mode: "preview" });
  });

  it("names the version of Rampart, or of the pack that stands alone", () => {
    const packFolder = join(root, "pack");
    mkdirSync(packFolder);
    expect(rampartVersion(packFolder)).to.equal("unknown");
    writeFileSync(join(packFolder, "package.json"), JSON.stringify({ name: "@rampart/compliance", version: "1.2.3" }));
    expect(rampartVersion(packFolder)).to.equal("1.2.3");
    writeFileSync(join(root, "package.json"), JSON.stringify({ name: "@rampart/rampart", version: "4.5.6" }));
    expect(rampartVersion(packFolder)).to.equal("4.5.6");
  });

  it("reads commit and cleanliness from git, and nothing where there is no repository", async () => {
    expect(await repositoryState(undefined)).to.deep.equal({ commit: null, dirty: false });
    expect(await repositoryState(root)).to.deep.equal({ commit: null, dirty: false });
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], {
        cwd: root,
        encoding: "utf8",
      });
    git("init", "-q");
    git("commit", "-q", "--allow-empty", "-m", "first");
    const commit = git("rev-parse", "HEAD").trim();
    expect(await repositoryState(root)).to.deep.equal({ commit, dirty: false });
    writeFileSync(join(root, "file"), "");
    expect(await repositoryState(root)).to.deep.equal({ commit, dirty: true });
  });

  it("writes a file whole, or leaves nothing behind", () => {
    const path = join(root, "deep", "er", "file.json");
    writeWhole(path, "one");
    writeWhole(path, "two");
    expect(readFileSync(path, "utf8")).to.equal("two");
    mkdirSync(join(root, "taken"));
    expect(() => writeWhole(join(root, "taken"), "three")).to.throw();
    expect(readdirSync(root).sort()).to.deep.equal(["deep", "taken"]);
  });
});
