import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CliError } from "../../../cli/errors";
import { createFixtures } from "../../../cli/preview/fixtures";
import { readFixtureFile } from "../../../cli/preview/fixtures/file";

const answer = (region: string) => createFixtures({ region, account: "123456789012" });

describe("fixtures for invokes", () => {
  const partitions: [string, string, string][] = [
    ["eu-west-1", "aws", "amazonaws.com"],
    ["us-gov-west-1", "aws-us-gov", "amazonaws.com"],
    ["cn-north-1", "aws-cn", "amazonaws.com.cn"],
  ];
  for (const [region, partition, dnsSuffix] of partitions) {
    it(`derives the partition ${partition} from ${region}`, () => {
      expect(answer(region)("aws:index/getPartition:getPartition", {})).to.include({ partition, dnsSuffix });
      const caller = answer(region)("aws:index/getCallerIdentity:getCallerIdentity", {});
      expect(caller["arn"]).to.equal(`arn:${partition}:sts::123456789012:assumed-role/offline-preview/offline-preview`);
      const context = answer(region)("aws:iam/getSessionContext:getSessionContext", { arn: caller["arn"] });
      expect(context["issuerArn"]).to.equal(`arn:${partition}:iam::123456789012:role/offline-preview`);
    });
  }

  it("names the zones of a region, without those that are excluded", () => {
    const zones = answer("eu-west-1")("aws:index/getAvailabilityZones:getAvailabilityZones", { state: "available" });
    expect(zones["names"]).to.deep.equal(["eu-west-1a", "eu-west-1b", "eu-west-1c"]);
    expect(zones["zoneIds"]).to.deep.equal(["euw1-az1", "euw1-az2", "euw1-az3"]);
    const few = answer("us-west-1")("aws:index/getAvailabilityZones:getAvailabilityZones", {});
    expect(few["names"]).to.deep.equal(["us-west-1a", "us-west-1c"]);
    const rest = answer("ap-southeast-2")("aws:index/getAvailabilityZones:getAvailabilityZones", {
      excludeNames: ["ap-southeast-2a"],
    });
    expect(rest["zoneIds"]).to.deep.equal(["apse2-az2", "apse2-az3"]);
  });

  it("evaluates policy documents as the provider writes them", () => {
    const { json } = answer("eu-west-1")("aws:iam/getPolicyDocument:getPolicyDocument", {
      statements: [
        {
          sid: "Read",
          actions: ["s3:GetObject", "s3:ListBucket"],
          resources: ["arn:aws:s3:::b"],
          principals: [{ type: "AWS", identifiers: ["1", "2"] }],
          conditions: [{ test: "StringEquals", variable: "aws:username", values: ["&{aws:username}"] }],
        },
        { effect: "Deny", actions: ["*"], resources: ["*"], principals: [{ type: "*", identifiers: ["*"] }] },
      ],
    });
    expect(JSON.parse(String(json))).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Read",
          Effect: "Allow",
          Action: ["s3:ListBucket", "s3:GetObject"],
          Resource: "arn:aws:s3:::b",
          Principal: { AWS: ["2", "1"] },
          Condition: { StringEquals: { "aws:username": "${aws:username}" } },
        },
        { Effect: "Deny", Action: "*", Resource: "*", Principal: "*" },
      ],
    });
  });

  it("merges source documents, lets an override of the same Sid win, and refuses a Sid twice", () => {
    const document = (sid: string, action: string) =>
      JSON.stringify({ Statement: { Sid: sid, Effect: "Allow", Action: action, Resource: "*" } });
    const token = "aws:iam/getPolicyDocument:getPolicyDocument";
    const { json } = answer("eu-west-1")(token, {
      sourcePolicyDocuments: [document("A", "a:1")],
      overridePolicyDocuments: [document("A", "a:2"), document("B", "b:1")],
    });
    const { Statement } = JSON.parse(String(json)) as { Statement: { Action: string }[] };
    expect(Statement.map(({ Action }) => Action)).to.deep.equal(["a:2", "b:1"]);
    expect(() =>
      answer("eu-west-1")(token, { sourcePolicyDocuments: [document("A", "a"), document("A", "b")] }),
    ).to.throw('two statements have the Sid "A"');
  });

  it("refuses what it cannot know, says how to add it, and shows nothing confidential", () => {
    const ask = () => answer("eu-west-1")("aws:ec2/getAmi:getAmi", { owners: ["self"], masterPassword: "hunter2" });
    expect(ask).to.throw(
      'offline preview: no fixture for aws:ec2/getAmi:getAmi({"owners":["self"],"masterPassword":"[not shown]"})',
    );
    expect(ask).to.throw("--fixtures");
    for (const token of ["aws:eks/getAddonVersion:getAddonVersion", "aws:ssm/getParameter:getParameter"]) {
      expect(() => answer("eu-west-1")(token, {}), token).to.throw(`no fixture for ${token}`);
    }
  });

  describe("from a file", () => {
    let folder: string;
    const file = (text: string) => {
      const path = join(folder, "fixtures.yaml");
      writeFileSync(path, text);
      return path;
    };
    beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "fixtures-"))));
    afterEach(() => rmSync(folder, { recursive: true }));

    it("answer first, when every argument that they name is equal", () => {
      const fixtures = readFixtureFile(
        file(`
region: us-gov-east-1
account: "999999999999"
invokes:
  - { token: "aws:ec2/getAmi:getAmi", args: { owners: [self] }, result: { id: ami-1 } }
  - { token: "aws:ec2/getAmi:getAmi", result: { id: ami-2 } }
`),
      );
      const ask = createFixtures({ region: "eu-west-1", account: "1" }, fixtures);
      expect(ask("aws:ec2/getAmi:getAmi", { owners: ["self"], mostRecent: true })).to.deep.equal({ id: "ami-1" });
      expect(ask("aws:ec2/getAmi:getAmi", { owners: ["self", "amazon"] })).to.deep.equal({ id: "ami-2" });
      expect(ask("aws:index/getCallerIdentity:getCallerIdentity", {})["arn"]).to.contain(
        "arn:aws-us-gov:sts::999999999999:",
      );
    });

    const refused: [string, string, string[]][] = [
      ["is not YAML", "invokes: [\n  - {", ["fixtures.yaml:"]],
      [
        "has mistakes",
        "invokes: [{ token: getAmi, result: 3 }, { tokn: x }]\naccount: 12",
        ["account: got 12", "invokes[0].token: got", "invokes[0].result: got 3", "invokes[1].tokn", "`token`"],
      ],
    ];
    for (const [what, content, expected] of refused) {
      it(`that ${what} are refused with every mistake`, () => {
        const read = () => readFixtureFile(file(content));
        expect(read).to.throw(CliError).with.property("exitCode", 2);
        for (const each of expected) expect(read).to.throw(each);
      });
    }

    it("that do not exist are refused", () => {
      expect(() => readFixtureFile(join(folder, "none.yaml"))).to.throw("cannot read the fixtures file");
    });
  });
});
