import { expect } from "chai";
import { topicArn } from "../../../../support/account-samples";
import { releaseOf } from "../../../../support/addon-samples";
import { broken, type Sample, samples, unknown } from "../../../../support/samples";
import { cases } from "../../cases";
import { run } from "../../harness";

const [cluster, alarm, topic, subscription] = [
  samples.cluster(),
  samples.alarm(),
  samples.topic(),
  samples.subscription(),
];
const sidekick = (values: Record<string, unknown>): Sample => releaseOf("falcosidekick", values);
const falco = (values: Record<string, unknown>): Sample => releaseOf("falco", values);

describe("MON-02 alarms and topics", () => {
  const actions = (value: unknown, more: Partial<Sample> = {}): Sample => ({
    ...broken(alarm, "alarmActions", value),
    ...more,
  });
  const linked = { sources: { alarmActions: [topic.name] } };
  const named = (value: unknown, more: Partial<Sample> = {}): Sample => ({
    ...broken(subscription, "topic", value),
    ...more,
  });
  cases("MON-02", [
    ["an alarm with an action", [cluster, alarm], "pass"],
    ["an alarm and the topic that it calls", [cluster, alarm, topic, subscription], "pass"],
    ["no actions", [cluster, actions(undefined)], "fail", "alarmActions is not set, so nobody hears of the alarm"],
    ["an empty list of actions", [cluster, actions([])], "fail"],
    ["actions switched off", [cluster, broken(alarm, "actionsEnabled", false)], "fail", "actionsEnabled is false"],
    ["unknown actions", [cluster, actions(unknown)], "unknown"],
    ["an unknown action", [cluster, actions([unknown])], "unknown"],
    ["unknown actions of a topic", [cluster, actions(unknown, linked), topic, subscription], "pass"],
    ["an unknown action of a topic", [cluster, actions([unknown], linked), topic, subscription], "pass"],
    ["one unknown action of two", [cluster, actions([unknown, topicArn])], "pass"],
    ["actions of the wrong type", [cluster, actions("s3cret")], "fail", "wrong type"],
    ["an action that is no ARN", [cluster, actions(["s3cret"])], "fail"],
    ["one alarm of two without", [cluster, alarm, { ...actions([]), name: "second" }], "fail"],
    ["an alarm without actions, and no cluster", [actions([])], "fail"],
    ["no subscriber", [cluster, alarm, topic], "fail", "nobody has subscribed to the topic"],
    ["a subscriber of another topic", [cluster, alarm, topic, named(`${topicArn}-2`)], "fail"],
    ["a subscriber of an unknown topic", [cluster, alarm, topic, named(unknown)], "unknown"],
    [
      "a subscriber of this topic",
      [cluster, alarm, topic, named(unknown, { sources: { topic: [topic.name] } })],
      "pass",
    ],
    ["no route at all", [cluster], "fail", "nothing in the stack tells anybody of an alert"],
    ["events that are handed on", [cluster, samples.eventTarget()], "pass"],
    [
      "events that are kept",
      [cluster, broken(samples.eventTarget(), "arn", "arn:aws:logs:eu-west-1:1:log-group:a")],
      "fail",
    ],
    ["events that go nobody knows where", [cluster, broken(samples.eventTarget(), "arn", unknown)], "unknown"],
    [
      "events of a topic",
      [
        cluster,
        { ...broken(samples.eventTarget(), "arn", unknown), sources: { arn: [topic.name] } },
        topic,
        subscription,
      ],
      "pass",
    ],
    ["nothing that alerts", [samples.namespace()], "not-applicable"],
  ]);

  it("asks for nothing where no regime in force does", async () => {
    const asked = { ...samples.compliantCluster(), props: { regimes: ["iso-27001"] } };
    const { evidence } = await run([asked, cluster, actions([]), topic]);
    const found = evidence.controls.find(({ id }) => id === "MON-02")!;
    expect([found.verdict, found.reason]).to.deep.equal([
      "not-applicable",
      "the stack holds nothing that raises an alert, or no regime in force asks that somebody hears of it",
    ]);
    const { verdict } = await run([asked, cluster, alarm]);
    expect(verdict("MON-02")).to.equal("pass");
  });
});

describe("MON-02 what Falco finds", () => {
  const declared = samples.falco();
  const [sns, slack] = ["config.aws.sns.topicarn", "config.slack.webhookurl"];
  const releases = declared.props["releases"] as { chart: string; securityValues: Record<string, unknown> }[];
  const bare = broken(
    declared,
    "releases",
    releases.map((each) => ({ ...each, securityValues: { ...each.securityValues, [sns]: undefined } })),
  );
  const child = (sample: Sample): Sample => ({ ...sample, parent: declared.name });
  const ofTopic = (sample: Sample): Sample => ({ ...sample, sources: { values: [topic.name] } });
  cases("MON-02", [
    ["declared", [cluster, declared], "pass"],
    ["declared without a target", [cluster, bare], "fail", "falcosidekick has no target"],
    ["declared, and a target in its release", [cluster, bare, child(sidekick({ [slack]: "https://x" }))], "pass"],
    ["declared, and none in its release", [cluster, declared, child(sidekick({}))], "fail"],
    ["a topic", [cluster, sidekick({ [sns]: topicArn })], "pass"],
    ["an address", [cluster, sidekick({ "config.webhook.address": "https://alerts.example" })], "pass"],
    ["no target", [cluster, sidekick({ "config.customfields": "a:b" })], "fail", "falcosidekick has no target"],
    ["an empty target", [cluster, sidekick({ [sns]: "" })], "fail"],
    ["no values", [cluster, broken(sidekick({}), "values", undefined)], "fail"],
    ["no target, beside an alarm", [cluster, alarm, sidekick({})], "fail"],
    ["an unknown target", [cluster, sidekick({ [sns]: unknown })], "unknown"],
    ["unknown values", [cluster, broken(sidekick({}), "values", unknown)], "unknown"],
    ["a target of a topic", [cluster, ofTopic(sidekick({ [sns]: unknown })), topic, subscription], "pass"],
    [
      "an unknown address beside a topic",
      [cluster, ofTopic(sidekick({ [slack]: unknown })), topic, subscription],
      "unknown",
    ],
    ["targets in a Secret", [cluster, sidekick({ "config.existingSecret": "targets" })], "unknown", "cannot be seen"],
    ["a target of the wrong type", [cluster, sidekick({ "config.aws": "sns" })], "fail"],
    ["an unknown chart", [cluster, broken(sidekick({}), "chart", unknown)], "unknown"],
    [
      "Falco's own sidekick",
      [cluster, falco({ "falcosidekick.enabled": true, [`falcosidekick.${slack}`]: "https://x" })],
      "pass",
    ],
    ["Falco's own without a target", [cluster, falco({ "falcosidekick.enabled": true })], "fail", "has no target"],
    ["Falco's own, maybe", [cluster, falco({ "falcosidekick.enabled": unknown })], "unknown"],
    ["Falco without one", [cluster, alarm, falco({})], "pass"],
  ]);
});
