import { expect } from "chai";
import { type Cloud, openCloud, type Providers } from "./cloud";
import { connect, type Engine, failure, urnOf } from "./cloud/client";
import { asSecret, unknown } from "./cloud/wire";
import { openStandIn, type StandIn } from "./cloud/stand-in";

/** A policy of no use, but of the form that IAM takes. */
const assumeRolePolicy = JSON.stringify({
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" },
});

const vpcUrn = urnOf("aws:ec2/vpc:Vpc", "net");
const roleUrn = urnOf("aws:iam/role:Role", "nodes");
const templateUrn = urnOf("aws:ec2/launchTemplate:LaunchTemplate", "nodes");

describe("the stand-in for a cloud", () => {
  let standIn: StandIn;
  let cloud: Cloud;
  let providers: Providers;
  let aws: Engine;

  beforeEach(async () => {
    standIn = await openStandIn("aws", { region: "eu-central-1" });
    ({ cloud, providers, engine: aws } = standIn);
  });
  afterEach(() => standIn.close());

  describe("its folder", () => {
    const stored = {
      provider: "aws",
      type: "aws:kms/key:Key",
      id: "k",
      urn: "u",
      inputs: {},
      outputs: { a: 1 },
    } as const;

    it("keeps what another process wrote", () => {
      cloud.write(stored);
      expect(openCloud(cloud.folder).find("u")).to.deep.equal([stored]);
    });

    it("tells the same id in two clusters apart", () => {
      cloud.write({ ...stored, cluster: "one" });
      cloud.write({ ...stored, cluster: "two" });
      cloud.remove({ ...stored, cluster: "one" });
      expect(cloud.all().map(({ cluster }) => cluster)).to.deep.equal(["two"]);
    });
  });

  describe("Check", () => {
    it("names a missing and a strange property", async () => {
      const { failures } = await aws.check(roleUrn, { color: "red" });
      expect(failures).to.deep.equal([
        "Missing required property 'assumeRolePolicy'",
        "'color' is no property of aws:iam/role:Role",
      ]);
    });

    it("names an unnamed resource, and keeps the name", async () => {
      const { inputs } = await aws.check(roleUrn, { assumeRolePolicy: "{}" });
      expect(inputs["name"]).to.match(/^nodes-[0-9a-f]{7}$/);
      expect((await aws.check(roleUrn, { assumeRolePolicy: "{}" }, inputs)).inputs["name"]).to.equal(inputs["name"]);
      const before = { ...inputs, name: "chosen" };
      expect((await aws.check(roleUrn, { assumeRolePolicy: "{}" }, before)).inputs["name"]).not.to.equal("chosen");
    });

    it("refuses a name that the service would refuse", async () => {
      const inputs = {
        clusterName: "c",
        nodeRoleArn: "r",
        scalingConfig: {},
        subnetIds: [],
        nodeGroupName: "n".repeat(64),
      };
      const { failures } = await aws.check(urnOf("aws:eks/nodeGroup:NodeGroup", "n"), inputs);
      expect(failures).to.deep.equal(["expected length of nodeGroupName to be at most 63, got 64"]);
    });

    it("gives each connection its own region and tags", async () => {
      const other = connect(providers.attach, "aws");
      await other.configure({ region: "af-south-1", defaultTags: '{"tags":{"team":"a","env":"b"}}' });
      const wanted = { cidrBlock: "10.0.0.0/16", tags: { env: "c" } };
      const first = await aws.check(vpcUrn, wanted);
      const second = await other.check(vpcUrn, wanted);
      other.close();
      expect(first.inputs).to.include({ region: "eu-central-1" }).and.have.deep.property("tags", { env: "c" });
      expect(second.inputs)
        .to.include({ region: "af-south-1" })
        .and.have.deep.property("tags", { team: "a", env: "c" });
    });
  });

  describe("a preview", () => {
    it("of a create knows what was asked, and nothing else", async () => {
      const { id, outputs } = await aws.create(vpcUrn, { cidrBlock: "10.0.0.0/16", tags: { a: "b" } }, true);
      expect(id).to.equal("");
      expect(outputs).to.include({ cidrBlock: "10.0.0.0/16", arn: unknown, mainRouteTableId: unknown });
      expect(outputs["tagsAll"]).to.deep.equal({ a: "b" });
      expect(cloud.all()).to.deep.equal([]);
    });

    it("of a create does not know what AWS adds below what was asked", async () => {
      const inputs = { name: "c", roleArn: "r", vpcConfig: { subnetIds: ["s"] } };
      const { outputs } = await aws.create(urnOf("aws:eks/cluster:Cluster", "c"), inputs, true);
      expect(outputs["vpcConfig"]).to.deep.equal({ subnetIds: ["s"], clusterSecurityGroupId: unknown, vpcId: unknown });
    });

    it("of an update keeps what is known, except a version that the update makes", async () => {
      const inputs = { name: "t", updateDefaultVersion: true, imageId: "a" };
      const { id, outputs } = await aws.create(templateUrn, inputs);
      const retagged = await aws.update(templateUrn, id, outputs, inputs, { ...inputs, tags: { a: "b" } }, true);
      expect(retagged).to.include({ latestVersion: 1, defaultVersion: 1, arn: outputs["arn"] });
      const changed = await aws.update(templateUrn, id, outputs, inputs, { ...inputs, imageId: "b" }, true);
      expect(changed).to.include({ latestVersion: unknown, defaultVersion: unknown, arn: outputs["arn"] });
      const really = await aws.update(templateUrn, id, outputs, inputs, { ...inputs, imageId: "b" });
      expect(really).to.include({ latestVersion: 2, defaultVersion: 2, arn: outputs["arn"] });
    });
  });

  it("keeps what the cloud has computed through an update", async () => {
    const inputs = { cidrBlock: "10.0.0.0/16" };
    const { id, outputs } = await aws.create(vpcUrn, inputs);
    const after = await aws.update(vpcUrn, id, outputs, inputs, { ...inputs, enableDnsSupport: true });
    expect(after).to.deep.equal({ ...outputs, enableDnsSupport: true });
  });

  describe("a create", () => {
    it("of what has a server-side id makes another one each time", async () => {
      const key = urnOf("aws:kms/key:Key", "k");
      const [first, second] = [await aws.create(key, {}), await aws.create(key, {})];
      expect(first.id).not.to.equal(second.id);
      expect(cloud.find(key)).to.have.length(2);
      expect(first.outputs["arn"]).to.equal(`arn:aws:kms:eu-central-1:111122223333:key/${first.id}`);
    });

    it("of what its name identifies fails the second time, in the service's words", async () => {
      await aws.create(roleUrn, { name: "r", assumeRolePolicy });
      expect(await failure(aws.create(roleUrn, { name: "r", assumeRolePolicy }))).to.contain(
        "EntityAlreadyExists: Role with name r already exists.",
      );
    });

    it("keeps a secret wrapped on its way back, and bare in the cloud", async () => {
      const { outputs } = await aws.create(urnOf("aws:kms/key:Key", "k"), { description: asSecret("hush") });
      expect(outputs["description"]).to.deep.equal(asSecret("hush"));
      expect(cloud.all()[0]?.inputs["description"]).to.equal("hush");
    });
  });

  describe("a read", () => {
    it("answers what is, and an empty id for what is gone", async () => {
      const { id, outputs } = await aws.create(vpcUrn, { cidrBlock: "10.0.0.0/16" });
      const drifted = { ...cloud.find(vpcUrn)[0]!, outputs: { ...outputs, tags: { rogue: "x" } } };
      cloud.write(drifted);
      const found = await aws.read(vpcUrn, id, { cidrBlock: "10.0.0.0/16" });
      expect(found.inputs).to.deep.equal({ cidrBlock: "10.0.0.0/16", tags: { rogue: "x" } });
      cloud.remove(drifted);
      expect((await aws.read(vpcUrn, id)).id).to.equal("");
    });

    it("with no inputs gives those of the stored resource, for an import", async () => {
      const { id } = await aws.create(roleUrn, { name: "r", assumeRolePolicy });
      expect((await aws.read(roleUrn, id)).inputs).to.deep.equal({ name: "r", assumeRolePolicy });
    });
  });

  describe("the plan", () => {
    it("journals each call with its time and outcome", async () => {
      providers.plan = { latency: ({ method }) => (method === "create" ? 30 : 0) };
      const { id } = await aws.create(vpcUrn, { cidrBlock: "10.0.0.0/16" });
      await aws.read(vpcUrn, id);
      expect(providers.journal.map(({ method, outcome }) => [method, outcome])).to.deep.equal([
        ["create", "done"],
        ["read", "done"],
      ]);
      const [created] = providers.journal;
      expect(created!.ended - created!.started).to.be.at.least(29);
      expect(created).to.include({ id, urn: vpcUrn, type: "aws:ec2/vpc:Vpc", preview: false });
      providers.clear();
      expect(providers.journal).to.deep.equal([]);
    });

    it("refuses the call that it names, and nothing has happened", async () => {
      providers.plan = {
        fault: ({ number }) => (number === 2 ? { kind: "refuse", message: "Throttling" } : undefined),
      };
      await aws.create(vpcUrn, { cidrBlock: "10.0.0.0/16" });
      expect(await failure(aws.create(vpcUrn, { cidrBlock: "10.1.0.0/16" }))).to.contain("Throttling");
      expect(cloud.all()).to.have.length(1);
      expect(providers.journal.map(({ outcome }) => outcome)).to.deep.equal(["done", "refused"]);
    });

    for (const received of [true, false]) {
      it(`cuts a call that the cloud has ${received ? "" : "not "}received, and never answers`, async () => {
        const acted = new Promise<void>((resolve) => {
          providers.plan = { fault: () => ({ kind: "cut", received, act: resolve }) };
        });
        let answered = false;
        const call = aws.create(vpcUrn, { cidrBlock: "10.0.0.0/16" }).then(
          () => (answered = true),
          () => undefined,
        );
        await acted;
        await new Promise((resolve) => setTimeout(resolve, 50));
        expect(answered).to.equal(false);
        expect(cloud.all()).to.have.length(received ? 1 : 0);
        expect(providers.journal.map(({ outcome }) => outcome)).to.deep.equal(["lost"]);
        await providers.close();
        await call;
      });
    }
  });

  it("answers the invokes that our program makes, and says which it cannot", async () => {
    const zones = await aws.invoke("aws:index/getAvailabilityZones:getAvailabilityZones", {
      excludeNames: ["eu-central-1b"],
    });
    expect(zones["names"]).to.deep.equal(["eu-central-1a", "eu-central-1c"]);
    const { arn } = await aws.invoke("aws:index/getCallerIdentity:getCallerIdentity", {});
    const { issuerArn } = await aws.invoke("aws:iam/getSessionContext:getSessionContext", { arn });
    expect(issuerArn).to.equal("arn:aws:iam::111122223333:role/deployer");
    expect(await failure(aws.invoke("aws:ssm/getParameter:getParameter", {}))).to.contain("has no answer to aws:ssm");
  });
});
