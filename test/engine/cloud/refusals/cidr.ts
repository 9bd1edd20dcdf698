import { shown } from "../values";
/** Addresses of an IPv4 range, as numbers: the first, and how many. Undefined for what is no range. */
export function range(cidr: unknown): { start: number; size: number; bits: number } | undefined {
  const [, address, length] = /^(\d+\.\d+\.\d+\.\d+)\/(\d+)$/.exec(shown(cidr)) ?? [];
  if (address === undefined || Number(length) > 32) return undefined;
  const start = address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  return { start, size: 2 ** (32 - Number(length)), bits: Number(length) };
}

export function overlap(one: unknown, other: unknown): boolean {
  const [a, b] = [range(one), range(other)];
  return a !== undefined && b !== undefined && a.start < b.start + b.size && b.start < a.start + a.size;
}

export function within(inner: unknown, outer: unknown): boolean {
  const [a, b] = [range(inner), range(outer)];
  return a !== undefined && b !== undefined && a.start >= b.start && a.start + a.size <= b.start + b.size;
}

/** Whether a range begins where it says. */
export function isNetwork(cidr: unknown): boolean {
  const found = range(cidr);
  return found !== undefined && found.start % found.size === 0;
}

const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

export function isPrivate(cidr: unknown): boolean {
  return privateRanges.some((each) => within(cidr, each));
}
