import type { AdmissionExclusion, Parameters, Part, Posture, RuleParameters } from "../../../catalogue";
import type { Judgement } from "../facts/judgement";
import type { Stack } from "../facts/stack";
import type { Subject } from "../facts/subject";
import { cluster } from "./aws/types";

/** What decides beside the resources. */
export interface Context {
  /** Strictest parameters of the regimes in force. */
  posture: Posture;
  /** Kubernetes version of the cluster, for example `1.35`; undefined where the stack does not say. */
  kubernetesVersion?: string;
  /** What the pack's settings set, over its own defaults. */
  parameters: Parameters;
  /** What object rules compare with. */
  ruleParameters: RuleParameters;
  /** Objects that waivers take from admission. @default none */
  exclusions?: readonly AdmissionExclusion[];
  /** Whether the cluster that a resource belongs to leaves the part to its account: then it is not judged here. */
  provided: (part: Part, subject: Subject) => boolean;
  /** URNs of the clusters that say they make the part. */
  created: (part: Part) => readonly string[];
}

/** A control that each resource decides by itself. */
export interface ResourceCheck {
  control: string;
  /** Type tokens that it is evaluated on; undefined where the properties decide. */
  types?: readonly string[];
  /** Whether it may say anything of a type, where `types` does not tell and the token does. */
  concerns?: (type: string) => boolean;
  /**
   * What it says of a resource; nothing when it does not apply to it. The stack is there once all of it is known: what only
   * others can settle is unknown until then.
   */
  judge: (subject: Subject, context: Context, stack?: Stack) => readonly Judgement[];
}

/** A control that several resources decide together. */
export interface StackCheck {
  control: string;
  judge: (stack: Stack, context: Context) => readonly StackJudgement[];
  /** Why it came to no judgement at all. */
  none: string;
  /**
   * Properties that a resource keeps from its creation to its end, so that ignoring a change of them keeps what the
   * program said when it made the resource.
   */
  fixed?: readonly string[];
  /** Whether good objects pass where the check itself judges nothing. @default only in a stack without a cluster */
  objectsPass?: boolean;
}

export interface StackJudgement {
  /** The resource that the judgement is about. */
  subject: Subject;
  judgement: Judgement;
}

/**
 * Judgements on resources of which a part may be provided outside of the stack. There a failure of what is in the stack
 * stays one; nothing passes, and nothing is unknown for want of what cannot be seen.
 */
export function unlessProvided(
  part: Part,
  { provided }: Context,
  judgements: readonly StackJudgement[],
): readonly StackJudgement[] {
  return judgements.filter(
    ({ subject, judgement: { verdict } }) => verdict === "fail" || verdict === "error" || !provided(part, subject),
  );
}

/** A cluster that says it makes a part must be the parent of a resource that is one. */
export function undeclared(
  part: Part,
  { created }: Context,
  stack: Stack,
  made: readonly Subject[],
  message: string,
): readonly StackJudgement[] {
  const claims = new Set(created(part));
  return stack.subjects
    .filter(({ urn }) => claims.has(urn) && !made.some(({ parent }) => parent === urn))
    .map((subject) => ({ subject, judgement: { verdict: "fail", message } }));
}

/**
 * What is only a part of a control. Where there is a cluster and nothing else is judged, somebody else provides the rest:
 * then parts may fail, and cannot pass. A stack without a cluster has no more than its parts.
 */
export function asParts(
  parts: readonly StackJudgement[],
  judged: readonly StackJudgement[],
  stack: Stack,
): readonly StackJudgement[] {
  const count = judged.length > 0 || stack.ofType(cluster).length === 0;
  return count ? parts : parts.filter(({ judgement }) => judgement.verdict !== "pass");
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
