/** An IPv4 network. */
export interface Network {
  /** The first address, as an unsigned number. */
  base: number;
  /** Length of the prefix, 0 to 32. */
  prefix: number;
}

/** All of IPv4. */
export const everywhere = "0.0.0.0/0";

/** AWS takes no smaller subnet. */
export const smallestSubnet = 28;

/** Reads `10.0.0.0/16`; undefined unless it is a network address in this notation (no host bits, no leading zeros). */
export function parseCidr(text: string): Network | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (match === null) return undefined;
  const numbers = match.slice(1).map(Number);
  const prefix = numbers[4]!;
  const octets = numbers.slice(0, 4);
  if (octets.some((octet) => octet > 255) || prefix > 32) return undefined;
  const base = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  if (base % sizeOf(prefix) !== 0) return undefined;
  const network = { base, prefix };
  return formatCidr(network) === text ? network : undefined;
}

/** Writes `10.0.0.0/16`. */
export function formatCidr({ base, prefix }: Network): string {
  return `${[24, 16, 8, 0].map((shift) => Math.floor(base / 2 ** shift) % 256).join(".")}/${prefix}`;
}

/** Number of addresses of a prefix. */
export function sizeOf(prefix: number): number {
  return 2 ** (32 - prefix);
}

/** Whether the second network lies within the first. */
export function contains(outer: Network, inner: Network): boolean {
  return (
    inner.prefix >= outer.prefix &&
    Math.floor(inner.base / sizeOf(outer.prefix)) === Math.floor(outer.base / sizeOf(outer.prefix))
  );
}

/** Whether two networks share an address. */
export function overlap(one: Network, other: Network): boolean {
  return contains(one, other) || contains(other, one);
}

const privateNetworks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].map((text) => parseCidr(text)!);

/** Whether a network lies within the private ranges of RFC 1918. */
export function isPrivate(network: Network): boolean {
  return privateNetworks.some((range) => contains(range, network));
}

/** A block of the given prefix, counted from the start of a network. */
function block(network: Network, prefix: number, index: number): Network {
  return { base: network.base + index * sizeOf(prefix), prefix };
}

/** The subnets of a VPC: of each kind one in every zone. */
export interface SubnetPlan {
  private: Network[];
  public: Network[];
  isolated: Network[];
}

/** No region has more zones for a cluster than the plan has blocks. */
export const mostZones = 6;

/** Bits that tell eight blocks apart. */
const eight = 3;

/** A smaller VPC would have subnets that AWS does not take. */
export const smallestVpc = smallestSubnet - 2 * eight;

/**
 * Divides a VPC into eight equal blocks: one for each zone's private subnet (nodes and pods live there), the seventh for
 * the public subnets (load balancers and NAT gateways), the last for the isolated ones (data), both again in eight. The
 * blocks are the same for any number of zones, so a further zone moves no subnet: subnets that moved would be replaced,
 * with everything in them. A /16 gives /19 and /22. Undefined when the small ones would be smaller than AWS allows.
 */
export function planSubnets(vpc: Network, zones: number): SubnetPlan | undefined {
  if (vpc.prefix > smallestVpc || zones > mostZones) return undefined;
  const large = vpc.prefix + eight;
  const each = Array.from({ length: zones }, (_, zone) => zone);
  const shared = (index: number) => each.map((zone) => block(block(vpc, large, index), large + eight, zone));
  return { private: each.map((zone) => block(vpc, large, zone)), public: shared(6), isolated: shared(7) };
}
