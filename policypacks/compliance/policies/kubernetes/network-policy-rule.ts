import { readCidrs } from "../../facts/cidrs";
import type { Fact } from "../../facts/fact";
import { every, some, type Ternary } from "../../facts/ternary";
import { areAllPorts, type PortRange } from "./ports";

/** Whether a rule of a NetworkPolicy names neither peers nor ports, or so many that the rest closes nothing. */
export function isOpenRule(rule: Fact): Ternary {
  if (rule.keys() === undefined) return "unknown";
  return every([
    listed(rule.at("ports"), (ports) => areAllPorts(ports.map(portOf))),
    listed(rule.at("from"), isEverybody),
    listed(rule.at("to"), isEverybody),
  ]);
}

/** A list that is absent or empty limits nothing. */
function listed(list: Fact, limitsNothing: (items: readonly Fact[]) => Ternary): Ternary {
  const items = list.state === "absent" ? [] : list.items();
  if (items === undefined) return "unknown";
  return items.length === 0 || limitsNothing(items);
}

function portOf(entry: Fact): PortRange {
  const [port, end] = [entry.at("port"), entry.at("endPort")];
  if (port.state === "absent") return entry.keys() === undefined ? "unknown" : "all";
  if (typeof port.value !== "number") return typeof port.value === "string" ? [1, 1] : "unknown";
  const last = end.state === "absent" ? port.value : end.value;
  return typeof last === "number" ? [port.value, last] : "unknown";
}

/** Exceptions of a CIDR do not count: every address but some is as good as every address. */
function isEverybody(peers: readonly Fact[]): Ternary {
  const cidrs = peers.map((peer) => peer.at("ipBlock.cidr"));
  return some([readCidrs(cidrs).open !== undefined, ...peers.map(isEveryPod)]);
}

/** Whether a peer is every pod of every namespace. */
function isEveryPod(peer: Fact): Ternary {
  const [namespaces, pods, block] = ["namespaceSelector", "podSelector", "ipBlock"].map((key) => peer.at(key));
  if (block!.state !== "absent") {
    const { known } = readCidrs([block!.at("cidr")]);
    return known.length === 1 ? false : "unknown";
  }
  // Without a namespace selector, the pods are those of the policy's own namespace.
  if (namespaces!.state === "absent") return pods!.keys() === undefined ? "unknown" : false;
  return every([selectsAll(namespaces!), pods!.state === "absent" || selectsAll(pods!)]);
}

/** The label that the API server sets on each namespace. */
const onEveryNamespace = "kubernetes.io/metadata.name";

/**
 * Whether a label selector selects everything: an empty one does, and one that is absent or of the wrong type is
 * refused. One that only excludes may, because nobody needs to have what it excludes.
 */
export function selectsAll(selector: Fact): Ternary {
  if (selector.state === "unknown") return "unknown";
  if (selector.keys() === undefined) return false;
  const [labels, expressions] = [selector.at("matchLabels"), selector.at("matchExpressions")];
  return every([
    labels.state === "unknown" ? "unknown" : (labels.keys()?.length ?? 0) === 0,
    ...(expressions.state === "unknown" ? ["unknown" as const] : (expressions.items() ?? []).map(selectsAny)),
  ]);
}

function selectsAny(requirement: Fact): Ternary {
  const operator = requirement.at("operator");
  if (operator.value === "In") return false;
  if (operator.value === "Exists") {
    const key = requirement.at("key");
    return key.state === "unknown" ? "unknown" : key.value === onEveryNamespace;
  }
  return "unknown";
}
