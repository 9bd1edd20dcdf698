import { expect } from "chai";
import type { Recording } from "../../../support/recorder";
import { dependenciesOf, policyOf, sourceOf } from "../../recorded";
import { keyArn, recordNetwork } from "./recorded";

const flowLogType = "aws:ec2/flowLog:FlowLog";

function policiesOf(recording: Recording) {
  return {
    trust: policyOf(recording.one("aws:iam/role:Role").inputs["assumeRolePolicy"]).Statement,
    own: policyOf(recording.one("aws:iam/rolePolicy:RolePolicy").inputs["policy"]).Statement,
  };
}

describe("cluster/network: flow logs", () => {
  let recording: Recording;
  before(async () => ({ recording } = await recordNetwork()));

  it("record all traffic of the VPC, into a log group of ours", () => {
    const log = recording.one(flowLogType);
    expect(log.name).to.equal("main-flow-logs");
    expect(log.inputs).to.deep.include({
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      maxAggregationInterval: 600,
      tags: { Name: "main-flow-logs", "rampart:cluster": "main" },
    });
    expect(sourceOf(log, "vpcId")).to.deep.equal(["aws:ec2/vpc:Vpc::main-vpc"]);
    expect(sourceOf(log, "logDestination")).to.deep.equal(["aws:cloudwatch/logGroup:LogGroup::main-flow-logs"]);
    expect(sourceOf(log, "iamRoleArn")).to.deep.equal(["aws:iam/role:Role::main-flow-logs"]);
    expect(dependenciesOf(log)).to.include("aws:iam/rolePolicy:RolePolicy::main-flow-logs");
  });

  it("are encrypted with the key of logs, kept as long as the regimes ask, and protected", () => {
    const group = recording.one("aws:cloudwatch/logGroup:LogGroup");
    expect(group.inputs).to.deep.include({
      name: "/aws/vpc/main/flow-logs",
      kmsKeyId: keyArn,
      retentionInDays: 365,
    });
    expect(group.options.protect).to.equal(true);
  });

  it("are kept and put together as asked", async () => {
    const flowLogs = { retentionDays: 731, aggregationSeconds: 60 };
    const { recording: asked } = await recordNetwork({ flowLogs });
    expect(asked.one("aws:cloudwatch/logGroup:LogGroup").inputs["retentionInDays"]).to.equal(731);
    expect(asked.one(flowLogType).inputs["maxAggregationInterval"]).to.equal(60);
  });

  it("are written by a role for this account's flow logs, in this group alone", () => {
    expect(policiesOf(recording)).to.deep.equal({
      trust: [
        {
          Effect: "Allow",
          Principal: { Service: "vpc-flow-logs.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "aws:SourceAccount": "123456789012" },
            ArnLike: { "aws:SourceArn": "arn:aws:ec2:eu-central-1:123456789012:vpc-flow-log/*" },
          },
        },
      ],
      own: [
        {
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
          Resource: "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/vpc/main/flow-logs:*",
        },
        { Effect: "Allow", Action: "logs:DescribeLogGroups", Resource: "*" },
      ],
    });
  });

  for (const [region, partition] of [
    ["us-gov-west-1", "aws-us-gov"],
    ["cn-north-1", "aws-cn"],
  ] as const) {
    it(`have no foreign names in ${partition}`, async () => {
      const { recording: there } = await recordNetwork({}, { region });
      const text = JSON.stringify(there.registrations.map(({ inputs }) => inputs)).replaceAll(keyArn, "");
      const arns = [...new Set(text.match(/arn:[a-z-]+:/g))];
      expect(arns).to.deep.equal([`arn:${partition}:`]);
      expect(text).to.not.contain("eu-central-1");
      expect(policiesOf(there).trust).to.have.nested.property("[0].Principal.Service", "vpc-flow-logs.amazonaws.com");
    });
  }
});
