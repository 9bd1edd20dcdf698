import { chmodSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { temporaryFolder } from "./folders";
import { findTool, prepareTools, toolNames } from "./toolchain";
import { build } from "./toolchain/build";
import { pinOf, toolOf } from "./toolchain/tools";

/** Runs with other variables of the environment, and puts them back. */
async function within<T>(env: Record<string, string | undefined>, act: () => T | Promise<T>): Promise<T> {
  const before = Object.fromEntries(Object.keys(env).map((name) => [name, process.env[name]]));
  const set = (values: Record<string, string | undefined>) =>
    Object.entries(values).forEach(([name, value]) => {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    });
  set(env);
  try {
    return await act();
  } finally {
    set(before);
  }
}

function folderWith(tool: string): string {
  const folder = temporaryFolder("tools");
  writeFileSync(join(folder, tool), `#!/bin/sh\necho "${tool} of a test"\n`);
  chmodSync(join(folder, tool), 0o755);
  return folder;
}

describe("lab/toolchain", () => {
  it("pins every tool, and builds the version it pins", () => {
    for (const name of toolNames) {
      expect(pinOf(name), name).to.match(/^v\d+\.\d+\.\d+$/);
      for (const value of Object.values(toolOf(name).stamps(pinOf(name)))) expect(pinOf(name), name).to.contain(value);
    }
  });

  it("takes KUBEBUILDER_ASSETS before PATH, and both before what it has built", async () => {
    const [assets, path] = [folderWith("etcd"), folderWith("etcd")];
    await within({ KUBEBUILDER_ASSETS: assets, PATH: path }, () =>
      expect(findTool("etcd")).to.deep.equal({ path: join(assets, "etcd"), from: "the environment" }),
    );
    await within({ KUBEBUILDER_ASSETS: undefined, PATH: path }, () =>
      expect(findTool("etcd")).to.deep.equal({ path: join(path, "etcd"), from: "the environment" }),
    );
  });

  it("says what it found, and builds nothing then", async () => {
    const said: string[] = [];
    const assets = folderWith("etcd");
    const missing = await within({ KUBEBUILDER_ASSETS: assets, PATH: "" }, () =>
      prepareTools(["etcd"], (line) => said.push(line)),
    );
    expect({ missing, said }).to.deep.equal({
      missing: [],
      said: [`etcd: ${join(assets, "etcd")}, etcd of a test (pinned: ${pinOf("etcd")})`],
    });
  });

  it("takes no folder and nothing that cannot be run", async () => {
    const folder = temporaryFolder("tools");
    mkdirSync(join(folder, "etcd"));
    const file = temporaryFolder("tools");
    writeFileSync(join(file, "etcd"), "");
    await within({ KUBEBUILDER_ASSETS: folder, PATH: file }, () =>
      expect(findTool("etcd")?.from).not.to.equal("the environment"),
    );
  });

  it("says in one line what is missing without Go, and how to get it", async () => {
    const said: string[] = [];
    const problem = await within({ PATH: temporaryFolder("nothing") }, () =>
      build("etcd", temporaryFolder("built"), true, (line) => said.push(line)),
    );
    expect(problem).to.match(/^etcd v[\d.]+ is not on PATH, and without Go it cannot be built: install either \(.+\)$/);
    expect(said).to.deep.equal([]);
  });

  it("says why a build failed, and leaves nothing half-built", async () => {
    const go = folderWith("go");
    writeFileSync(
      join(go, "go"),
      '#!/bin/sh\n[ "$1" = version ] && exit 0\nfor each; do case $each in *.partial) : > "$each";; esac; done\necho "first" >&2\necho "no such module" >&2\nexit 1\n',
    );
    const folder = temporaryFolder("built");
    const problem = await within({ PATH: `${go}:/bin:/usr/bin` }, () => build("etcd", folder, true, () => undefined));
    expect(problem).to.match(/^etcd v[\d.]+ could not be built from its Go module: no such module$/);
    expect(readdirSync(folder)).to.deep.equal([]);
  });
});
