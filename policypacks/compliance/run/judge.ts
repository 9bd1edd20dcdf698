import { Mode } from "../../../catalogue";
import { readsIgnored, withIgnored } from "../facts/ignored";
import { type Judgement, unknown } from "../facts/judgement";
import { type Stack, stackWithIgnored } from "../facts/stack";
import type { Subject } from "../facts/subject";
import { broke, type ResourceCheck, type StackCheck, type StackJudgement } from "../policies/check";
import type { Session } from "./session";

/** Judges one resource. A check that throws is an error of that control on that resource, and of nothing else. */
export function judgeResource(
  check: ResourceCheck,
  subject: Subject,
  session: Session,
  stack?: Stack,
): readonly Judgement[] {
  const judge = (each: Subject) => check.judge(each, session.context, stack);
  try {
    const judgements = judge(subject);
    const after = keepsDeployed(session) ? withIgnored(subject) : undefined;
    if (after === undefined) return judgements;
    if (judgements.some(({ verdict }) => verdict === "unknown"))
      return readsIgnored(subject, judge)
        ? judgements.map((each) => (each.verdict === "unknown" ? kept(each) : each))
        : judgements;
    if (!judgements.every(({ verdict }) => verdict === "pass")) return judgements;
    const open = judge(after).filter(({ verdict }) => verdict !== "pass");
    return open.length === 0 ? judgements : open.map(kept);
  } catch (error) {
    return [broke(error)];
  }
}

/** Judges a whole stack. What passes stays a pass only where it passes with anything in the place of what is ignored. */
export function judgeStack(check: StackCheck, stack: Stack, session: Session): readonly StackJudgement[] {
  const judgements = check.judge(stack, session.context);
  const after = keepsDeployed(session) ? stackWithIgnored(stack, check.fixed) : undefined;
  if (after === undefined) return judgements;
  const keyOf = ({ subject, judgement }: StackJudgement) => JSON.stringify([subject.urn, judgement.rule]);
  const closed = new Set(judgements.filter(({ judgement }) => judgement.verdict !== "pass").map(keyOf));
  const open = check
    .judge(after, session.context)
    .filter((each) => each.judgement.verdict !== "pass" && !closed.has(keyOf(each)));
  const replaced = new Set(open.map(keyOf));
  return [
    ...judgements.filter((each) => !replaced.has(keyOf(each))),
    ...open.map(({ subject, judgement }) => ({ subject, judgement: kept(judgement) })),
  ];
}

/** Whether what is ignored is not what is judged; an exported state shows what is deployed. */
const keepsDeployed = ({ place }: Session) => place.mode !== Mode.StackExport;

/** A judgement on what is deployed, which may be anything. */
function kept(judgement: Judgement): Judgement {
  return judgement.verdict === "error"
    ? judgement
    : { ...judgement, ...unknown(`ignoreChanges keeps what is deployed: ${judgement.message}`), lasting: true };
}
