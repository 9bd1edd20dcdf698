import { calico } from "../../../catalogue/charts/calico";
import type { EgressProtocol } from "./args";

/** A rule of Calico for traffic that pods send. */
interface EgressRule {
  action: "Allow" | "Deny";
  protocol?: EgressProtocol;
  destination: { selector?: string; namespaceSelector?: string; nets?: string[]; ports?: number[] };
}

/** Of a GlobalNetworkPolicy. */
export interface PolicySpec {
  tier: string;
  order: number;
  namespaceSelector: string;
  types: ("Ingress" | "Egress")[];
  egress: EgressRule[];
}

/** An exception with every default filled in. */
export interface AllowedEgress {
  cidrs: string[];
  ports: number[];
  protocol: EgressProtocol;
  because: string;
}

const tierName = "rampart";
/** After the tier of Calico's own pods (100), before those of administrators (1000) and of NetworkPolicies (1000000). */
export const tier = { name: tierName, spec: { order: 500, defaultAction: "Pass" } };

/** Namespaces without which no pod starts: the default deny leaves them alone. */
const systemNamespaces = [
  "kube-system",
  calico.namespace,
  ...(calico.furtherNamespaces ?? []).map(({ name }) => name),
].sort();

/** Calico labels every namespace so. Asking for the label leaves out what is no pod, such as an interface of a node. */
const everyPod = "has(projectcalico.org/name)";
const podsOutsideTheSystem = `${everyPod} && projectcalico.org/name not in {${systemNamespaces.map((each) => `"${each}"`).join(", ")}}`;

/** Keeps pods from the metadata of their node, and so from the node's role. The tier passes on what is not denied here. */
export const denyInstanceMetadata: { name: string; spec: PolicySpec } = {
  name: `${tierName}.deny-instance-metadata`,
  spec: {
    tier: tierName,
    order: 10,
    namespaceSelector: everyPod,
    types: ["Egress"],
    egress: ["169.254.169.254/32", "fd00:ec2::254/128"].map(deny),
  },
};

/**
 * Denies what no policy allows, also in namespaces that have none. It has no rule that denies: Calico does so at the end of the
 * tier for every pod that a policy selects, so NetworkPolicies (order 1000, in the same tier) add to these exceptions.
 */
export const defaultDeny = (exceptions: AllowedEgress[]): { name: string; spec: PolicySpec } => ({
  name: `${tierName}-default-deny`,
  spec: {
    tier: "default",
    order: 10_000,
    namespaceSelector: podsOutsideTheSystem,
    types: ["Ingress", "Egress"],
    egress: [
      ...(["UDP", "TCP"] as const).map((protocol) => allow(protocol, { ...resolver, ports: [53] })),
      ...["169.254.170.23/32", "fd00:ec2::23/128"].map((agent) => allow("TCP", { nets: [agent], ports: [80] })),
      ...exceptions.map(({ protocol, cidrs: nets, ports }) => allow(protocol, { nets, ports })),
    ],
  },
});

/** The pods that look up names. */
const resolver = { namespaceSelector: 'projectcalico.org/name == "kube-system"', selector: 'k8s-app == "kube-dns"' };

const allow = (protocol: EgressProtocol, destination: EgressRule["destination"]): EgressRule => ({
  action: "Allow",
  protocol,
  destination,
});

/** Calico takes networks of one family in a rule, so each address has its own. */
function deny(net: string): EgressRule {
  return { action: "Deny", destination: { nets: [net] } };
}
