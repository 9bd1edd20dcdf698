import type { Posture } from "../../../catalogue";
import type { Judgement } from "../facts/judgement";
import type { Stack } from "../facts/stack";
import type { Subject } from "../facts/subject";

/** What decides beside the resources. */
export interface Context {
  /** Strictest parameters of the regimes in force. */
  posture: Posture;
  /** Kubernetes version of the cluster, for example `1.35`; undefined where the stack does not say. */
  kubernetesVersion?: string;
}

/** A control that each resource decides by itself. */
export interface ResourceCheck {
  control: string;
  /** Type tokens that it is evaluated on; undefined where the properties decide. */
  types?: readonly string[];
  /** What it says of a resource; nothing when it does not apply to it. */
  judge: (subject: Subject, context: Context) => readonly Judgement[];
}

/** A control that several resources decide together. */
export interface StackCheck {
  control: string;
  judge: (stack: Stack, context: Context) => readonly StackJudgement[];
  /** Why it came to no judgement at all. */
  none: string;
}

export interface StackJudgement {
  /** The resource that the judgement is about. */
  subject: Subject;
  judgement: Judgement;
}

/** Judges each of some resources, and goes on with the next where one cannot be judged. */
export function each(subjects: readonly Subject[], judge: (subject: Subject) => Judgement): StackJudgement[] {
  return subjects.map((subject) => ({ subject, judgement: guarded(() => judge(subject)) }));
}

/** A judgement, or the error that came in its place. */
export function guarded(judge: () => Judgement): Judgement {
  try {
    return judge();
  } catch (error) {
    return broke(error);
  }
}

/** What a check that threw comes to. The message of an error could hold a value of the resource, so it is not shown. */
export function broke(error: unknown): Judgement {
  const kind = error instanceof Error ? error.name : "an error";
  return { verdict: "error", message: `the check broke (${kind}); please report it` };
}
