import { isWider } from "./cidr";
import { readCidrs } from "./cidrs";
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

const keys = (...names: string[]): ReadonlySet<string> => new Set(names.map((name) => name.toLowerCase()));

/** Keys of a condition that say who asks, or for whose resource. */
const narrowing = keys(
  "aws:PrincipalAccount",
  "aws:PrincipalArn",
  "aws:PrincipalOrgID",
  "aws:PrincipalOrgPaths",
  "aws:SourceAccount",
  "aws:SourceArn",
  "aws:SourceOrgID",
  "aws:userid",
  "kms:CallerAccount",
);

/** Keys that say whose network or access point a request comes through, or whose topic sends it. */
export const byWay = keys(
  "aws:SourceOwner",
  "aws:SourceVpc",
  "aws:SourceVpce",
  "s3:DataAccessPointAccount",
  "s3:DataAccessPointArn",
);

/** Operators that hold only where the key is there and has one of the values. */
const positive = /^(ForAnyValue:)?(String(Equals|EqualsIgnoreCase|Like)|Arn(Equals|Like))$/i;

/**
 * Whether a condition leaves but some of everybody.
 * @param further Keys that narrow as well, in lower case.
 */
export function isNarrowed(statement: Fact, further: ReadonlySet<string> = new Set()): Ternary {
  return someTest(statement, positive, (key) => narrowing.has(key) || further.has(key), isNarrow);
}

/** Ranges beyond which S3 takes a policy for public, whatever addresses are in them. */
const widest = { ipv4: 8, ipv6: 32 };

/** Whether a condition leaves but those who come from some addresses. */
export function isFromSomeAddresses(statement: Fact): Ternary {
  return someTest(
    statement,
    /^IpAddress$/i,
    (key) => key === "aws:sourceip",
    (values) => {
      const { known, unknown, wrong, open } = readCidrs(values.map(asRange));
      if (wrong.length > 0 || open !== undefined || known.some((each) => isWider(each, widest))) return false;
      return unknown.length > 0 ? "unknown" : known.length > 0;
    },
  );
}

/** One address stands for the range of it alone. */
function asRange(address: Fact): Fact {
  const { value } = address;
  if (typeof value !== "string" || value.includes("/")) return address;
  return { ...address, value: `${value}/${value.includes(":") ? 128 : 32}` };
}

/** Whether one of the tests of a condition holds for but some. All of them must hold, so that one is enough. */
function someTest(
  statement: Fact,
  operators: RegExp,
  isKey: (key: string) => boolean,
  narrows: (values: readonly Fact[]) => Ternary,
): Ternary {
  const condition = element(statement, "Condition");
  if (condition.state === "unknown") return "unknown";
  return some(
    (condition.keys() ?? [])
      .filter((operator) => operators.test(operator))
      .map((operator) => {
        const tests = condition.at([operator]);
        if (tests.state === "unknown") return "unknown";
        const found = (tests.keys() ?? []).filter((key) => isKey(key.toLowerCase()));
        return some(found.map((key) => narrows(listOf(tests.at([key])))));
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
  // A path that begins in one organization stays in it.
  if (/^o-[a-z0-9]+\//.test(text)) return false;
  const parts = text.split(":");
  if (parts[0] !== "arn") return /[*?]/.test(text) && !/\d{12}/.test(text);
  return /[*?]/.test(parts[4] ?? "*") || ((parts[4] ?? "") === "" && /[*?]/.test(parts[5] ?? "*"));
}
