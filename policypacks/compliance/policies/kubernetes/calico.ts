import { readCidrs } from "../../facts/cidrs";
import type { Fact } from "../../facts/fact";
import { every, type Ternary } from "../../facts/ternary";
import { areAllPorts, type PortRange } from "./ports";

/** Whether a rule of Calico allows, and names no source, destination or protocol that would limit it. */
export function isOpenCalicoRule(rule: Fact): Ternary {
  const action = rule.at("action");
  if (action.value === "Deny" || action.value === "Log") return false;
  if (rule.keys() === undefined || action.value !== "Allow") return "unknown";
  return every([
    isAnyProtocol(rule.at("protocol")),
    isAnybody(rule.at("source")),
    isAnybody(rule.at("destination")),
    ...["http", "icmp"].map((key) => limitsNothing(rule.at(key))),
  ]);
}

/** The protocols that carry what is worth denying. */
const carriers: readonly unknown[] = ["TCP", "UDP", "SCTP", "UDPLite", 6, 17, 132, 136];

function isAnyProtocol(protocol: Fact): Ternary {
  if (protocol.state === "absent") return true;
  return protocol.state === "known" ? carriers.includes(protocol.value) : "unknown";
}

function limitsNothing(limit: Fact): Ternary {
  if (limit.state === "absent") return true;
  return limit.state === "known" ? limit.keys()?.length === 0 : "unknown";
}

/** What a source or a destination may say. Exceptions limit nothing that counts. */
const limits: Record<string, (value: Fact) => Ternary> = {
  nets: (nets) => {
    const { open, unknown, wrong } = readCidrs([nets]);
    if (open !== undefined) return true;
    return unknown.length > 0 || wrong.length > 0 ? "unknown" : false;
  },
  ports: (ports) => {
    const items = ports.items();
    return items === undefined ? "unknown" : items.length === 0 || areAllPorts(items.map(portOf));
  },
  selector: selectsAllByText,
  namespaceSelector: selectsAllByText,
  serviceAccounts: limitsNothing,
  services: limitsNothing,
  notNets: () => true,
  notPorts: () => true,
  notSelector: () => true,
};

function isAnybody(entity: Fact): Ternary {
  if (entity.state === "absent") return true;
  const keys = entity.keys();
  if (keys === undefined) return "unknown";
  return every(
    keys.map((key) => (entity.at([key]).state === "absent" ? true : (limits[key]?.(entity.at([key])) ?? "unknown"))),
  );
}

/** A port is a number, a name, or a range `first:last`. */
function portOf({ value, state }: Fact): PortRange {
  if (state !== "known") return "unknown";
  if (typeof value === "number") return [value, value];
  if (typeof value !== "string") return "unknown";
  const range = /^(\d+):(\d+)$/.exec(value);
  return range === null ? [1, 1] : [Number(range[1]), Number(range[2])];
}

/** A comparison that a label has to meet; Calico sets the labels of its own prefix on every workload. */
const comparison = /^\s*(?!projectcalico\.org\/)[\w./-]+\s*(==|in\s*\{)/;

/** Whether a selector of Calico selects everything. One that compares no label with a value may. */
export function selectsAllByText({ state, value }: Fact): Ternary {
  if (state === "absent" || value === "" || value === "all()") return true;
  if (typeof value !== "string" || value.includes("||")) return "unknown";
  return value.split("&&").some((part) => comparison.test(part)) ? false : "unknown";
}
