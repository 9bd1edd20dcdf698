import { list, optional, read, type Reading, record, type Shape, text } from "./shape";

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
  /** Who accepted it. */
  approver?: string;
  ticket?: string;
  /** ISO date. The waiver holds to the end of that day, UTC. At most 180 days ahead. */
  expires: string;
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
  if (!Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(found)) return found;
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

const file = record({
  waivers: list(
    record({
      control: controlId,
      resource: pattern,
      environments: optional(list(text(), 1)),
      reason: text(),
      owner: text(),
      approver: optional(text()),
      ticket: optional(text()),
      expires: date,
    }),
  ),
});

/**
 * Reads the parsed content of `waivers.yaml`. An empty document is no waivers.
 * @param today decides whether `expires` lies too far ahead.
 */
export function readWaivers(document: unknown, today: Date): Reading<Waiver[]> {
  if (document === undefined || document === null) return { value: [], mistakes: [] };
  const reading = read(file, document);
  if (reading.value === undefined) return reading;
  const latest = new Date(today.getTime() + longestWaiverDays * 86_400_000).toISOString().slice(0, 10);
  const mistakes = reading.value.waivers.flatMap(({ expires }, index) =>
    expires > latest
      ? [
          {
            path: `waivers[${index}].expires`,
            got: expires,
            expected: `${latest} or earlier (${longestWaiverDays} days)`,
          },
        ]
      : [],
  );
  return mistakes.length === 0 ? { value: reading.value.waivers, mistakes: [] } : { mistakes };
}

/** True after the end of the waiver's last day, UTC. */
export function isExpired(waiver: Waiver, today: Date): boolean {
  return waiver.expires < today.toISOString().slice(0, 10);
}

/** What a waiver is matched against. */
export interface WaiverSubject {
  control: string;
  stack: string;
  urn: string;
  type: string;
  name: string;
}

/** Whether the waiver speaks of this control on this resource in this stack, expired or not. */
export function matches(waiver: Waiver, subject: WaiverSubject): boolean {
  if (waiver.control !== subject.control) return false;
  if (waiver.environments !== undefined && !waiver.environments.includes(subject.stack)) return false;
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
