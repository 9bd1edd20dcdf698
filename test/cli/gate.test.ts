import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { copyOf, rampart } from "./support/process";

describe("rampart gate, as a process", () => {
  let project: ReturnType<typeof copyOf>;
  const git = (...args: string[]) =>
    execFileSync(
      "git",
      ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false", ...args],
      {
        cwd: project.cwd,
      },
    );
  const preview = (...args: string[]) => rampart(["preview", "--evidence", "e.json", ...args], { cwd: project.cwd });
  const gate = (...args: string[]) => rampart(["gate", "e.json", ...args], { cwd: project.cwd });

  beforeEach(() => {
    project = copyOf("cmd-plain");
    writeFileSync(join(project.cwd, ".gitignore"), "node_modules\ne.json\npack.json\n");
    git("init", "-q");
    git("add", ".");
    git("commit", "-q", "-m", "first");
  });
  afterEach(() => project.remove());

  it("lets evidence of this commit pass, and not after the next one", async () => {
    expect((await preview()).code).to.equal(0);
    const passed = await gate();
    expect(passed).to.include({ code: 0, err: "" });
    expect(passed.out).to.equal(
      "May be deployed: plain / dev, complete, of this commit, for PCI DSS, HIPAA Security Rule, GDPR, POPIA, ISO/IEC 27001; nothing was weakened.\n",
    );
    git("commit", "-q", "--allow-empty", "-m", "second");
    const stale = await gate();
    expect(stale.code).to.equal(1);
    expect(stale.out).to.match(
      /^Must not be deployed: 1 reason in e\.json\n- it is of commit [0-9a-f]{12}, and this is [0-9a-f]{12}\n$/,
    );
  });

  it("stops what was judged with changes that no commit has", async () => {
    writeFileSync(join(project.cwd, "index.js"), "module.exports = {};\n");
    await preview();
    git("checkout", "-q", "index.js");
    const stopped = await gate();
    expect(stopped.code).to.equal(1);
    expect(stopped.out).to.contain("- it was made with changes that no commit has");
  });

  it("stops evidence of another stack than the one that is to be deployed", async () => {
    await preview();
    expect((await gate("--stack", "dev")).code).to.equal(0);
    const stopped = await gate("--stack", "prod");
    expect(stopped.code).to.equal(1);
    expect(stopped.out).to.equal(
      "Must not be deployed: 1 reason in e.json\n- it is of stack dev, and prod is to be deployed\n",
    );
  });

  it("stops what was judged by a waiver file that git ignores", async () => {
    writeFileSync(join(project.cwd, ".git/info/exclude"), "waivers.yaml\n");
    writeFileSync(join(project.cwd, "waivers.yaml"), "waivers: []\n");
    await preview();
    const stopped = await gate();
    expect(stopped.code).to.equal(1);
    expect(stopped.out).to.equal(
      "Must not be deployed: 1 reason in e.json\n- it was judged by a waivers.yaml that this commit does not hold\n",
    );
    git("add", "-f", "waivers.yaml");
    git("commit", "-q", "-m", "waivers");
    await preview();
    expect((await gate()).code).to.equal(0);
  });

  it("says of what it lets pass that fewer regimes were asked for", async () => {
    writeFileSync(join(project.cwd, "pack.json"), JSON.stringify({ evidence: { regimes: ["hipaa"] } }));
    await preview("--policy-pack-config", "pack.json");
    const passed = await gate();
    expect(passed.code).to.equal(0);
    expect(passed.out).to.match(
      /, for HIPAA Security Rule; less than the default: PCI DSS, .* were not asked for\.\n$/,
    );
  });

  it("stops what a weakened pack let pass", async () => {
    for (const [config, reason] of [
      [{ all: "advisory" }, "NET-01 was lowered to advisory"],
      [{ "NET-01": "disabled" }, "NET-01 was disabled"],
      [{ evidence: { levels: { "NET-02": "advisory" } } }, "NET-02 was lowered to advisory"],
    ] as const) {
      writeFileSync(join(project.cwd, "pack.json"), JSON.stringify(config));
      expect((await preview("--policy-pack-config", "pack.json")).code).to.equal(0);
      const stopped = await gate();
      expect(stopped.code, JSON.stringify(config)).to.equal(1);
      expect(stopped.out).to.contain(`- ${reason}`);
    }
  });

  it("answers a file that is missing or no evidence with exit code 2", async () => {
    const missing = await gate();
    expect(missing).to.include({ code: 2, out: "" });
    expect(missing.err).to.equal(
      "rampart: cannot read e.json: there is no such file. Write one with: rampart preview --evidence e.json\n",
    );
    writeFileSync(join(project.cwd, "e.json"), '{"schemaVersion":"1.0"}');
    const none = await gate();
    expect(none).to.include({ code: 2, out: "" });
    expect(none.err).to.match(
      /^rampart: e\.json is no evidence file:\n {2}project: got nothing; expected .*\n {2}stack: got nothing/,
    );
    rmSync(join(project.cwd, "e.json"));
  });
});
