/**
 * Ranges of addresses that are wider than any owner has: a prefix of IPv4 shorter than a /8, of IPv6 one shorter than a /16
 * in what can be reached on the internet. Each half of the internet is such a range.
 */
const wide = "^([0-9.]+/0?[0-7]|[0:]+/0?[0-2]|[23][0-9a-fA-F]{3}:[0-9a-fA-F:]*/(0?[0-9]|1[0-5]))$";

/** Whether a text is such a range. Narrower ones that cover the internet together are left to a sum of them. */
export const isWide = (cidr: string) => `${cidr}.matches(${JSON.stringify(wide)})`;
