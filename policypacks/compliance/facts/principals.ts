import type { Fact } from "./fact";
import { element, listOf, matches } from "./policy-document";
import { some, type Ternary } from "./ternary";

/** Whether the statement speaks to everybody: `*`, or all but some. */
export function isForEverybody(statement: Fact): Ternary {
  if (element(statement, "NotPrincipal").state !== "absent") return true;
  const principal = element(statement, "Principal");
  const accounts = principal.keys() === undefined ? [principal] : listOf(element(principal, "AWS"));
  return some(
    accounts.map(({ state, value }) =>
      state === "unknown" ? "unknown" : typeof value === "string" && /^\*+$/.test(value.trim()),
    ),
  );
}

/** Keys of a condition that say who asks, or for whose resource. */
const narrowing = new Set(
  [
    "aws:PrincipalAccount",
    "aws:PrincipalArn",
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
    "aws:SourceAccount",
    "aws:SourceArn",
    "aws:SourceOrgID",
    "aws:userid",
    "kms:CallerAccount",
  ].map((key) => key.toLowerCase()),
);

/** Operators that hold only where the key is there and has one of the values. */
const positive = /^(ForAnyValue:)?(String(Equals|EqualsIgnoreCase|Like)|Arn(Equals|Like))$/i;

/** Whether a condition leaves but some of everybody. */
export function isNarrowed(statement: Fact): Ternary {
  const condition = element(statement, "Condition");
  if (condition.state === "unknown") return "unknown";
  return some(
    (condition.keys() ?? [])
      .filter((operator) => positive.test(operator))
      .map((operator) => {
        const tests = condition.at([operator]);
        if (tests.state === "unknown") return "unknown";
        return some(
          (tests.keys() ?? [])
            .filter((key) => narrowing.has(key.toLowerCase()))
            .map((key) => isNarrow(listOf(tests.at([key])))),
        );
      }),
  );
}

/** Every value must be narrow, because any of them will do. */
function isNarrow(values: readonly Fact[]): Ternary {
  if (values.length === 0 || values.some(({ state, value }) => state === "known" && !isOneOwners(value))) return false;
  return values.some(({ state }) => state !== "known") ? "unknown" : true;
}

/** A text that does not fit resources or principals of just any account. */
const isOneOwners = (value: unknown) =>
  typeof value === "string" && value !== "" && !matches(value, "any") && !ofAnyAccount(value);

/** An ARN that leaves the account open, by a pattern or (as those of buckets) because it names none. */
function ofAnyAccount(text: string): boolean {
  const parts = text.split(":");
  if (parts[0] !== "arn") return /[*?]/.test(text) && !/\d{12}/.test(text);
  return /[*?]/.test(parts[4] ?? "*") || ((parts[4] ?? "") === "" && /[*?]/.test(parts[5] ?? "*"));
}
