import { expect } from "chai";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { record } from "../../support/recorder";

class Group extends pulumi.ComponentResource {
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("test:index:Group", name, {}, opts);
    new aws.kms.Key(`${name}-key`, { description: "" }, { parent: this, transforms: [append("own")] });
    this.registerOutputs({});
  }
}

function append(word: string): pulumi.ResourceTransform {
  return ({ type, props, opts }) =>
    type === "aws:kms/key:Key"
      ? { props: { ...props, description: `${String((props as { description: string }).description)} ${word}` }, opts }
      : undefined;
}

describe("transforms in a preview", () => {
  it("run from the resource outwards, the stack's last", async () => {
    const recording = await record(() => {
      pulumi.runtime.registerResourceTransform(append("stack"));
      new Group("g", { transforms: [append("parent")] });
    });
    expect(recording.one("aws:kms/key:Key").inputs).to.deep.equal({ description: " own parent stack" });
  });

  it("change options, and unset what they leave out", async () => {
    const recording = await record(() => {
      const other = new aws.kms.Key("other");
      new aws.kms.Key(
        "key",
        { description: "d" },
        {
          protect: true,
          ignoreChanges: ["tags"],
          transforms: [
            ({ props, opts }) => ({
              props,
              opts: { ...opts, protect: undefined, retainOnDelete: true, dependsOn: [other], version: "7.0.0" },
            }),
          ],
        },
      );
    });
    const key = recording.one("aws:kms/key:Key", "key");
    expect(key.options).to.deep.include({ ignoreChanges: ["tags"], retainOnDelete: true, version: "7.0.0" });
    expect(key.options).to.not.have.property("protect");
    expect(key.dependencies).to.deep.equal([recording.one("aws:kms/key:Key", "other").urn]);
  });

  it("change the arguments of invokes", async () => {
    const recording = await record(async () => {
      pulumi.runtime.registerInvokeTransform(({ args, opts }) => ({ args: { ...args, region: "eu-north-1" }, opts }));
      // A transform of invokes is in force when the engine has it.
      await new Promise((resolve) => setTimeout(resolve, 200));
      return { region: (await aws.getRegion({})).region };
    });
    expect(recording.outputs).to.deep.equal({ region: "eu-north-1" });
  });

  it("fail the program with the message of the one that threw", async () => {
    const failing = record(() => {
      new aws.kms.Key("key", {}, { transforms: [() => Promise.reject(new Error("no such team"))] });
    });
    const error = await failing.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(String(error)).to.match(/a transform failed: .*no such team/s);
  });
});
