import { expect } from "chai";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { listFile, obstacles, writeBundle } from "../../../cli/bundle/write";
import { CliError } from "../../../cli/errors";

const files = [
  { path: "policies/a.yaml", content: "a: 1\n" },
  { path: "policies/b.yaml", content: "b: 1\n" },
];

describe("rampart bundle: writing it", () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), "rampart-bundle-"))));
  afterEach(() => rmSync(root, { recursive: true }));
  const out = () => join(root, "out");
  const problems = (folder = out()) => obstacles(folder, "/elsewhere").map(({ got }) => got);

  it("makes the folder, with a list of what it holds, and leaves nothing beside it", () => {
    writeBundle(out(), files, { engine: "vap" });
    expect(readdirSync(root)).to.deep.equal(["out"]);
    expect(readFileSync(join(out(), "policies/a.yaml"), "utf8")).to.equal("a: 1\n");
    expect(JSON.parse(readFileSync(join(out(), listFile), "utf8"))).to.deep.equal({
      engine: "vap",
      files: ["policies/a.yaml", "policies/b.yaml"],
    });
  });

  it("takes the place of an earlier bundle, of which nothing stays", () => {
    writeBundle(out(), files, {});
    expect(problems()).to.deep.equal([]);
    writeBundle(out(), [{ path: "bindings/c.yaml", content: "c: 1\n" }], {});
    expect(readdirSync(out()).sort()).to.deep.equal(["bindings", listFile]);
    expect(readdirSync(root)).to.deep.equal(["out"]);
  });

  it("may fill a folder that is empty", () => {
    mkdirSync(out());
    expect(problems()).to.deep.equal([]);
    writeBundle(out(), files, {});
    expect(existsSync(join(out(), listFile))).to.equal(true);
  });

  it("refuses a folder with what it did not write, at the top and below, and says what", () => {
    mkdirSync(out());
    writeFileSync(join(out(), "mine.yaml"), "");
    expect(problems().join()).to.include("which holds mine.yaml");
    rmSync(out(), { recursive: true });
    writeBundle(out(), files, {});
    writeFileSync(join(out(), "policies/mine.yaml"), "");
    mkdirSync(join(out(), "further"));
    expect(problems().join()).to.include("which holds further, policies/mine.yaml");
  });

  it("takes no list for its own that is none", () => {
    mkdirSync(join(out(), "policies"), { recursive: true });
    for (const text of ["no JSON", '"files"', '{ "files": "policies" }']) {
      writeFileSync(join(out(), listFile), text);
      expect(problems().join(), text).to.include("which holds policies");
    }
  });

  it("refuses a file, a link, a folder nowhere, and the folder that it was started in", () => {
    writeFileSync(out(), "");
    expect(problems()).to.have.length(1);
    rmSync(out());
    symlinkSync(tmpdir(), out());
    expect(problems()).to.have.length(1);
    expect(problems(join(root, "nowhere/out"))).to.have.length(1);
    expect(obstacles(root, root)).to.have.length(1);
    expect(obstacles(root, join(root, "below"))).to.have.length(1);
    expect(obstacles(join(root, "ou"), join(root, "out"))).to.deep.equal([]);
  });

  it("keeps the earlier bundle, and no half of the new one, where it cannot be written", () => {
    writeBundle(out(), files, {});
    const clash = [...files, { path: "policies/a.yaml/inside", content: "" }];
    expect(() => writeBundle(out(), clash, {}))
      .to.throw(CliError, /^cannot write .*out: /)
      .with.property("exitCode", 3);
    expect(readdirSync(root)).to.deep.equal(["out"]);
    expect(readFileSync(join(out(), "policies/b.yaml"), "utf8")).to.equal("b: 1\n");
  });
});
