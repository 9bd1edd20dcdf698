import type { Verdict } from "../../../catalogue/contracts";
import type { Fact } from "./fact";

/** What one check says of one resource. */
export interface Judgement {
  verdict: Extract<Verdict, "pass" | "fail" | "unknown" | "error">;
  /** What was found and what is expected. Holds no value but booleans, numbers, enums and CIDRs. */
  message: string;
  /** The rule within the control, where a control has several. */
  rule?: string;
  /** What to do instead, where the rule knows better than its control. */
  remediation?: string;
  /** An unknown that lasts: when the resource itself is deployed, this is known no better. */
  lasting?: true;
}

export const pass = (message: string): Judgement => ({ verdict: "pass", message });
export const fail = (message: string): Judgement => ({ verdict: "fail", message });
export const unknown = (message: string): Judgement => ({ verdict: "unknown", message });

/** One judgement of several: the worst verdict, with the messages of all that come to it. */
export function all(...judgements: Judgement[]): Judgement {
  const verdict = (["error", "fail", "unknown", "pass"] as const).find((each) =>
    judgements.some((judgement) => judgement.verdict === each),
  );
  if (verdict === undefined) throw new Error("a check came to no judgement");
  const messages = judgements.filter((each) => each.verdict === verdict).map(({ message }) => message);
  return { verdict, message: [...new Set(messages)].join("; ") };
}

/** One judgement of several of which one is enough: the first that passes, else what cannot be known, else all. */
export function best(...judgements: Judgement[]): Judgement {
  return (
    judgements.find(({ verdict }) => verdict === "pass") ??
    judgements.find(({ verdict }) => verdict === "unknown") ??
    all(...judgements)
  );
}

/** How a value may be shown: booleans and numbers as they are, of texts only those that the check expects. */
function shown(value: unknown, printable: readonly unknown[] = []): string {
  if (typeof value === "boolean" || typeof value === "number") return String(value);
  if (typeof value === "string") return printable.includes(value) ? JSON.stringify(value) : "another text";
  return Array.isArray(value) ? "a list" : "a map";
}

export interface Expectation {
  /** Values of which one is expected. */
  values: readonly (string | number | boolean)[];
  /** What holds when the property is absent; without it, absent is wrong. */
  default?: string | number | boolean;
  /** Further values that may be printed when they are found. */
  printable?: readonly string[];
}

/** The property is one of some values. */
export function oneOf(fact: Fact, { values, default: fallback, printable = [] }: Expectation): Judgement {
  const expected = values.map((each) => JSON.stringify(each)).join(" or ");
  const judge = (value: unknown, found: string) =>
    (values as readonly unknown[]).includes(value)
      ? pass(`${fact.path} is ${found}`)
      : fail(`${fact.path} is ${found}; expected ${expected}`);
  switch (fact.state) {
    case "known":
      return judge(fact.value, shown(fact.value, [...values, ...printable]));
    case "absent":
      if (fallback === undefined) return fail(`${fact.path} is not set; expected ${expected}`);
      return judge(fallback, `not set, which means ${JSON.stringify(fallback)}`);
    case "unknown":
    case "linked":
    case "wrong":
      return unreadable(fact, expected);
  }
}

/** The property is a number between two bounds, both included. */
export function between(fact: Fact, min: number, max: number, fallback?: number): Judgement {
  const expected = min === 0 ? `at most ${max}` : max === Infinity ? `at least ${min}` : `${min} to ${max}`;
  const judge = (value: unknown, found: string) =>
    typeof value === "number" && value >= min && value <= max
      ? pass(`${fact.path} is ${found}`)
      : fail(`${fact.path} is ${found}; expected ${expected}`);
  switch (fact.state) {
    case "known":
      return judge(fact.value, shown(fact.value));
    case "absent":
      if (fallback === undefined) return fail(`${fact.path} is not set; expected ${expected}`);
      return judge(fallback, `not set, which means ${fallback}`);
    case "unknown":
    case "linked":
    case "wrong":
      return unreadable(fact, expected);
  }
}

/** A list that holds all of some words. */
export function holds(fact: Fact, words: readonly string[]): Judgement {
  if (fact.state === "absent") return fail(`${fact.path} is not set; expected ${words.join(", ")}`);
  const items = fact.items();
  if (items === undefined) return unreadable(fact, `a list with ${words.join(", ")}`);
  const missing = words.filter((word) => !items.some(({ value }) => value === word));
  if (missing.length === 0) return pass(`${fact.path} holds ${words.join(", ")}`);
  const open = items.filter(({ state }) => state === "unknown").length;
  const message = `${fact.path} lacks ${missing.join(", ")}`;
  return open >= missing.length ? unknown(`${message}, unless an element that is not known yet is it`) : fail(message);
}

/** What is left when a fact is neither known nor absent: unknown stays unknown, and a wrong type is a failure. */
export function unreadable(fact: Fact, expected: string): Judgement {
  return fact.state === "unknown" || fact.state === "linked"
    ? unknown(`${fact.path} cannot be known before deployment; expected ${expected}`)
    : fail(`${fact.path} is of the wrong type; expected ${expected}`);
}

/** What is left when a fact says nothing that the check can use, a value of the wrong type included. */
export const misread = (fact: Fact, expected: string): Judgement =>
  unreadable(fact.state === "known" ? { ...fact, state: "wrong" } : fact, expected);
