/** A NetworkPolicy of a golden preview. */
interface Policy {
  metadata: { name: string; namespace: string };
  spec: { podSelector: Selector; ingress?: Rule[]; egress?: Rule[] };
}

interface Rule {
  from?: Peer[];
  to?: Peer[];
  ports?: { protocol?: string; port?: number | string }[];
}

interface Peer {
  namespaceSelector?: Selector;
  podSelector?: Selector;
  ipBlock?: { cidr: string };
}

interface Selector {
  matchLabels?: Record<string, string>;
}

interface GoldenLine {
  type: string;
  inputs: unknown;
}

/** One thing that a policy allows, in words. */
export interface Allowed {
  namespace: string;
  pods: string;
  direction: "in" | "out";
  peer: string;
  ports: string;
}

const networkPolicy = "kubernetes:networking.k8s.io/v1:NetworkPolicy";

/** What the NetworkPolicies of a golden preview allow, in the order of namespaces. */
export function allowedTraffic(lines: readonly GoldenLine[]): Allowed[] {
  return lines
    .filter(({ type }) => type === networkPolicy)
    .flatMap(({ inputs }) => allowed(inputs as Policy))
    .sort((one, other) => (key(one) < key(other) ? -1 : 1));
}

const key = ({ namespace, pods, direction, peer, ports }: Allowed) =>
  [namespace, pods, direction, peer, ports].join("\n");

function allowed({ metadata: { namespace }, spec }: Policy): Allowed[] {
  const pods = labels(spec.podSelector);
  const told = (direction: Allowed["direction"], rules: Rule[] = []) =>
    rules.map((rule) => ({ namespace, pods, direction, peer: peers(rule.from ?? rule.to), ports: portsOf(rule) }));
  return [...told("in", spec.ingress), ...told("out", spec.egress)];
}

function peers(list: Peer[] | undefined): string {
  return list === undefined ? "any address" : list.map(peerText).join(", ");
}

function peerText({ ipBlock, namespaceSelector, podSelector }: Peer): string {
  if (ipBlock !== undefined) return ipBlock.cidr;
  const namespace = namespaceSelector?.matchLabels?.["kubernetes.io/metadata.name"];
  const where = namespaceSelector === undefined ? "this namespace" : (namespace ?? "every namespace");
  return `${labels(podSelector)} of ${where}`;
}

function labels({ matchLabels = {} }: Selector = {}): string {
  const all = Object.entries(matchLabels).map(([label, value]) => `\`${label}=${value}\``);
  return all.length === 0 ? "all pods" : all.join(", ");
}

function portsOf({ ports = [] }: Rule): string {
  return ports.length === 0
    ? "all"
    : ports.map(({ protocol = "TCP", port }) => `${port}${protocol === "TCP" ? "" : `/${protocol}`}`).join(", ");
}

/** The same as a table of Markdown. */
export function trafficTable(rows: readonly Allowed[]): string {
  const cells = rows.map(({ namespace, pods, direction, peer, ports }) => [namespace, pods, direction, peer, ports]);
  const lines = [["namespace", "pods", "way", "with", "ports"], ["---", "---", "---", "---", "---"], ...cells];
  return lines.map((line) => `| ${line.join(" | ")} |`).join("\n");
}
