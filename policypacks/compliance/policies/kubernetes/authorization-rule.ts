import { readCidrs } from "../../facts/cidrs";
import type { Fact } from "../../facts/fact";
import { every, some, type Ternary } from "../../facts/ternary";

/**
 * Whether a rule of an AuthorizationPolicy limits nothing: any caller, in any way, under any condition. Exceptions
 * (`notPaths`) limit nothing that counts.
 */
export function isOpenAuthorization(rule: Fact): Ternary {
  if (rule.state === "unknown") return "unknown";
  const when = rule.at("when");
  return every([
    isAnyOf(rule.at("from"), "source", sources),
    isAnyOf(rule.at("to"), "operation", operations),
    when.state === "unknown" ? "unknown" : when.state === "absent" || when.items()?.length === 0,
  ]);
}

type Limits = Record<string, (value: Fact) => Ternary>;

/** Of a mesh in which all have an identity, whoever has one is everybody. A token of a user is a limit, whoever it is. */
const sources: Limits = {
  principals: holdsAnything,
  namespaces: holdsAnything,
  serviceAccounts: holdsAnything,
  ipBlocks: isAnyAddress,
  remoteIpBlocks: isAnyAddress,
  requestPrincipals: () => false,
};
const operations: Limits = {
  hosts: holdsAnything,
  methods: holdsAnything,
  paths: holdsAnything,
  ports: () => false,
};

/** One entry of a list is enough to let somebody in; no list at all lets everybody in. */
function isAnyOf(list: Fact, key: string, limits: Limits): Ternary {
  if (list.state === "unknown") return "unknown";
  const items = list.state === "absent" ? [] : list.items();
  if (items === undefined) return "unknown";
  return items.length === 0 || some(items.map((each) => limitsNothing(each.at(key), limits)));
}

function limitsNothing(entry: Fact, limits: Limits): Ternary {
  if (entry.state === "unknown" || entry.state === "wrong") return "unknown";
  if (entry.state === "absent") return true;
  return every(
    Object.entries(limits).map(([key, isAny]) => {
      const limit = entry.at(key);
      if (limit.state === "unknown") return "unknown";
      return limit.state === "absent" || limit.items()?.length === 0 || isAny(limit);
    }),
  );
}

const anything: readonly unknown[] = ["*", "/*"];

function holdsAnything(list: Fact): Ternary {
  const items = list.items();
  if (items === undefined) return "unknown";
  return some(items.map(({ state, value }) => (state === "unknown" ? "unknown" : anything.includes(value))));
}

function isAnyAddress(list: Fact): Ternary {
  const items = list.items();
  if (items === undefined) return "unknown";
  // An address without a prefix is one address.
  const ranges = items.filter(({ state, value }) => !(state === "known" && !String(value).includes("/")));
  const { open, unknown, wrong } = readCidrs(ranges);
  if (open !== undefined) return true;
  return unknown.length > 0 || wrong.length > 0 ? "unknown" : false;
}
