import { addonTypes } from "../../../../catalogue";
import type { Fact } from "../../facts/fact";
import { all, fail, type Judgement, pass, unknown } from "../../facts/judgement";
import type { Stack } from "../../facts/stack";
import type { Subject } from "../../facts/subject";
import { guarded, type StackJudgement } from "../check";
import { type Installation, installationsIn, installers, isOf } from "./installations";
import { targets } from "./sidekick-targets";

const alone = { chart: "falcosidekick" };
/** Falco's own chart brings one along, with the same values under its name. */
const within = { chart: "falco" };
const topic = "aws:sns/topic:Topic";

/** Whether what Falco finds is sent anywhere: each falcosidekick has a target. */
export function judgeSidekicks(stack: Stack): StackJudgement[] {
  // What a component declares holds no values that come from other resources; its release does.
  const released = new Set(stack.subjects.filter(isReleased).map(({ parent }) => parent));
  return stack
    .ofType(...installers)
    .filter(({ urn }) => !released.has(urn))
    .flatMap((subject) => {
      const judged = installationsIn(subject).flatMap((each) => guardedTargets(each));
      return judged.length === 0 ? [] : [{ subject, judgement: all(...judged) }];
    });
}

function guardedTargets(installed: Installation): Judgement[] {
  if (installed.chart.state === "unknown") return [hiddenChart];
  if (isOf(alone, installed) === true) return [guarded(() => judgeTargets(installed, ""))];
  if (isOf(within, installed) !== true) return [];
  const enabled = installed.value("falcosidekick.enabled");
  if (enabled.value !== true && enabled.state !== "unknown") return [];
  const judged = guarded(() => judgeTargets(installed, "falcosidekick."));
  return [enabled.state === "unknown" && judged.verdict === "fail" ? hiddenSidekick : judged];
}

const hiddenChart = unknown("whether the chart is one that sends alerts cannot be known before deployment");

const hiddenSidekick = unknown("whether Falco brings a falcosidekick, which has no target, cannot be known yet");

const isReleased = (subject: Subject) =>
  !addonTypes.includes(subject.type) && installationsIn(subject).some((each) => isOf(alone, each) === true);

function judgeTargets(installed: Installation, under: string): Judgement {
  const { subject, value } = installed;
  const found = targets.map((path) => value(`${under}config.${path}`));
  const set = found.find(isText);
  if (set !== undefined) return pass(`${set.path} is a target`);
  const open = found.find(({ state }) => state === "unknown");
  if (open !== undefined) {
    const fromTopic = subject.sources("values").subjects.some(({ type }) => type === topic);
    return fromTopic && open.path.endsWith("sns.topicarn")
      ? pass(`${open.path} comes from a topic of this stack`)
      : unknown(`${open.path} cannot be known before deployment; expected a target`);
  }
  const secret = value(`${under}config.existingSecret`);
  return isText(secret) || secret.state === "unknown"
    ? unknown(`${secret.path} is set, and which targets it holds cannot be seen`)
    : fail("falcosidekick has no target; expected one, for example config.aws.sns.topicarn");
}

const isText = ({ value }: Fact) => typeof value === "string" && value !== "";
