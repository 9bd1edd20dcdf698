import { type Fact, fact } from "../../facts/fact";
import { type KubernetesObject, listedKind, objectsOf } from "../../facts/kubernetes";
import { type Judgement, unknown } from "../../facts/judgement";
import type { Stack } from "../../facts/stack";
import { read, type Subject } from "../../facts/subject";
import type { StackJudgement } from "../check";

/** An object of a stack, with the resource that it stands in. */
export interface FoundObject {
  object: KubernetesObject;
  subject: Subject;
  props: Fact;
}

/** A kind, whatever the version of its API. */
export interface Kind {
  apiGroup: string;
  kind: string;
}

export const isKind =
  ({ apiGroup, kind }: Kind) =>
  (object: KubernetesObject): boolean =>
    object.apiGroup === apiGroup && object.kind === kind;

/** The objects of a stack that are wanted, those in lists included. */
export function objectsIn(stack: Stack, wanted: (object: KubernetesObject) => boolean): FoundObject[] {
  return stack.subjects.flatMap((subject) =>
    objectsOf(subject.type, subject.props)
      .objects.filter(wanted)
      .map((object) => ({ object, subject, props: object.path === "" ? read(subject) : fact(object.object) })),
  );
}

/** Items that are not known, in lists of some kinds or of anything. */
export function hiddenItems(stack: Stack, kinds: readonly string[]): { subject: Subject; path: string }[] {
  const lists: readonly (string | undefined)[] = ["", ...kinds];
  return stack.subjects
    .filter(({ type }) => lists.includes(listedKind(type)))
    .flatMap((subject) => objectsOf(subject.type, subject.props).unknown.map((path) => ({ subject, path })));
}

/** What is said of items that may be of a kind, and of which nothing is known. */
export function judgeHidden(stack: Stack, { kind }: Kind): StackJudgement[] {
  return hiddenItems(stack, [kind]).map(({ subject, path }) => ({ subject, judgement: hidden(path, kind) }));
}

const hidden = (path: string, kind: string): Judgement =>
  unknown(`whether ${path} is a ${kind}, and of what, cannot be known before deployment`);
