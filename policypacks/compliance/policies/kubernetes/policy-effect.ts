import { readCidrs } from "../../facts/cidrs";
import type { Fact } from "../../facts/fact";

type Direction = "Ingress" | "Egress";
const directions: readonly Direction[] = ["Ingress", "Egress"];

/** What a policy does to all pods of a namespace, by direction. */
export interface PolicyEffect {
  denies: readonly Direction[];
  allows: readonly Direction[];
  /** Part of it is not known, so it may do either. */
  unclear: boolean;
}

const none: PolicyEffect = { denies: [], allows: [], unclear: false };
const unclear: PolicyEffect = { ...none, unclear: true };

/** The effect of a NetworkPolicy's spec. */
export function effectOf(spec: Fact): PolicyEffect {
  const selector = selectsAll(spec.at("podSelector"));
  if (selector === "unknown" || spec.state === "unknown") return unclear;
  if (selector === "no") return none;
  return combine(spec, { typesPath: "policyTypes", allowsAll: isOpenRule });
}

/** The effect of a Calico GlobalNetworkPolicy's spec. */
export function globalEffectOf(spec: Fact): PolicyEffect {
  const selectors = [spec.at("selector"), spec.at("namespaceSelector")];
  if (spec.state === "unknown" || selectors.some(({ state }) => state === "unknown")) return unclear;
  const selectsEverything = selectors.every(
    ({ state, value }) => state === "absent" || value === "" || value === "all()",
  );
  return selectsEverything ? combine(spec, { typesPath: "types", allowsAll: isOpenCalicoRule }) : none;
}

interface Dialect {
  typesPath: string;
  allowsAll: (rule: Fact) => boolean | "unknown";
}

function combine(spec: Fact, { typesPath, allowsAll }: Dialect): PolicyEffect {
  const types = governed(spec, typesPath);
  if (types === "unknown") return unclear;
  const effect = { denies: [] as Direction[], allows: [] as Direction[], unclear: false };
  for (const direction of types) {
    const rules = spec.at(direction.toLowerCase());
    const items = rules.state === "absent" ? [] : rules.items();
    if (items === undefined) return unclear;
    if (items.length === 0) effect.denies.push(direction);
    const open = items.map(allowsAll);
    if (open.includes(true)) effect.allows.push(direction);
    else if (open.includes("unknown")) effect.unclear = true;
  }
  return effect;
}

/** The directions that a policy governs: ingress always, and egress where it has rules, unless it says otherwise. */
function governed(spec: Fact, path: string): readonly Direction[] | "unknown" {
  const types = spec.at(path);
  if (types.state === "absent") {
    const egress = spec.at("egress");
    if (egress.state === "unknown") return "unknown";
    return (egress.items()?.length ?? 0) > 0 ? directions : ["Ingress"];
  }
  const items = types.items();
  if (items === undefined || items.some(({ state }) => state === "unknown")) return "unknown";
  return directions.filter((direction) => items.some(({ value }) => value === direction));
}

/** An absent selector is refused by the API server; an empty one selects every pod. */
function selectsAll(selector: Fact): "yes" | "no" | "unknown" {
  if (selector.state === "unknown") return "unknown";
  if (selector.keys() === undefined) return "no";
  const parts = [selector.at("matchLabels"), selector.at("matchExpressions")];
  if (parts.some(({ state }) => state === "unknown")) return "unknown";
  return parts.every((part) => part.state === "absent" || (part.keys() ?? part.items())?.length === 0) ? "yes" : "no";
}

/** A rule that names neither peers nor ports, or every address. */
function isOpenRule(rule: Fact): boolean | "unknown" {
  if (rule.state === "unknown") return "unknown";
  const ports = rule.at("ports");
  const peers = [rule.at("from"), rule.at("to")].filter(({ state }) => state !== "absent");
  if (ports.state === "unknown" || peers.some(({ state }) => state === "unknown")) return "unknown";
  if ((ports.items()?.length ?? 0) > 0) return false;
  const listed = peers.flatMap((each) => each.items() ?? []);
  if (listed.length === 0) return true;
  const reading = readCidrs(listed.filter((peer) => !hasExceptions(peer)).map((peer) => peer.at("ipBlock.cidr")));
  if (reading.open !== undefined) return true;
  return reading.unknown.length > 0 || listed.some(({ state }) => state === "unknown") ? "unknown" : false;
}

const hasExceptions = (peer: Fact) => (peer.at("ipBlock.except").items()?.length ?? 0) > 0;

/** A Calico rule that allows, without naming a source, a destination or a protocol. */
function isOpenCalicoRule(rule: Fact): boolean | "unknown" {
  const action = rule.at("action");
  const limits = ["source", "destination", "protocol", "notProtocol", "http"].map((key) => rule.at(key));
  if (rule.state === "unknown" || action.state === "unknown" || limits.some(({ state }) => state === "unknown"))
    return "unknown";
  return action.value === "Allow" && limits.every((limit) => limit.state === "absent" || limit.keys()?.length === 0);
}
