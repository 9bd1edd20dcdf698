import { expect } from "chai";
import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";
import { unknown } from "../../cli/preview/wire";
import { record, sdkChanged } from "./recorder";

class Pair extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("test:index:Pair", name, { size: 2 }, opts);
    const key = new aws.kms.Key(`${name}-key`, { description: "first" }, { parent: this, protect: true });
    new aws.kms.Alias(`${name}-alias`, { targetKeyId: key.keyId, name: "alias/first" }, { parent: this });
    this.arn = key.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

describe("recorder", () => {
  it("stands on functions of @pulumi/pulumi that are not documented", () => {
    const runtime: Record<string, unknown> = pulumi.runtime;
    for (const name of ["setMockOptions", "waitForRPCs", "setAllConfig", "runInPulumiStack"]) {
      expect(runtime[name], sdkChanged).to.be.a("function");
    }
  });

  it("records parents, dependencies, options and unknowns", async () => {
    const recording = await record(() => ({ arn: new Pair("a").arn }), { project: "p", stack: "s" });
    const key = recording.one("aws:kms/key:Key");
    expect(key.urn).to.equal("urn:pulumi:s::p::test:index:Pair$aws:kms/key:Key::a-key");
    expect(key.parent).to.equal("urn:pulumi:s::p::test:index:Pair::a");
    expect(key.inputs).to.deep.equal({ description: "first" });
    expect(key.outputs).to.deep.equal({
      description: "first",
      arn: unknown,
      id: unknown,
      keyId: unknown,
      policy: unknown,
    });
    expect(key.options.protect).to.equal(true);
    const alias = recording.one("aws:kms/alias:Alias", "a-alias");
    expect(alias.inputs).to.deep.equal({ name: "alias/first", targetKeyId: unknown });
    expect(alias.propertyDependencies).to.deep.equal({ name: [], targetKeyId: [key.urn] });
    expect(alias.dependencies).to.deep.equal([key.urn]);
    const component = recording.one("test:index:Pair");
    expect(component.custom).to.equal(false);
    expect(component.inputs).to.deep.equal({ size: 2 });
    expect(component.outputs).to.deep.equal({ arn: unknown });
    expect(recording.outputs).to.deep.equal({ arn: unknown });
  });

  it("starts afresh each time, with its own settings", async () => {
    const program = async () => ({
      region: (await aws.getRegion()).region,
      partition: (await aws.getPartition()).partition,
      size: new pulumi.Config("app").require("size"),
      stack: pulumi.getStack(),
    });
    const first = await record(program, { config: { "app:size": "1" }, region: "us-gov-west-1", stack: "one" });
    const second = await record(program, { config: { "app:size": "2", "aws:region": "cn-north-1" }, stack: "two" });
    expect(first.outputs).to.deep.equal({ region: "us-gov-west-1", partition: "aws-us-gov", size: "1", stack: "one" });
    expect(second.outputs).to.deep.equal({ region: "cn-north-1", partition: "aws-cn", size: "2", stack: "two" });
    expect(second.ofType("pulumi:pulumi:Stack").map(({ name }) => name)).to.deep.equal(["project-two"]);
  });

  it("rejects with the program's error, wherever it is thrown", async () => {
    const cases: [() => unknown, string][] = [
      [
        () => {
          throw new Error("at the top");
        },
        "at the top",
      ],
      [
        () => {
          pulumi.output(1).apply(() => {
            throw new Error("in an apply");
          });
        },
        "in an apply",
      ],
      [
        () => {
          new aws.kms.Key("twice");
          new aws.kms.Key("twice");
        },
        'two resources are called "twice"',
      ],
      [() => aws.ec2.getAmi({ owners: ["self"] }), "offline preview: no fixture for aws:ec2/getAmi:getAmi"],
    ];
    for (const [program, message] of cases) {
      const error = await record(program).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(String(error)).to.contain(message);
    }
  });

  it("says so when resources wait for each other", async () => {
    const circle = () => {
      const first: { component?: Pair } = {};
      const key = new aws.kms.Key(
        "outside",
        {},
        { dependsOn: pulumi.output(Promise.resolve(1)).apply(() => first.component!) },
      );
      first.component = new Pair("inside", {
        transforms: [({ props, opts }) => ({ props, opts: { ...opts, dependsOn: key } })],
      });
    };
    const error = await record(circle, { patience: 300 }).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(String(error)).to.contain("never came to its end");
  });

  it("lists what there is when one resource was asked for and there is none, or more", async () => {
    const recording = await record(() => {
      new aws.kms.Key("a");
      new aws.kms.Key("b");
    });
    expect(() => recording.one("aws:kms/key:Key")).to.throw("2 resources are aws:kms/key:Key; expected one");
    expect(() => recording.one("aws:kms/key:Key", "c")).to.throw('0 resources are aws:kms/key:Key "c"');
    expect(recording.one("aws:kms/key:Key", "b").name).to.equal("b");
  });
});
