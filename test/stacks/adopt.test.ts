import * as aws from "@pulumi/aws";
import { expect } from "chai";
import { read } from "../../catalogue/contracts";
import { adopt, adoptionsOf } from "../../stacks/adopt";
import { record } from "../support/recorder";

const component = "urn:pulumi:dev::rampart::rampart:index:CompliantCluster";

describe("stacks/adopt", () => {
  it("imports the named resource, and no other of its type or name", async () => {
    const recording = await record(() => {
      adopt({ [`${component}$aws:ec2/vpc:Vpc::dev`]: "vpc-1" });
      new aws.ec2.Vpc("dev", { cidrBlock: "10.0.0.0/16" });
      new aws.ec2.Vpc("other", { cidrBlock: "10.1.0.0/16" });
      new aws.kms.Key("dev", {});
    });
    expect(recording.one("aws:ec2/vpc:Vpc", "dev").options.importId).to.equal("vpc-1");
    expect(recording.one("aws:ec2/vpc:Vpc", "other").options.importId).to.equal(undefined);
    expect(recording.one("aws:kms/key:Key", "dev").options.importId).to.equal(undefined);
  });

  it("takes a resource that has no component above it", async () => {
    const recording = await record(() => {
      adopt({ "urn:pulumi:dev::rampart::aws:kms/key:Key::dev": "0a1b" });
      new aws.kms.Key("dev", {}, { protect: true });
    });
    expect(recording.one("aws:kms/key:Key").options).to.include({ importId: "0a1b", protect: true });
  });

  it("asks for URNs of the stack, and for ids", () => {
    const { mistakes } = read(
      adoptionsOf("dev"),
      {
        "urn:pulumi:prod::rampart::aws:kms/key:Key::main": "0a1b",
        "aws:kms/key:Key::main": "0a1b",
        [`${component}::x`]: 7,
      },
      "rampart:adopt",
    );
    expect(mistakes).to.deep.equal([
      {
        path: "rampart:adopt.urn:pulumi:prod::rampart::aws:kms/key:Key::main",
        got: '"urn:pulumi:prod::rampart::aws:kms/key:Key::main"',
        expected: "a URN of stack dev, as `pulumi stack export` shows it",
      },
      {
        path: "rampart:adopt.aws:kms/key:Key::main",
        got: '"aws:kms/key:Key::main"',
        expected: "a URN of stack dev, as `pulumi stack export` shows it",
      },
      {
        path: `rampart:adopt.${component}::x`,
        got: "7",
        expected: "the id that the provider imports the resource by",
      },
    ]);
  });
});
