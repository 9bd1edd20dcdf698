/** An IPv4 network. */
export interface Network {
  /** The first address, as an unsigned number. */
  base: number;
  /** Length of the prefix, 0 to 32. */
  prefix: number;
}

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

const privateNetworks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].map((text) => parseCidr(text)!);

/** Whether a network lies within the private ranges of RFC 1918. */
export function isPrivate(network: Network): boolean {
  return privateNetworks.some((range) => contains(range, network));
}

/** A block of the given prefix, counted from the start of a network. */
function block(network: Network, prefix: number, index: number): Network {
  return { base: network.base + index * sizeOf(prefix), prefix };
}

/** Bits that tell `count` blocks apart. */
function bitsFor(count: number): number {
  return Math.ceil(Math.log2(count));
}

/** The subnets of a VPC, one pair for each zone. */
export interface SubnetPlan {
  private: Network[];
  public: Network[];
}

/** Length of the public subnets' prefix in a plan for that many zones. */
export function publicPrefix(vpcPrefix: number, zones: number): number {
  return vpcPrefix + bitsFor(zones + 1) + bitsFor(zones);
}

/**
 * Divides a VPC: an equal, large block for each zone's private subnet (nodes and pods live there), and one more such
 * block shared by the small public subnets (load balancers and NAT gateways). A /16 over three zones gives /18 and /20.
 * The last block, when there is one, stays free. Undefined when the public subnets would be smaller than AWS allows.
 */
export function planSubnets(vpc: Network, zones: number): SubnetPlan | undefined {
  const small = publicPrefix(vpc.prefix, zones);
  if (small > smallestSubnet) return undefined;
  const large = vpc.prefix + bitsFor(zones + 1);
  const shared = block(vpc, large, zones);
  const each = Array.from({ length: zones }, (_, zone) => zone);
  return {
    private: each.map((zone) => block(vpc, large, zone)),
    public: each.map((zone) => block(shared, small, zone)),
  };
}
