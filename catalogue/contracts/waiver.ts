import { type Mistake, quote } from "./mistake";
import { below, list, optional, read, type Reading, record, type Shape, text } from "./shape";

/** An accepted deviation from a control, for some resources, until a day. Lives in `waivers.yaml` at the project's root. */
export interface Waiver {
  /** Id of the control, for example `NET-01`. */
  control: string;
  /**
   * A whole URN, or a type and a glob (`*` is any run of characters) over the name, for example
   * `aws:eks/cluster:Cluster::dev-*`. A glob names at least a part of the name.
   */
  resource: string;
  /** Stacks in which it holds. Every stack when absent. */
  environments?: string[];
  reason: string;
  /** Who answers for it. */
  owner: string;
  /** Who accepted it; somebody else than the owner. */
  approver: string;
  /** Where the decision is recorded. */
  ticket: string;
  /** ISO date of the decision. */
  created: string;
  /** ISO date. The waiver holds to the end of that day, UTC, at most 180 days after `created`. */
  expires: string;
  /**
   * What the API server calls the object, where the control is enforced at admission as well. Without it the waiver
   * holds in previews only, and admission refuses what they let pass.
   */
  object?: WaivedObject;
}

/** An object by its kind, namespace and name; of a workload, its pods as well. */
export interface WaivedObject {
  /** For example `Deployment`. */
  kind: string;
  /** Absent for objects outside of namespaces. */
  namespace?: string;
  /** The whole name, without `*`. */
  name: string;
}

/** The waiver file's name at the project's root. */
export const waiverFile = "waivers.yaml";

/** No waiver holds longer than this; a deviation that lasts is a decision to review, not to forget. */
export const longestWaiverDays = 180;

const controlId = text("a control id such as NET-01", /^[A-Z]{2,4}-\d{2}$/);

const date: Shape<string> = (value, path, mistakes) => {
  const found = text("a date such as 2027-01-31", /^\d{4}-\d{2}-\d{2}$/)(value, path, mistakes);
  if (found === undefined) return undefined;
  const parsed = new Date(`${found}T00:00:00Z`);
  if (!Number.isNaN(parsed.getTime()) && isoDay(parsed) === found) return found;
  mistakes.push({ path, got: JSON.stringify(found), expected: "a date that exists" });
  return undefined;
};

const wholeUrn = /^urn:pulumi:[^:]+::[^:]+::[^:].*::[^]+$/;
/** No star in the type, and more than stars in the name: nobody means to waive a control on whatever there is. */
const typeAndName = /^(?!urn:)[^:*]+(?::[^:*]+)*::[^]*[^*]/;

const pattern = text(
  "a whole URN, or a type without `*` and at least a part of a name, such as aws:eks/cluster:Cluster::dev-*",
  new RegExp(`${wholeUrn.source}|${typeAndName.source}`),
);

/** Names that the API server accepts, which hold nothing that means something to an expression. */
export const waivedObjectMembers = {
  kind: text("a kind such as Deployment", /^[A-Z][A-Za-z0-9]*$/),
  namespace: optional(text("the name of a namespace", /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/)),
  name: text("the whole name of an object, without `*`", /^[A-Za-z0-9][\w.:-]*$/),
};

const members = record({
  control: controlId,
  resource: pattern,
  environments: optional(list(text(), 1)),
  reason: text(),
  owner: text(),
  approver: text(),
  ticket: text("where the decision is recorded, such as SEC-1234"),
  created: date,
  expires: date,
  object: optional(record(waivedObjectMembers)),
});

/** A waiver, with what its members say of each other. */
function waiverShape(today: string): Shape<Waiver> {
  return (value, path, mistakes) => {
    const found = members(value, path, mistakes);
    if (found !== undefined) mistakes.push(...disagreements(found, path, today));
    return found;
  };
}

/** Judged of what could be read of it, so that every mistake is told at once. */
function disagreements({ owner, approver, created, expires }: Partial<Waiver>, path: string, today: string): Mistake[] {
  const mistake = (key: string, got: string, expected: string): Mistake => ({ path: below(path, key), got, expected });
  const mistakes: Mistake[] = [];
  if (owner !== undefined && approver !== undefined && sameWord(owner, approver))
    mistakes.push(mistake("approver", quote(approver), "somebody other than the owner"));
  if (created === undefined) return mistakes;
  if (created > today)
    mistakes.push(mistake("created", created, `${today} (today, UTC) or earlier, the day of the decision`));
  if (expires === undefined) return mistakes;
  const latest = daysAfter(created, longestWaiverDays);
  if (expires < created) mistakes.push(mistake("expires", expires, `${created} (\`created\`) or later`));
  if (expires > latest)
    mistakes.push(
      mistake(
        "expires",
        expires,
        `${latest} or earlier, ${longestWaiverDays} days after \`created\`; decide anew then`,
      ),
    );
  return mistakes;
}

const sameWord = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();
const isoDay = (date: Date) => date.toISOString().slice(0, 10);
const daysAfter = (day: string, days: number) => isoDay(new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000));

/**
 * Reads the parsed content of `waivers.yaml`. An empty document is no waivers.
 * @param today decides whether `created` lies in the future.
 */
export function readWaivers(document: unknown, today: Date): Reading<Waiver[]> {
  if (document === undefined || document === null) return { value: [], mistakes: [] };
  const reading = read(record({ waivers: list(waiverShape(isoDay(today))) }), document);
  return reading.value === undefined ? reading : { value: reading.value.waivers, mistakes: [] };
}

/** True after the end of the waiver's last day, UTC. */
export function isExpired(waiver: Waiver, today: Date): boolean {
  return waiver.expires < isoDay(today);
}

/** What of a waiver decides whether it matches. */
type WaiverPattern = Pick<Waiver, "control" | "resource" | "environments">;

/** What a waiver is matched against. */
export interface WaiverSubject {
  control: string;
  stack: string;
  urn: string;
  type: string;
  name: string;
}

/** Whether the waiver is about this stack at all. */
export const concerns = ({ environments }: Pick<Waiver, "environments">, stack: string) =>
  environments === undefined || environments.includes(stack);

/** Whether the waiver speaks of this control on this resource in this stack, expired or not. */
export function matches(waiver: WaiverPattern, subject: WaiverSubject): boolean {
  if (waiver.control !== subject.control || !concerns(waiver, subject.stack)) return false;
  return waiver.resource === subject.urn || fits(waiver.resource, `${subject.type}::${subject.name}`);
}

/** Whether a text is as a glob says. It looks for each part once, from the left, so that no glob takes long. */
function fits(glob: string, text: string): boolean {
  const [head = "", ...parts] = glob.split("*");
  const tail = parts.pop();
  if (tail === undefined) return text === head;
  if (!text.startsWith(head)) return false;
  let at = head.length;
  for (const part of parts) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - tail.length >= at && text.endsWith(tail);
}

/** An object that the rules of a control do not judge at admission, from a waiver that names it. */
export interface AdmissionExclusion extends WaivedObject {
  /** Id of the control. */
  control: string;
}

/**
 * The objects that waivers take from admission: those that are named as objects, in force today, in this stack. Without a
 * stack only waivers count that hold in every one.
 */
export function exclusionsOf(waivers: readonly Waiver[], stack: string | undefined, today: Date): AdmissionExclusion[] {
  return waivers.flatMap((waiver) => {
    const { control, object, environments } = waiver;
    const here = environments === undefined || (stack !== undefined && environments.includes(stack));
    return object === undefined || !here || isExpired(waiver, today) ? [] : [{ control, ...object }];
  });
}
