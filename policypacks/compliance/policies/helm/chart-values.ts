import { type ChartPin, charts } from "../../../../catalogue";
import { all, type Judgement, unknown } from "../../facts/judgement";
import type { Subject } from "../../facts/subject";
import { guarded, type ResourceCheck, type StackCheck, type StackJudgement } from "../check";
import { installationsIn, installers, isOf } from "./installations";
import { carried, judgeRenderer, judgeValues, pinOf, type ValueOf } from "./security-values";

const rule = "chart-values";
const pinned: readonly ChartPin[] = Object.values(charts);

/** A whole-stack control that also judges what the pinned charts are installed with, where their values carry it. */
export function withChartValues(check: StackCheck, pins: readonly ChartPin[] = pinned, except?: ValueOf): StackCheck {
  const { control } = check;
  if (!areCarried(control, pins, except)) return check;
  return {
    ...check,
    judge: (stack, context) => {
      const judged = check.judge(stack, context);
      const values = stack
        .ofType(...installers)
        .flatMap((subject) =>
          valuesOf(subject, control, pins, except).map((judgement): StackJudgement => ({ subject, judgement })),
        );
      return [...judged, ...(judged.length > 0 ? values : values.filter(({ judgement }) => isOpen(judgement)))];
    },
  };
}

/** Good values are only a part of what a control asks: where nothing else is judged, they may fail and cannot pass. */
const isOpen = ({ verdict }: Judgement) => verdict !== "pass";

/** The same for a control that each resource decides by itself. */
export function withOwnChartValues(check: ResourceCheck, pins: readonly ChartPin[] = pinned): ResourceCheck {
  const { control, types, concerns } = check;
  if (!areCarried(control, pins)) return check;
  return {
    ...check,
    ...(concerns === undefined ? {} : { concerns: (type) => concerns(type) || installers.includes(type) }),
    ...(types === undefined ? {} : { types: [...new Set([...types, ...installers])] }),
    judge: (subject, context, stack) => [
      ...(types === undefined || types.includes(subject.type) ? check.judge(subject, context, stack) : []),
      ...valuesOf(subject, control, pins).filter(isOpen),
    ],
  };
}

const areCarried = (control: string, pins: readonly ChartPin[], except?: ValueOf) =>
  pins.some((pin) => carried(pin, except).includes(control));

/** What the values of all that a resource installs come to for a control; nothing where none of them carries it. */
function valuesOf(subject: Subject, control: string, pins: readonly ChartPin[], except?: ValueOf): Judgement[] {
  if (!installers.includes(subject.type)) return [];
  const carriers = pins.filter((pin) => carried(pin, except).includes(control));
  const judgements = installationsIn(subject).flatMap((installed): Judgement[] => {
    if (carriers.some((pin) => isOf(pin, installed) === "unknown")) return [hiddenChart];
    const pin = pinOf(installed, pins);
    const judged = pin === undefined ? [] : judgeValues(installed, pin, control, except);
    return judged.length === 0 ? [] : [...judged, judgeRenderer(installed)];
  });
  return judgements.length === 0 ? [] : [{ ...guarded(() => all(...judgements)), rule }];
}

const hiddenChart = unknown("which chart is installed cannot be known before deployment");
