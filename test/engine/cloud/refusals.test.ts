import { expect } from "chai";
import { type Engine, failure, urnOf } from "./client";
import { forms, refusals, seconds } from "./refusals";
import { type Before, cases, formCases, type Made } from "./refusals/cases";
import { cluster } from "./refusals/cases/bases";
import { sdkType } from "./sdk-types";
import { openStandIn, type StandIn } from "./stand-in";
import { type Properties, withValueAt } from "./values";
import { unknown } from "./wire";

describe("what AWS refuses, as the stand-in plays it", () => {
  let standIn: StandIn;
  let aws: Engine;

  beforeEach(async () => {
    standIn = await openStandIn("aws", { region: "eu-central-1" });
    aws = standIn.engine;
  });
  afterEach(() => standIn.close());

  /** As the engine does: what the provider completes of the inputs is created. */
  async function make(type: string, name: string, wanted: Properties): Promise<Properties> {
    const { inputs, failures } = await aws.check(urnOf(type, name), wanted);
    expect(failures, `${type} ${name}`).to.deep.equal([]);
    const { id, outputs } = await aws.create(urnOf(type, name), inputs);
    return { ...outputs, id };
  }

  async function makeAll(before: Before, made: Made): Promise<void> {
    for (const [name, [type, inputs]] of Object.entries(before)) made[name] = await make(type, name, inputs(made));
  }

  for (const { name, before = {}, type, inputs, says, but = () => ({}), after = {} } of cases) {
    it(`${name}: ${says}`, async () => {
      const made: Made = {};
      await makeAll(before, made);
      const wanted = inputs(made);
      expect(await failure(make(type, "it", wanted))).to.contain(says);
      await makeAll(after, made);
      await make(type, "it", { ...wanted, ...but(made) });
    });
  }

  it("holds for an update as for a create", async () => {
    const type = "aws:kms/key:Key";
    const root = {
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::111122223333:root" },
      Action: "kms:*",
      Resource: "*",
    };
    const good = { policy: JSON.stringify({ Version: "2012-10-17", Statement: root }) };
    const { id, ...outputs } = await make(type, "it", good);
    const update = aws.update(urnOf(type, "it"), String(id), outputs, good, {
      policy: good.policy.replace("kms:*", "kms:Get*"),
    });
    expect(await failure(update)).to.contain("will not allow you to update the key policy");
  });

  it("moves no cluster into another VPC", async () => {
    const made: Made = {};
    await makeAll(cluster, made);
    const elsewhere = await make("aws:ec2/vpc:Vpc", "elsewhere", { cidrBlock: "10.9.0.0/16" });
    const far = (cidrBlock: string, availabilityZone: string) =>
      make("aws:ec2/subnet:Subnet", cidrBlock, { vpcId: elsewhere["id"], cidrBlock, availabilityZone });
    const subnetIds = [await far("10.9.0.0/24", "eu-central-1a"), await far("10.9.1.0/24", "eu-central-1b")];
    const [, inputs] = cluster["cluster"]!;
    const before = inputs(made);
    const after = { ...before, vpcConfig: { subnetIds: subnetIds.map(({ id }) => id) } };
    const update = aws.update(urnOf("aws:eks/cluster:Cluster", "it"), "c", made["cluster"]!, before, after);
    expect(await failure(update)).to.contain("belong to another VPC than the cluster's");
  });

  for (const { type, at, fine, wrong } of formCases) {
    it(`takes and refuses values of ${at} of a ${type.split(":").at(-1)} before anything is made`, async () => {
      const sdk = sdkType(type)!;
      const named = sdk.inputs.has("name") ? { name: "xyz" } : {};
      const whole = { ...named, ...Object.fromEntries(sdk.required.map((name) => [name, {}])) };
      const says = async (value: unknown) =>
        (await aws.check(urnOf(type, "x"), withValueAt(whole, at, value))).failures;
      for (const value of [...fine, unknown]) expect(await says(value), String(value)).to.deep.equal([]);
      for (const value of wrong) expect(await says(value), String(value)).not.to.deep.equal([]);
    });
  }

  it("has a case for everything in its tables", () => {
    const tried = new Set(cases.map(({ type }) => type));
    expect([...Object.keys(refusals), ...Object.keys(seconds)].filter((type) => !tried.has(type))).to.deep.equal([]);
    const checked = new Set(formCases.map(({ type, at }) => `${type} ${at}`));
    const properties = Object.entries(forms).flatMap(([type, list]) => list.map(({ at }) => `${type} ${at}`));
    expect(properties.filter((each) => !checked.has(each))).to.deep.equal([]);
  });
});
