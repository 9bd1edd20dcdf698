/** A range of addresses, both ends included. */
interface Range {
  family: 4 | 6;
  first: bigint;
  last: bigint;
}

/** The addresses that can be reached on the internet, by family: all of IPv4, the global unicast of IPv6. */
const internet: Record<4 | 6, Range> = {
  4: { family: 4, first: 0n, last: (1n << 32n) - 1n },
  6: { family: 6, first: 0x2000n << 112n, last: (0x4000n << 112n) - 1n },
};

/** The widest range that one owner has: a /8 of IPv4, a /16 of IPv6. */
const widest: Record<4 | 6, bigint> = { 4: 1n << 24n, 6: 1n << 112n };

/**
 * The address family of which one CIDR covers more than any owner has, or some CIDRs together a sixteenth or more;
 * undefined when they do not. That counts as the whole: dropping one /2 of 0.0.0.0/0 closes nothing, and neither does
 * cutting it into rules.
 */
export function coveredInternet(cidrs: readonly string[]): "IPv4" | "IPv6" | undefined {
  const ranges = cidrs.map(parseCidr).filter((range) => range !== undefined);
  for (const family of [4, 6] as const) {
    const whole = internet[family];
    const open = ranges.some((range) => covered([range], whole) > widest[family]);
    if (open || 16n * covered(ranges, whole) >= size(whole)) return family === 4 ? "IPv4" : "IPv6";
  }
  return undefined;
}

const size = ({ first, last }: Range) => last - first + 1n;

/** How many addresses of `whole` lie in the union of the ranges. */
function covered(ranges: readonly Range[], whole: Range): bigint {
  const sorted = ranges.filter(({ family }) => family === whole.family).sort((a, b) => (a.first < b.first ? -1 : 1));
  let next = whole.first;
  let sum = 0n;
  for (const range of sorted) {
    const first = range.first > next ? range.first : next;
    const last = range.last < whole.last ? range.last : whole.last;
    if (last < first) continue;
    sum += last - first + 1n;
    next = last + 1n;
  }
  return sum;
}

/** The shortest prefixes that ranges may have. */
export interface Floor {
  ipv4: number;
  ipv6: number;
}

/** Whether a CIDR covers more addresses of the internet, or of private IPv4, than the floor of its family lets it. */
export function isWider(cidr: string, floor: Floor): boolean {
  const range = parseCidr(cidr);
  if (range === undefined) return false;
  const bits = range.family === 4 ? 32 - floor.ipv4 : 128 - floor.ipv6;
  return covered([range], internet[range.family]) > 1n << BigInt(bits);
}

export function isCidr(text: string): boolean {
  return parseCidr(text) !== undefined;
}

function parseCidr(text: string): Range | undefined {
  const [address = "", prefix = "", ...rest] = text.split("/");
  if (rest.length > 0 || !/^\d{1,3}$/.test(prefix)) return undefined;
  const family = address.includes(":") ? 6 : 4;
  const value = family === 4 ? parseIpv4(address) : parseIpv6(address);
  const bits = family === 4 ? 32n : 128n;
  const free = bits - BigInt(prefix);
  if (value === undefined || free < 0n) return undefined;
  const first = (value >> free) << free;
  return { family, first, last: first + (1n << free) - 1n };
}

function parseIpv4(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) return undefined;
  return parts.reduce((sum, part) => (sum << 8n) + BigInt(part), 0n);
}

function parseIpv6(text: string): bigint | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const gap = 8 - head.length - tail.length;
  if (halves.length === 1 ? gap !== 0 : gap < 1) return undefined;
  const groups = [...head, ...Array.from({ length: gap }, () => "0"), ...tail];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((sum, group) => (sum << 16n) + BigInt(`0x${group}`), 0n);
}
