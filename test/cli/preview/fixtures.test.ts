import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CliError } from "../../../cli/errors";
import { createFixtures } from "../../../cli/preview/fixtures";
import { readFixtureFile } from "../../../cli/preview/fixtures/file";
import { unknown } from "../../../cli/preview/wire";

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

  it("gives whole answers, of the region that the arguments name", () => {
    const ask = answer("eu-west-1");
    const region = (name: string, suffix = "amazonaws.com") => ({
      id: name,
      name,
      region: name,
      description: name,
      endpoint: `ec2.${name}.${suffix}`,
    });
    expect(ask("aws:index/getRegion:getRegion", {})).to.deep.equal(region("eu-west-1"));
    expect(ask("aws:index/getRegion:getRegion", { region: "", name: "" })).to.deep.equal(region("eu-west-1"));
    expect(ask("aws:index/getRegion:getRegion", { name: "eu-north-1" })).to.deep.equal(region("eu-north-1"));
    expect(ask("aws:index/getRegion:getRegion", { region: "cn-north-1", name: "eu-north-1" })).to.deep.equal(
      region("cn-north-1", "amazonaws.com.cn"),
    );
    expect(ask("aws:index/getPartition:getPartition", {})).to.deep.equal({
      id: "aws",
      partition: "aws",
      dnsSuffix: "amazonaws.com",
      reverseDnsPrefix: "com.amazonaws",
    });
    const service = (name: string, area: string) => ({
      id: `${name}.${area}.amazonaws.com`,
      name: `${name}.amazonaws.com`,
      region: area,
      serviceName: name,
      suffix: "amazonaws.com",
    });
    const principal = "aws:index/getServicePrincipal:getServicePrincipal";
    expect(ask(principal, { serviceName: "eks" })).to.deep.equal(service("eks", "eu-west-1"));
    expect(ask(principal, { serviceName: "ec2", region: "us-east-1" })).to.deep.equal(service("ec2", "us-east-1"));
  });

  it("knows the caller, and the session of a role or of what is none", () => {
    const ask = answer("eu-west-1");
    const caller = "arn:aws:sts::123456789012:assumed-role/offline-preview/offline-preview";
    expect(ask("aws:index/getCallerIdentity:getCallerIdentity", {})).to.deep.equal({
      id: "123456789012",
      accountId: "123456789012",
      arn: caller,
      userId: "offline-preview",
    });
    const session = "aws:iam/getSessionContext:getSessionContext";
    const own = {
      id: caller,
      arn: caller,
      issuerArn: "arn:aws:iam::123456789012:role/offline-preview",
      issuerId: "offline-preview",
      issuerName: "offline-preview",
      sessionName: "offline-preview",
    };
    expect(ask(session, {})).to.deep.equal(own);
    expect(ask(session, { arn: caller })).to.deep.equal(own);
    const user = "arn:aws:iam::123456789012:user/u";
    expect(ask(session, { arn: user })).to.deep.equal({
      id: user,
      arn: user,
      issuerArn: user,
      issuerId: "",
      issuerName: "",
      sessionName: "",
    });
  });

  it("names the zones of each region whose letters or numbers are its own", () => {
    const zones = (region: string, args: object = {}) => {
      const found = answer("eu-west-1")("aws:index/getAvailabilityZones:getAvailabilityZones", { region, ...args });
      expect(found).to.deep.include({ id: region, region, groupNames: [region] });
      return (found["names"] as string[]).map((name, index) => `${name} ${(found["zoneIds"] as string[])[index]}`);
    };
    expect(zones("us-east-1")).to.deep.equal(["us-east-1a use1-az1", "us-east-1b use1-az2", "us-east-1c use1-az4"]);
    expect(zones("us-east-1", { excludeZoneIds: ["use1-az2"] })).to.deep.equal([
      "us-east-1a use1-az1",
      "us-east-1c use1-az4",
    ]);
    expect(zones("us-gov-west-1")[0]).to.equal("us-gov-west-1a usgw1-az1");
    expect(zones("us-west-1")).to.deep.equal(["us-west-1a usw1-az1", "us-west-1c usw1-az3"]);
    expect(zones("ca-central-1")).to.deep.equal([
      "ca-central-1a cac1-az1",
      "ca-central-1b cac1-az2",
      "ca-central-1d cac1-az4",
    ]);
    expect(zones("ap-northeast-1")).to.deep.equal([
      "ap-northeast-1a apne1-az1",
      "ap-northeast-1c apne1-az2",
      "ap-northeast-1d apne1-az3",
    ]);
    expect(zones("cn-north-1")).to.deep.equal(["cn-north-1a cnn1-az1", "cn-north-1b cnn1-az2", "cn-north-1d cnn1-az3"]);
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

  describe("policy documents", () => {
    const ask = (args: Record<string, unknown>) =>
      answer("eu-west-1")("aws:iam/getPolicyDocument:getPolicyDocument", args);
    const parsed = (args: Record<string, unknown>) =>
      JSON.parse(String(ask(args)["json"])) as { Statement: Record<string, unknown>[] };
    const statement = (own: object) => parsed({ statements: [own] }).Statement[0];

    it("are answered with their arguments, and written long and short", () => {
      const document = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "a:b" }] };
      const args = { statements: [{ actions: ["a:b"] }] };
      expect(ask(args)).to.deep.equal({
        ...args,
        id: "offline-preview",
        json: JSON.stringify(document, null, 2),
        minifiedJson: JSON.stringify(document),
      });
    });

    it("keep their version and id, and the older version its own reading of &{", () => {
      const condition = { test: "StringLike", variable: "v", values: ["&{x}"] };
      const args = { statements: [{ resources: ["&{x}"], notResources: ["&{a}", "&{b}"], conditions: [condition] }] };
      expect(parsed({ ...args, version: "2008-10-17", policyId: "p" })).to.deep.equal({
        Version: "2008-10-17",
        Id: "p",
        Statement: [
          {
            Effect: "Allow",
            Resource: "&{x}",
            NotResource: ["&{b}", "&{a}"],
            Condition: { StringLike: { v: "&{x}" } },
          },
        ],
      });
      expect(parsed(args).Statement).to.deep.equal([
        {
          Effect: "Allow",
          Resource: "${x}",
          NotResource: ["${b}", "${a}"],
          Condition: { StringLike: { v: "${x}" } },
        },
      ]);
    });

    it("hold only what a statement says", () => {
      expect(statement({ sid: "", effect: "Deny", notActions: ["a"], actions: [], conditions: [] })).to.deep.equal({
        Effect: "Deny",
        NotAction: "a",
      });
    });

    it("group principals by type, and write only the one star as a star", () => {
      const principal = (...principals: object[]) => statement({ principals })?.["Principal"];
      const [aws, star] = [
        { type: "AWS", identifiers: ["1"] },
        { type: "*", identifiers: ["*"] },
      ];
      expect(principal()).to.equal(undefined);
      expect(principal(star)).to.equal("*");
      expect(principal(aws, { type: "AWS", identifiers: ["2"] })).to.deep.equal({ AWS: ["2", "1"] });
      expect(principal(aws, star)).to.deep.equal({ AWS: "1", "*": "*" });
      expect(principal({ type: "*", identifiers: ["a"] })).to.deep.equal({ "*": "a" });
      expect(principal({ type: "AWS", identifiers: ["*"] })).to.deep.equal({ AWS: "*" });
      expect(statement({ notPrincipals: [aws] })).to.deep.equal({ Effect: "Allow", NotPrincipal: { AWS: "1" } });
    });

    it("group conditions by test and variable", () => {
      const conditions = [
        { test: "A", variable: "x", values: ["1", "2"] },
        { test: "A", variable: "y", values: ["3"] },
        { test: "B", variable: "x", values: ["4"] },
      ];
      expect(statement({ conditions })?.["Condition"]).to.deep.equal({ A: { x: ["1", "2"], y: "3" }, B: { x: "4" } });
    });

    it("keep statements without a Sid apart, and take nothing from what holds none", () => {
      const anonymous = [{ Action: "a" }, { Sid: "", Action: "b" }, { Sid: "", Action: "c" }];
      const documents = [JSON.stringify({ Statement: anonymous }), "[]", "{}"];
      expect(parsed({ sourcePolicyDocuments: documents }).Statement).to.deep.equal(anonymous);
      const overridden = parsed({ sourcePolicyDocuments: documents, overridePolicyDocuments: documents });
      expect(overridden.Statement).to.deep.equal([...anonymous, ...anonymous]);
    });

    it("replace the one statement of the Sid that is overridden", () => {
      const source = JSON.stringify({ Statement: ["A", "B", "C"].map((Sid) => ({ Sid, Action: "old" })) });
      const override = JSON.stringify({ Statement: { Sid: "B", Action: "new" } });
      const { Statement } = parsed({ sourcePolicyDocuments: [source], overridePolicyDocuments: [override] });
      expect(Statement.map(({ Sid, Action }) => [Sid, Action])).to.deep.equal([
        ["A", "old"],
        ["B", "new"],
        ["C", "old"],
      ]);
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

  it("knows that a public parameter of AWS is there, and not what it says", () => {
    const token = "aws:ssm/getParameter:getParameter";
    const name = "/aws/service/bottlerocket/aws-k8s-1.35/x86_64/latest/image_version";
    expect(answer("cn-north-1")(token, { name })).to.deep.equal({
      id: name,
      name,
      arn: `arn:aws-cn:ssm:cn-north-1::parameter${name}`,
      region: "cn-north-1",
      type: "String",
      value: unknown,
      insecureValue: unknown,
      version: unknown,
    });
    expect(answer("cn-north-1")(token, { name, region: "eu-west-1" })["arn"]).to.contain("arn:aws:ssm:eu-west-1:");
    for (const own of ["/images/web", "/aws/reference/secretsmanager/token", "aws/service/"]) {
      expect(() => answer("eu-west-1")(token, { name: own }), own).to.throw(`no fixture for ${token}`);
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

    it("agree by value, at every depth", () => {
      const result = { id: "mine" };
      const agrees = (args: Record<string, unknown>, asked: Record<string, unknown>): boolean => {
        const fixtures = { invokes: [{ token: "a:b:c", args, result }] };
        try {
          return createFixtures({ region: "eu-west-1", account: "1" }, fixtures)("a:b:c", asked) === result;
        } catch (error) {
          expect(String(error)).to.contain("no fixture for a:b:c");
          return false;
        }
      };
      for (const [named, asked] of [
        [{}, {}],
        [{ a: null }, { a: null, b: 1 }],
        [{ a: { b: [1, { c: 2 }] } }, { a: { b: [1, { c: 2, d: 3 }], e: 4 } }],
      ] as const) {
        expect(agrees(named, asked), JSON.stringify([named, asked])).to.equal(true);
      }
      for (const [named, asked] of [
        [{ a: null }, {}],
        [{ a: null }, { a: {} }],
        [{ a: { b: 1 } }, { a: null }],
        [{ a: {} }, { a: "text" }],
        [{ a: {} }, {}],
        [{ a: [1] }, { a: { 0: 1, length: 1 } }],
        [{ a: [1, 2] }, { a: [1] }],
        [{ a: [1] }, { a: [1, 2] }],
        [{ a: [1] }, { a: [2] }],
      ] as const) {
        expect(agrees(named, asked), JSON.stringify([named, asked])).to.equal(false);
      }
    });

    it("may hold no answers", () => {
      expect(readFixtureFile(file("region: eu-west-1\n"))).to.deep.equal({ region: "eu-west-1", invokes: [] });
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
