import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Child, startChild } from "../../lab/children";
import { temporaryFolder } from "../../lab/folders";
import { until } from "../../lab/patience";
import { connect, type Engine, failure, urnOf } from "./client";
import { openCloud } from "./index";
import type { Call } from "./plan";

const vpc = urnOf("aws:ec2/vpc:Vpc", "net");

describe("a stand-in as a plugin of its own", () => {
  let folder: string;
  let child: Child;
  let aws: Engine;

  async function start(plan: object, parent: string[] = []): Promise<void> {
    folder = temporaryFolder("plugin");
    const plugin = join(__dirname, "plugins/aws/pulumi-resource-aws");
    const [command = plugin, ...rest] = [...parent, plugin];
    child = startChild("pulumi-resource-aws", command, rest, {
      env: {
        ...process.env,
        RAMPART_LAB_CLOUD: join(folder, "cloud"),
        RAMPART_LAB_JOURNAL: join(folder, "journal"),
        RAMPART_LAB_PLAN: JSON.stringify(plan),
      },
    });
    const port = await until("the plugin's port", () => /^(\d+)$/m.exec(child.output())?.[1]);
    aws = connect(`aws:${port}`, "aws");
    await aws.configure({ region: "eu-central-1" });
  }

  afterEach(async () => {
    aws.close();
    await child.stop();
  });

  const journal = () =>
    readFileSync(join(folder, "journal"), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Call);

  it("keeps its cloud and its journal in files, and takes the time of its plan", async () => {
    await start({ latency: { "aws:ec2/vpc:Vpc": 40 } });
    const { id } = await aws.create(vpc, { cidrBlock: "10.0.0.0/16" });
    expect(openCloud(join(folder, "cloud")).find(vpc)).to.have.length(1);
    const [call] = journal();
    expect(call).to.include({ method: "create", id, urn: vpc, outcome: "done" });
    expect(call!.ended - call!.started).to.be.at.least(39);
  });

  for (const received of [true, false]) {
    it(`crashes at the create of its plan, which the cloud has ${received ? "" : "not "}received`, async () => {
      await start({ crash: { create: 2, received } });
      await aws.create(vpc, { cidrBlock: "10.0.0.0/16" });
      expect(await failure(aws.create(vpc, { cidrBlock: "10.1.0.0/16" }))).not.to.equal("no error");
      expect(await child.ended).to.equal("SIGKILL");
      expect(openCloud(join(folder, "cloud")).all()).to.have.length(received ? 2 : 1);
      expect(journal().map(({ outcome }) => outcome)).to.deep.equal(["done", "lost"]);
    });
  }

  it("ends with the engine that started it, even a killed one", async () => {
    await start({}, ["/bin/sh", "-c", '"$0" & echo "plugin $!"; wait']);
    const plugin = Number(/^plugin (\d+)$/m.exec(child.output())?.[1]);
    expect(isAlive(plugin)).to.equal(true);
    process.kill(child.pid, "SIGKILL");
    try {
      await until("the plugin to end", () => !isAlive(plugin));
    } finally {
      if (isAlive(plugin)) process.kill(plugin, "SIGKILL");
    }
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
