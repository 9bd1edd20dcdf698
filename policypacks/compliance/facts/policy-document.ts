import { type Fact, fact } from "./fact";
import { fail, type Judgement, misread } from "./judgement";
import type { Ternary } from "./ternary";
import { isMap } from "./unknown";

/** The statements of a policy, or why they cannot be read. */
export type PolicyReading = { statements: readonly Fact[] } | { unreadable: Judgement };

/** Reads a policy of IAM, KMS or another service: JSON text, or an object of which parts may be unknown. */
export function readPolicy(property: Fact): PolicyReading {
  const reading = partsOf(property);
  if ("unreadable" in reading) return reading;
  const [odd] = reading.odd;
  return odd === undefined ? { statements: reading.statements } : { unreadable: misread(odd, "a statement") };
}

/**
 * What a policy comes to by what it gives. Each statement only adds to it, so one that cannot be read takes nothing back of
 * what the others give.
 */
export function judgeGiven(
  property: Fact,
  judge: (statements: readonly Fact[]) => readonly Judgement[],
): readonly Judgement[] {
  const reading = partsOf(property);
  if ("unreadable" in reading) return [reading.unreadable];
  return [...judge(reading.statements), ...reading.odd.map((each) => misread(each, "a statement"))];
}

/** The statements of a policy, and what stands in the place of one and is none, or not known. */
function partsOf(property: Fact): { statements: Fact[]; odd: Fact[] } | { unreadable: Judgement } {
  const expected = "a policy as JSON";
  const policy = typeof property.value === "string" ? parsed(property) : property;
  if (policy === undefined) return { unreadable: fail(`${property.path} is no JSON; expected ${expected}`) };
  if (policy.keys() === undefined) return { unreadable: misread(policy, expected) };
  const isOdd = ({ keys }: Fact) => keys() === undefined;
  const list = listOf(element(policy, "Statement"));
  return { statements: list.filter((each) => !isOdd(each)), odd: list.filter(isOdd) };
}

/** An unknown never gets here: a text with an unknown part is unknown as a whole. */
function parsed({ path, value }: Fact): Fact | undefined {
  try {
    const document: unknown = JSON.parse(value as string);
    return isMap(document) ? fact({ [path]: document }).at([path]) : undefined;
  } catch {
    return undefined;
  }
}

/** An element of a policy or a statement. AWS does not mind their case. */
export function element(within: Fact, name: string): Fact {
  const key = within.keys()?.find((each) => each.toLowerCase() === name.toLowerCase());
  return within.at([key ?? name]);
}

/** One value stands for a list of it. */
export const listOf = (property: Fact): Fact[] => (property.state === "absent" ? [] : (property.items() ?? [property]));

/** Whether the statement grants something; what refuses takes nothing but away. */
export function grants(statement: Fact): Ternary {
  const effect = element(statement, "Effect");
  return effect.state === "unknown" ? "unknown" : effect.value !== "Deny";
}

/** Whether the actions of a statement hold all of some that stand for the rest; names in lower case. */
export function coversActions(statement: Fact, samples: readonly string[]): Ternary {
  const [named, spared] = [element(statement, "Action"), element(statement, "NotAction")];
  if (spared.state !== "absent") {
    if (samples.some((action) => someMatch(spared, action) === true)) return false;
    return samples.some((action) => someMatch(spared, action) === "unknown") ? "unknown" : true;
  }
  const answers = samples.map((action) => someMatch(named, action));
  if (answers.every((answer) => answer === true)) return true;
  return answers.includes(false) ? false : "unknown";
}

function someMatch(patterns: Fact, text: string): Ternary {
  const list = listOf(patterns);
  if (list.some(({ value }) => typeof value === "string" && matches(value.toLowerCase(), text))) return true;
  return list.some(({ state, value }) => state === "unknown" || (state === "known" && typeof value !== "string"))
    ? "unknown"
    : false;
}

/**
 * Whether a text fits a pattern in which `*` stands for any text and `?` for one character. No regular expression is made of
 * what others write: a long one is refused, and one of many `*` does not end.
 */
export function matches(pattern: string, text: string): boolean {
  let [at, next] = [0, 0];
  /** Where to go on when the rest does not fit: the last `*` takes one character more. */
  let again: { at: number; next: number } | undefined;
  while (next < text.length) {
    if (pattern[at] === "*") {
      again = { at: ++at, next };
    } else if (pattern[at] === "?" || pattern[at] === text[next]) {
      at++;
      next++;
    } else if (again !== undefined) {
      again = { at: again.at, next: again.next + 1 };
      [at, next] = [again.at, again.next];
    } else {
      return false;
    }
  }
  return /^\**$/.test(pattern.slice(at));
}

/** What could be any resource of a service, by the part of its ARN behind the account. */
const anyResource: Record<string, readonly string[]> = {
  iam: ["any/any"],
  kms: ["key/any", "any"],
  s3: ["any-bucket", "any-bucket/any"],
};

/** Whether a statement reaches everything that a service has; of no service, whether it reaches everything there is. */
export function coversResources(statement: Fact, service?: string): Ternary {
  if (element(statement, "NotResource").state !== "absent") return true;
  const list = listOf(element(statement, "Resource"));
  if (list.some(({ value }) => typeof value === "string" && isEverything(value, service))) return true;
  return list.some(({ state, value }) => state === "unknown" || (state === "known" && typeof value !== "string"))
    ? "unknown"
    : false;
}

function isEverything(pattern: string, service?: string): boolean {
  const [, , of = "", , , ...rest] = pattern.split(":");
  if (rest.length === 0) return matches(pattern, `arn:any:${service ?? "any"}:any:any:any`);
  const names = service === undefined ? ["any"] : anyResource[service]!;
  return matches(of, service ?? "any") && names.some((name) => matches(rest.join(":"), name));
}
