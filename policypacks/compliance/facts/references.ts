import type { Fact } from "./fact";
import { all, type Judgement, unknown } from "./judgement";
import type { Stack } from "./stack";
import { isComponent, read, type Sources, type Subject } from "./subject";
import type { Ternary } from "./ternary";
import { isUnknown } from "./unknown";

/** Whether a text stands for a resource. */
export type Identifies = (text: unknown) => boolean;

/** By what others name a resource, of what is known of it: some of its properties, or what it is called in AWS. */
export function knownBy(target: Subject, ...properties: string[]): Identifies {
  const names = properties
    .flatMap((property) => [target.props[property], target.outputs[property]])
    .filter((each) => typeof each === "string" && each !== "" && !isUnknown(each));
  return (text) => names.includes(text);
}

/**
 * Whether a property names a resource of the stack: by a known text, or as an unknown one that comes from it and from no
 * other of its type.
 */
export function refers(property: Fact, from: Sources, target: Subject, identifies: Identifies): Ternary {
  if (property.state === "known") return identifies(property.value);
  if (property.state !== "unknown") return false;
  const sources = from.subjects.filter(({ type }) => !isComponent(type));
  const sameType = sources.filter(({ type }) => type === target.type);
  if (sameType.some(({ urn }) => urn === target.urn)) return sameType.length === 1 && !from.foreign ? true : "unknown";
  return from.foreign || sameType.length === 0 ? "unknown" : false;
}

/** The resources that belong to another one, and those of which that cannot be known yet. */
export interface Joined {
  sure: readonly Subject[];
  maybe: readonly Subject[];
}

/** The resources of some types that name a target with a property of theirs, by dotted path. */
export function joined(
  stack: Stack,
  types: readonly string[],
  property: string,
  target: Subject,
  identifies: Identifies,
): Joined {
  const top = property.split(".")[0]!;
  const answers = stack.ofType(...types).map((subject) => ({
    subject,
    answer: refers(read(subject).at(property), subject.sources(top), target, identifies),
  }));
  return {
    sure: answers.filter(({ answer }) => answer === true).map(({ subject }) => subject),
    maybe: answers.filter(({ answer }) => answer === "unknown").map(({ subject }) => subject),
  };
}

/** All that belong to a target are right; where none does, what that means, unless one may turn out to. */
export function judgeJoined(
  { sure, maybe }: Joined,
  judge: (subject: Subject) => Judgement,
  none: Judgement,
): Judgement {
  if (sure.length > 0) return all(...sure.map(judge));
  if (maybe.length === 0 || none.verdict === "pass") return none;
  return unknown(`which resource a ${shortType(maybe[0]!)} belongs to cannot be known before deployment`);
}

const shortType = ({ type }: Subject) => type.split(":").at(-1)!;
