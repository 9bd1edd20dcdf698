import { Part } from "../../../../catalogue";
import { all, best, fail, type Judgement, misread, oneOf, pass, unknown } from "../../facts/judgement";
import { joined, judgeJoined, knownBy } from "../../facts/references";
import type { Stack } from "../../facts/stack";
import { read, type Subject } from "../../facts/subject";
import { each, type StackCheck } from "../check";
import { clustersWithout } from "../helm/presence";
import { judgeSidekicks } from "../helm/sidekick";

const alarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
const target = "aws:cloudwatch/eventTarget:EventTarget";
const topic = "aws:sns/topic:Topic";
const subscription = "aws:sns/topicSubscription:TopicSubscription";

/** MON-02: whatever raises an alert tells somebody. Where no regime in force asks for it, nothing fails for want of it. */
export const alertRoutes: StackCheck = {
  control: "MON-02",
  none: "the stack holds nothing that raises an alert, or no regime in force asks that somebody hears of it",
  judge: (stack, context) => {
    const alarms = each(stack.ofType(alarm), judgeAlarm);
    const sidekicks = judgeSidekicks(stack);
    const routes = [...alarms, ...sidekicks, ...each(stack.ofType(target), judgeTarget)];
    const judged = [
      ...each(unvouched(stack, context), () => judgeRoutes(routes.map(({ judgement }) => judgement))),
      ...alarms,
      ...each(stack.ofType(topic), (subject) => judgeTopic(subject, stack)),
      ...sidekicks,
    ];
    const asked = context.posture.alertRoutes.required.value;
    return asked ? judged : judged.filter(({ judgement: { verdict } }) => verdict === "pass" || verdict === "error");
  },
};

/** The clusters of whose alerts nobody else takes care. */
function unvouched(stack: Stack, context: Parameters<StackCheck["judge"]>[1]): readonly Subject[] {
  const detected = clustersWithout(Part.ThreatDetection, stack, context);
  return clustersWithout(Part.Alerts, stack, context).filter((each) => detected.includes(each));
}

/** One way for an alert to go is enough; where it leads to is judged by itself. */
function judgeRoutes(routes: readonly Judgement[]): Judgement {
  const none = fail(
    "nothing in the stack tells anybody of an alert; expected an alarm or event with a target, or falcosidekick with one",
  );
  const found = best(...routes, none);
  if (found.verdict === "fail" || found.verdict === "error") return none;
  return found.verdict === "pass" ? pass("an alert has a way to somebody") : found;
}

function judgeAlarm(subject: Subject): Judgement {
  const props = read(subject);
  return all(oneOf(props.at("actionsEnabled"), { values: [true], default: true }), judgeActions(subject));
}

function judgeActions(subject: Subject): Judgement {
  const actions = read(subject).at("alarmActions").from(topic);
  const expected = "the ARN of what tells somebody";
  if (actions.state === "linked") return pass(`${actions.path} comes from a topic of this stack`);
  const items = actions.items()?.map((each) => each.from(topic));
  if (actions.state === "absent" || items?.length === 0)
    return fail(`${actions.path} is not set, so nobody hears of the alarm; expected ${expected}`);
  if (items === undefined) return misread(actions, expected);
  return best(
    ...items.map((each) => {
      if (each.state === "linked") return pass(`${each.path} comes from a topic of this stack`);
      return each.state === "known" && isArn(each.value) ? pass(`${each.path} is an ARN`) : misread(each, expected);
    }),
  );
}

const isArn = (value: unknown) => typeof value === "string" && /^arn:[\w-]+:\w/.test(value);

/** Services that hand on what they get; a log group keeps it. */
const handing = /^arn:[\w-]+:(sns|lambda|sqs|states|events|ssm|ssm-incidents|firehose|kinesis):/;

function judgeTarget(subject: Subject): Judgement {
  const arn = read(subject).at("arn").from(topic);
  if (arn.state === "linked") return pass(`${arn.path} comes from a topic of this stack`);
  if (arn.state === "unknown") return unknown(`${arn.path} cannot be known before deployment`);
  return typeof arn.value === "string" && handing.test(arn.value)
    ? pass(`${arn.path} hands events on`)
    : fail(`${arn.path} hands events to nobody`);
}

function judgeTopic(subject: Subject, stack: Stack): Judgement {
  return judgeJoined(
    joined(stack, [subscription], "topic", subject, knownBy(subject, "arn", "id")),
    () => pass("somebody has subscribed to the topic"),
    fail("nobody has subscribed to the topic; expected a TopicSubscription"),
  );
}
