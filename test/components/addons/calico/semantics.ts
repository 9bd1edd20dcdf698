import type { PolicySpec } from "../../../../components/addons/calico/rules";

/** A pod that sends, by its namespace; the interface of a node is in none. */
export interface Sender {
  namespace?: string;
}

export interface Packet {
  protocol: "TCP" | "UDP";
  port: number;
  /** An address outside of the cluster. */
  net?: string;
  /** A pod. */
  pod?: { namespace: string; labels: Record<string, string> };
}

export interface TierOfPolicies {
  defaultAction: string;
  /** In their order. */
  policies: PolicySpec[];
}

type Labels = Record<string, string>;

/** The forms of Calico's selectors that we write: `has(label)`, `==`, `not in`, and `&&` between them. */
function selects(selector: string, labels: Labels): boolean {
  return selector.split("&&").every((part) => {
    const [, label, operator, operand] = /^\s*([\w./-]+)\s*(==|not in)\s*(.+?)\s*$/.exec(part) ?? [];
    const has = /^\s*has\(([\w./-]+)\)\s*$/.exec(part)?.[1];
    if (has !== undefined) return labels[has] !== undefined;
    if (label === undefined || operand === undefined) throw new Error(`no selector that this test knows: ${part}`);
    const values = [...operand.matchAll(/["']([^"']+)["']/g)].map(([, value]) => value);
    // As Calico: what lacks the label is not in any set.
    return operator === "==" ? labels[label] === values[0] : !values.includes(labels[label]);
  });
}

const namespaceLabels = (namespace: string | undefined): Labels =>
  namespace === undefined ? {} : { "projectcalico.org/name": namespace };

function matches({ protocol, destination }: PolicySpec["egress"][number], packet: Packet): boolean {
  const { nets, ports, selector, namespaceSelector } = destination;
  if (protocol !== undefined && protocol !== packet.protocol) return false;
  if (ports !== undefined && !ports.includes(packet.port)) return false;
  if (nets !== undefined && !nets.some((net) => net.replace(/\/(32|128)$/, "") === packet.net)) return false;
  if (selector !== undefined && !selects(selector, packet.pod?.labels ?? {})) return false;
  return namespaceSelector === undefined || selects(namespaceSelector, namespaceLabels(packet.pod?.namespace));
}

/**
 * What becomes of traffic that an endpoint sends, as Calico's documentation says it: tier by tier the first rule that
 * matches; where policies of a tier select the endpoint and none of their rules matches, the tier's own action; what every
 * tier passes on, the namespace's profile allows.
 * https://docs.tigera.io/calico/latest/reference/resources/tier
 */
export function egressOf(tiers: TierOfPolicies[], sender: Sender, packet: Packet): "Allow" | "Deny" {
  for (const { defaultAction, policies } of tiers) {
    const applied = policies.filter(
      ({ types, namespaceSelector }) =>
        types.includes("Egress") && selects(namespaceSelector, namespaceLabels(sender.namespace)),
    );
    const rule = applied.flatMap(({ egress }) => egress).find((each) => matches(each, packet));
    if (rule !== undefined) return rule.action;
    if (applied.length > 0 && defaultAction === "Deny") return "Deny";
  }
  return "Allow";
}
