import { controlById, type RuleSet, ruleSets } from "../../../../catalogue";
import { isKubernetes } from "../../facts/kubernetes";
import type { Judgement } from "../../facts/judgement";
import type { Subject } from "../../facts/subject";
import { asParts, broke, type Context, type ResourceCheck, type StackCheck, type StackJudgement } from "../check";
import { judgeObjects } from "./object-rules";
import { setsOf } from "./rulebooks";

/** A control that object rules alone decide. */
export function objectCheck(control: string, sets: readonly RuleSet[] = ruleSets): ResourceCheck {
  const own = setsOf(control, sets);
  return {
    control,
    concerns: isKubernetes,
    judge: (subject, context) => guardedObjects(control, subject, context, own),
  };
}

/** A check of its own for each control of the catalogue that has object rules, and that no other check is about. */
export function objectChecks(
  others: readonly { control: string }[],
  sets: readonly RuleSet[] = ruleSets,
): readonly ResourceCheck[] {
  const ruled = new Set(sets.flatMap(({ rules }) => rules.map(({ control }) => control)));
  return [...ruled]
    .filter((id) => !others.some(({ control }) => control === id))
    .filter((id) => (controlById(id)?.kind ?? "stack") !== "stack")
    .map((id) => objectCheck(id, sets));
}

/** A control that each resource decides by itself, and its object rules. */
export function withOwnObjectRules(check: ResourceCheck, sets: readonly RuleSet[] = ruleSets): ResourceCheck {
  const { control, types } = check;
  const own = setsOf(control, sets);
  if (own.length === 0) return check;
  const concerned = (type: string) => types?.includes(type) ?? check.concerns?.(type) ?? true;
  return {
    control,
    concerns: (type) => isKubernetes(type) || concerned(type),
    judge: (subject, context, stack) => {
      const judged = concerned(subject.type) ? check.judge(subject, context, stack) : [];
      const objects = guardedObjects(control, subject, context, own);
      return [...judged, ...(judged.length > 0 ? objects.filter(isOpen) : objects)];
    },
  };
}

/** A whole-stack control, and its object rules. */
export function withObjectRules(check: StackCheck, sets: readonly RuleSet[] = ruleSets): StackCheck {
  const { control } = check;
  const own = setsOf(control, sets);
  if (own.length === 0) return check;
  return {
    ...check,
    judge: (stack, context) => {
      const judged = check.judge(stack, context);
      const known = new Set(judged.map(({ subject }) => subject.urn));
      const objects = stack.subjects.flatMap((subject) =>
        guardedObjects(control, subject, context, own).map((judgement): StackJudgement => ({ subject, judgement })),
      );
      const parts = objects.filter(({ subject, judgement }) => isOpen(judgement) || !known.has(subject.urn));
      if (check.objectsPass === undefined) return [...judged, ...asParts(parts, judged, stack)];
      const counts = check.objectsPass || judged.length > 0;
      return [...judged, ...parts.filter(({ judgement }) => counts || isOpen(judgement))];
    },
  };
}

/**
 * What a check says of objects that rules judge too, without what the rules say already: a finding counts where the rules
 * find nothing as bad.
 */
export function beyondRules(
  control: string,
  judgements: readonly StackJudgement[],
  context: Context,
): readonly StackJudgement[] {
  const own = setsOf(control, ruleSets);
  return judgements.filter(({ subject, judgement: { verdict } }) => {
    const told = guardedObjects(control, subject, context, own).map((each) => each.verdict);
    return !told.includes("fail") && !told.includes("error") && (verdict === "fail" || !told.includes("unknown"));
  });
}

const isOpen = ({ verdict }: Judgement) => verdict !== "pass";

function guardedObjects(
  control: string,
  subject: Subject,
  context: Context,
  sets: readonly RuleSet[],
): readonly Judgement[] {
  try {
    return judgeObjects(control, subject, context, sets);
  } catch (error) {
    return [{ ...broke(error), rule: "objects" }];
  }
}
