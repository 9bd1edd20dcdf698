import type { Judgement } from "../facts/judgement";
import type { Subject } from "../facts/subject";
import { broke, type ResourceCheck } from "../policies/check";
import type { Session } from "./session";

/** Judges one resource. A check that throws is an error of that control on that resource, and of nothing else. */
export function judgeResource(check: ResourceCheck, subject: Subject, session: Session): readonly Judgement[] {
  try {
    return check.judge(subject, session.context);
  } catch (error) {
    return [broke(error)];
  }
}
