import { type Mistake, nearest } from "../../contracts/mistake";
import { FalcoSource } from "../contracts";
import { endedFields, type FieldArgument, fieldsOf } from "../fields";
import type { Field } from "../grammar";

/** What is wrong with a field in rules of some sources, as the expectation of a mistake; undefined where nothing is. */
export function fieldFault({ name, argument }: Pick<Field, "name" | "argument">, sources: readonly FalcoSource[]) {
  if (endedFields[name] !== undefined) return endedFields[name];
  const asked = sources
    .map((source) => askedOf(name, argument !== undefined, source))
    .find((each) => each !== undefined);
  if (asked === undefined) return otherField(name, sources);
  const { rule, has } = asked;
  if (rule === "always" && !has) return `an argument: ${name}[…]`;
  if (rule === "never" && has) return `${name}, which takes no argument`;
  return undefined;
}

/** What a source asks of a field's argument, and whether one is there; `evt.arg.uid` is `evt.arg` with an argument. */
function askedOf(
  name: string,
  bracketed: boolean,
  source: FalcoSource,
): { rule: FieldArgument; has: boolean } | undefined {
  const own = fieldsOf[source].get(name);
  if (own !== undefined) return { rule: own, has: bracketed };
  const parts = name.split(".");
  const heads = parts.map((_, index) => parts.slice(0, index).join(".")).reverse();
  const head = heads.find((each) => dotted.includes(each) && fieldsOf[source].has(each));
  return head === undefined ? undefined : { rule: "always", has: !bracketed };
}

/** Fields that take their argument behind a dot as well. */
const dotted = ["evt.arg", "evt.rawarg", "container.label", "k8s.pod.label"];

function otherField(name: string, sources: readonly FalcoSource[]): string {
  const elsewhere = Object.values(FalcoSource).find((source) => fieldsOf[source].has(name));
  if (elsewhere !== undefined) return `a field of source ${sources.join(" or ")}; this one is of ${elsewhere}`;
  const near = nearest(
    name,
    sources.flatMap((source) => [...fieldsOf[source].keys()]),
  );
  return near === undefined ? `a field of source ${sources.join(" or ")}` : `\`${near}\``;
}

export function fieldMistake(path: string, { name }: Pick<Field, "name">, expected: string): Mistake {
  return { path, got: `field ${name}`, expected };
}
