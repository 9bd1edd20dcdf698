import * as aws from "@pulumi/aws";
import { output } from "@pulumi/pulumi";
import { expect } from "chai";
import { type Mistake, posture, Provision } from "../../../../catalogue";
import {
  type AlertArgs,
  AlertProtocol,
  createAlerts,
  resolveAlerts,
  topicStatements,
} from "../../../../components/cluster/alerts";
import { policyDocument } from "../../../../components/aws";
import { alarms, everyAlarm } from "../../../../components/cluster/alerts/alarms";
import { alertRules } from "../../../../components/cluster/alerts/rules";
import { containsUnknown, unknown } from "../../../../cli/preview/wire";
import type { RecordOptions, Recording } from "../../../support/recorder";
import { recordPart } from "../../part";
import { at, dependenciesOf, policyOf, sourceOf } from "../../recorded";

const types = {
  topic: "aws:sns/topic:Topic",
  policy: "aws:sns/topicPolicy:TopicPolicy",
  subscription: "aws:sns/topicSubscription:TopicSubscription",
  filter: "aws:cloudwatch/logMetricFilter:LogMetricFilter",
  alarm: "aws:cloudwatch/metricAlarm:MetricAlarm",
  rule: "aws:cloudwatch/eventRule:EventRule",
  target: "aws:cloudwatch/eventTarget:EventTarget",
};
const topicArn = "arn:aws:sns:eu-central-1:123456789012:security";
const logGroup = "aws:cloudwatch/logGroup:LogGroup::main-control-plane";
const ofSource = (source: string) => alarms.filter((each) => each.source === source).map(({ id }) => id);

type Options = RecordOptions & { name?: string; trail?: boolean; replication?: boolean };

function recordAlerts(
  args: AlertArgs = {},
  { trail = true, replication = true, ...options }: Options = {},
): Promise<Recording> {
  return recordPart((context) => {
    const mistakes: Mistake[] = [];
    const settings = resolveAlerts(args, { name: context.name, posture: posture([]) }, mistakes);
    expect(mistakes).to.deep.equal([]);
    const key = new aws.kms.Key(`${context.name}-alerts`, {}, context.options);
    const group = new aws.cloudwatch.LogGroup(
      `${context.name}-control-plane`,
      { name: `/aws/eks/${context.name}/cluster` },
      context.options,
    );
    const handle = createAlerts(context, settings, {
      key,
      controlPlaneLogGroupName: group.name,
      ...(trail && { trailLogGroupName: output(`/aws/cloudtrail/${context.name}`) }),
      ...(replication && {
        replication: { source: output("first"), bucketName: output("second"), ruleId: "whole-bucket" },
      }),
    });
    expect(handle.topicArn !== undefined).to.equal(args.mode !== Provision.Inherited);
  }, options);
}

function counts(recording: Recording): Record<string, number> {
  return Object.fromEntries(Object.entries(types).map(([name, type]) => [name, recording.ofType(type).length]));
}

describe("cluster/alerts", () => {
  let recording: Recording;
  before(async () => (recording = await recordAlerts()));

  it("are a topic of their own, with a key of ours and a signature that is not SHA-1", () => {
    const topic = recording.one(types.topic);
    expect(topic.name).to.equal("main-alerts");
    expect(topic.inputs).to.deep.include({ name: "main-alerts", signatureVersion: 2 });
    expect(sourceOf(topic, "kmsMasterKeyId")).to.deep.equal(["aws:kms/key:Key::main-alerts"]);
  });

  it("come from this cluster's alarms and rules, and from nobody without TLS", async () => {
    const arn = "arn:aws:sns:eu-central-1:123456789012:main-alerts";
    const policy = recording.one(types.policy);
    expect(sourceOf(policy, "arn")).to.deep.equal([`${types.topic}::main-alerts`]);
    expect(sourceOf(policy, "policy")).to.deep.equal([`${types.topic}::main-alerts`]);
    const { Statement } = policyOf(await topicPolicyText(arn));
    expect(Statement).to.deep.equal([
      {
        Sid: "Alarms",
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: "sns:Publish",
        Resource: arn,
        Condition: {
          StringEquals: { "aws:SourceAccount": "123456789012" },
          ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:eu-central-1:123456789012:alarm:main-*" },
        },
      },
      {
        Sid: "Rules",
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: "sns:Publish",
        Resource: arn,
        Condition: { ArnLike: { "aws:SourceArn": "arn:aws:events:eu-central-1:123456789012:rule/main-*" } },
      },
      {
        Sid: "OnlyWithTls",
        Effect: "Deny",
        Principal: "*",
        Action: "sns:Publish",
        Resource: arn,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
  });

  it("have a filter and an alarm each", () => {
    expect(counts(recording)).to.deep.equal({
      topic: 1,
      policy: 1,
      subscription: 0,
      filter: alarms.length,
      alarm: everyAlarm.length,
      rule: alertRules.length,
      target: alertRules.length,
    });
    for (const { id, pattern, threshold, source } of alarms) {
      const filter = recording.one(types.filter, `main-${id}`);
      expect(filter.inputs, id).to.deep.equal({
        logGroupName: source === "control-plane" ? "/aws/eks/main/cluster" : "/aws/cloudtrail/main",
        pattern,
        metricTransformation: { name: id, namespace: "Rampart/main", value: "1", defaultValue: "0" },
      });
      expect(sourceOf(filter, "logGroupName")).to.deep.equal(source === "control-plane" ? [logGroup] : []);
      const alarm = recording.one(types.alarm, `main-${id}`);
      expect(alarm.inputs, id).to.deep.include({
        namespace: "Rampart/main",
        metricName: id,
        statistic: "Sum",
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        threshold,
        period: 300,
        evaluationPeriods: 1,
        treatMissingData: "notBreaching",
        tags: { Name: `main-${id}`, "rampart:cluster": "main" },
      });
      expect(alarm.inputs["alarmDescription"]).to.match(/ Runbook: docs\/runbooks\/[a-z-]+\.md\. pci-dss /);
      expect(sourceOf(alarm, "alarmActions")).to.deep.equal([`${types.topic}::main-alerts`]);
      expect(dependenciesOf(alarm)).to.include(`${types.policy}::main-alerts`);
    }
  });

  it("ring when S3 could not copy a backup, where the stack lets it copy them", async () => {
    const alarm = recording.one(types.alarm, "main-replication-failure");
    const { alarmDescription, ...inputs } = alarm.inputs;
    expect(inputs).to.deep.equal({
      namespace: "AWS/S3",
      metricName: "OperationsFailedReplication",
      dimensions: { SourceBucket: "first", DestinationBucket: "second", RuleId: "whole-bucket" },
      statistic: "Sum",
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      period: 300,
      evaluationPeriods: 1,
      treatMissingData: "notBreaching",
      alarmActions: [unknown],
      tags: { Name: "main-replication-failure", "rampart:cluster": "main" },
    });
    expect(alarmDescription).to.include("docs/runbooks/backup-failure.md");
    expect(dependenciesOf(alarm)).to.include(`${types.policy}::main-alerts`);
    const alone = await recordAlerts({}, { replication: false });
    expect(counts(alone)).to.deep.include({ filter: alarms.length, alarm: alarms.length });
    const tuned = await recordAlerts({ thresholds: { "replication-failure": 5 } });
    expect(tuned.one(types.alarm, "main-replication-failure").inputs["threshold"]).to.equal(5);
  });

  it("come from rules on the account's events, by the topic's policy and no role", () => {
    for (const { id } of alertRules) {
      const rule = recording.one(types.rule, `main-${id}`);
      expect(Object.keys(rule.inputs).sort()).to.deep.equal(["description", "eventPattern", "state", "tags"]);
      const target = recording.one(types.target, `main-${id}`);
      expect(Object.keys(target.inputs).sort()).to.deep.equal(["arn", "inputTransformer", "rule", "targetId"]);
      expect(sourceOf(target, "arn")).to.deep.equal([`${types.topic}::main-alerts`]);
      expect(sourceOf(target, "rule")).to.deep.equal([`${types.rule}::main-${id}`]);
      expect(dependenciesOf(target)).to.include(`${types.policy}::main-alerts`);
    }
  });

  it("tell of an event in lines that say what to do", () => {
    expect(recording.one(types.target, "main-key-deletion").inputs["inputTransformer"]).to.deep.equal({
      inputPaths: {
        call: "$.detail.eventName",
        by: "$.detail.userIdentity.arn",
        from: "$.detail.sourceIPAddress",
        event: "$.detail.eventID",
        account: "$.account",
        region: "$.region",
        time: "$.time",
      },
      inputTemplate: [
        '"main: A KMS key was disabled, or its deletion was scheduled (critical)"',
        '"call: <call>"',
        '"by: <by>"',
        '"from: <from>"',
        '"event: <event>"',
        '"account: <account>"',
        '"region: <region>"',
        '"time: <time>"',
        '"What to do: docs/runbooks/key-deletion.md"',
      ].join("\n"),
    });
  });

  it("reach who subscribes, and keep a URL as a secret", async () => {
    const subscribed = await recordAlerts({
      subscriptions: [
        { protocol: AlertProtocol.Email, endpoint: "security@example.com" },
        { protocol: AlertProtocol.Https, endpoint: "https://example.com/hook" },
        { protocol: AlertProtocol.Email, endpoint: output("later@example.com") },
      ],
    });
    const found = subscribed.ofType(types.subscription);
    expect(found.map(({ name }) => name.replace(/[0-9a-f]{6}$/, "digest"))).to.have.members([
      "main-alerts-2",
      "main-alerts-digest",
      "main-alerts-digest",
    ]);
    for (const each of found) expect(sourceOf(each, "topic")).to.deep.equal([`${types.topic}::main-alerts`]);
    const endpointOf = (protocol: string) =>
      found.filter(({ inputs }) => inputs["protocol"] === protocol).map(({ inputs }) => inputs["endpoint"]);
    expect(endpointOf("email")).to.have.members(["security@example.com", "later@example.com"]);
    expect(endpointOf("https")).to.deep.equal([
      { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: "https://example.com/hook" },
    ]);
  });

  it("of the trail are only where the stack has its log group", async () => {
    const without = await recordAlerts({}, { trail: false, replication: false });
    expect(without.ofType(types.alarm).map(({ name }) => name)).to.have.members(
      ofSource("control-plane").map((id) => `main-${id}`),
    );
    expect(counts(without)).to.deep.include({ filter: ofSource("control-plane").length, rule: alertRules.length });
  });

  it("ring at thresholds of one's own, and for findings of the severity that was asked for", async () => {
    const tuned = await recordAlerts({ thresholds: { "forbidden-burst": 50 }, guardDutySeverity: 4.5 });
    expect(tuned.one(types.alarm, "main-forbidden-burst").inputs["threshold"]).to.equal(50);
    expect(tuned.one(types.alarm, "main-failed-authentication").inputs["threshold"]).to.equal(20);
    const pattern = JSON.parse(
      tuned.one(types.rule, "main-guardduty-finding").inputs["eventPattern"] as string,
    ) as unknown;
    expect(at(pattern, "detail", "severity")).to.deep.equal([{ numeric: [">=", 4.5] }]);
  });

  it("pass by the roles that read Secrets as their work, also one that is known later", async () => {
    const reader = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
    const tuned = await recordAlerts({ secretReaders: [reader("deploy"), output(reader("path/backup"))] });
    const pattern = (id: string) => tuned.one(types.filter, `main-${id}`).inputs["pattern"] as string;
    for (const role of ["deploy", "backup"]) {
      const clause = `($.user.username != "arn:aws:sts::123456789012:assumed-role/${role}/*")`;
      expect(alarms.filter(({ id }) => pattern(id).includes(clause)).map(({ id }) => id)).to.deep.equal([
        "secret-read",
      ]);
    }
    const wrong = recordAlerts({ secretReaders: [output("deploy")] });
    await wrong.then(
      () => expect.fail("taken"),
      (error: unknown) => expect(String(error)).to.include('alerts.secretReaders[0]: got "deploy"; expected the ARN'),
    );
  });

  it("go to a topic that exists, which stays as it is", async () => {
    const existing = await recordAlerts({ mode: Provision.Existing, topicArn: output(topicArn) });
    expect(counts(existing)).to.deep.equal({ ...counts(recording), topic: 0, policy: 0 });
    for (const each of existing.ofType(types.alarm)) expect(each.inputs["alarmActions"]).to.deep.equal([topicArn]);
    for (const each of existing.ofType(types.target)) expect(each.inputs["arn"]).to.equal(topicArn);
  });

  it("are none where the account alerts by itself", async () => {
    const inherited = await recordAlerts({ mode: Provision.Inherited, vouchedBy: "SEC-17" });
    expect(Object.values(counts(inherited))).to.deep.equal([0, 0, 0, 0, 0, 0, 0]);
  });

  for (const [region, partition] of [
    ["us-gov-west-1", "aws-us-gov"],
    ["cn-north-1", "aws-cn"],
  ] as const) {
    it(`name nothing of another partition in ${region}`, async () => {
      const there = await recordAlerts({}, { region });
      const text = JSON.stringify(there.registrations.map(({ inputs }) => inputs));
      expect(text).not.to.match(/arn:aws:|amazonaws\.com\.cn|eu-central-1|console\.aws/);
      const { Statement } = policyOf(await topicPolicyText(`arn:${partition}:sns:${region}:123456789012:t`, region));
      expect(Statement.slice(0, 2).map(({ Condition }) => at(Condition, "ArnLike", "aws:SourceArn"))).to.deep.equal([
        `arn:${partition}:cloudwatch:${region}:123456789012:alarm:main-*`,
        `arn:${partition}:events:${region}:123456789012:rule/main-*`,
      ]);
    });
  }

  it("have names within the limits, also of the longest cluster, that the topic's policy lets in", async () => {
    const name = `a${"b".repeat(39)}`;
    const long = await recordAlerts({ secretReaders: [] }, { name });
    const names = (type: string) => long.ofType(type).map((each) => each.name);
    for (const each of names(types.rule)) expect(each.length, each).to.be.at.most(56);
    for (const each of [...names(types.alarm), ...names(types.filter)]) expect(each.length).to.be.at.most(247);
    for (const each of [...names(types.rule), ...names(types.alarm)]) expect(each).to.match(new RegExp(`^${name}-`));
    expect(new Set(names(types.rule)).size).to.equal(alertRules.length);
    expect(`${String(long.one(types.topic).inputs["name"])}`).to.equal(`${name}-alerts`);
  });

  it("hold nothing that a preview does not know but what AWS gives", () => {
    for (const each of recording.ofType(types.filter)) expect(containsUnknown(each.inputs)).to.equal(false);
  });
});

/** The policy as it reads where the topic's ARN is known. */
async function topicPolicyText(arn: string, region = "eu-central-1"): Promise<unknown> {
  const recorded = await recordPart(
    (context) =>
      new aws.sns.TopicPolicy("p", { arn, policy: policyDocument(...topicStatements(context, arn)) }, context.options),
    { region },
  );
  return recorded.one(types.policy).inputs["policy"];
}
