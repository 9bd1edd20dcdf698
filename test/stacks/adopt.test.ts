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

  it("takes one resource of a type and name, because a transform cannot tell two apart", () => {
    const two = { "urn:pulumi:dev::p::a:b:C$aws:kms/key:Key::k": "1", "urn:pulumi:dev::p::aws:kms/key:Key::k": "2" };
    expect(read(adoptionsOf("dev"), two, "rampart:adopt").mistakes).to.deep.equal([
      {
        path: "rampart:adopt.urn:pulumi:dev::p::aws:kms/key:Key::k",
        got: "a second URN of this type and name",
        expected: "one at a time",
      },
    ]);
  });

  it("asks for URNs of the stack, and for ids", () => {
    const { mistakes } = read(
      adoptionsOf("dev"),
      {
        "urn:pulumi:prod::rampart::aws:kms/key:Key::main": "0a1b",
        "aws:kms/key:Key::other": "0a1b",
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
        path: "rampart:adopt.aws:kms/key:Key::other",
        got: '"aws:kms/key:Key::other"',
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
