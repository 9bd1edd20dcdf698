import { join } from "node:path";
import { expect } from "chai";
import type { CliLab } from "../lab/cli";
import { findPlugins } from "../lab/plugins";
import { clone } from "../lab/project";
import { gate, judge } from "./judge";
import { inDays, open, waive } from "./open";
import type { Repository } from "./repository";

const { plugins } = findPlugins();

describe("gates: our own stack, in a clone", () => {
  let lab: CliLab;
  let repository: Repository;
  let pack: string;
  const endpoint = { "rampart:endpoint": { publicAccess: true } };

  before(async () => {
    const change = (settings: Record<string, unknown>) => Object.assign(settings, endpoint);
    ({ lab, repository } = await open(clone({ environment: "dev", change, manifest: { plugins } })));
    pack = join(lab.project.folder, "policypacks/compliance");
  });

  it("blocks an open endpoint, and names the setting that closes it", async () => {
    const { code, text, violations } = await judge(lab, { pack });
    expect([code, violations]).to.deep.equal([1, { "NET-01": "mandatory", "BCK-04": "advisory" }]);
    expect(text).to.contain("Repair: Change `rampart:endpoint.publicAccess` in Pulumi.dev.yaml");
    expect((await gate(lab)).reasons).to.deep.equal(["NET-01 failed"]);
  });

  it("lets it through with a waiver that program and pack both read", async () => {
    waive(lab.project, "NET-01", "aws:eks/cluster:Cluster::dev*", inDays(30));
    repository.commit();
    const { code, text, violations } = await judge(lab, { pack });
    // Protection is off in dev on purpose.
    expect([code, violations], text).to.deep.equal([0, { "BCK-04": "advisory" }]);
    const seen = await gate(lab);
    expect(seen.code, seen.text).to.equal(0);
  });

  it("passes prod as it is", async () => {
    const made = await lab.run("stack", "init", "prod");
    expect(made.code, made.text).to.equal(0);
    repository.commit();
    const prod = { ...lab, project: { ...lab.project, stack: "prod" } };
    const { code, text, violations } = await judge(prod, { pack }, "preview", "--stack", "prod");
    expect([code, violations], text).to.deep.equal([0, {}]);
    const seen = await gate(prod, "--stack", "prod");
    expect(seen.code, seen.text).to.equal(0);
    expect(seen.text).to.contain("nothing was weakened");
  });
});
