import { coveredInternet, type Floor, isCidr, isWider } from "./cidr";
import type { Fact } from "./fact";

/** What lists of CIDRs say together. */
export interface CidrReading {
  /** The family that is open to the internet, as far as the known ones say. */
  open?: "IPv4" | "IPv6";
  /** Paths of what is not known yet. */
  unknown: string[];
  /** Paths of what is no CIDR. */
  wrong: string[];
  known: string[];
}

/** Reads properties that hold one CIDR or a list of them; absent ones hold none. */
export function readCidrs(facts: readonly Fact[]): CidrReading {
  const reading: CidrReading = { unknown: [], wrong: [], known: [] };
  for (const fact of facts.flatMap((each) => each.items() ?? [each])) {
    if (fact.state === "absent") continue;
    if (fact.state === "unknown") reading.unknown.push(fact.path);
    else if (typeof fact.value === "string" && isCidr(fact.value)) reading.known.push(fact.value);
    else reading.wrong.push(fact.path);
  }
  const open = coveredInternet(reading.known);
  return open === undefined ? reading : { ...reading, open };
}

/** Which of some CIDRs are wider than the settings let them be, in words; undefined where none is. */
export function wider(cidrs: readonly string[], floor: Floor): string | undefined {
  const found = cidrs.filter((each) => isWider(each, floor));
  if (found.length === 0) return undefined;
  return `${found.join(", ")}; expected nothing wider than a /${floor.ipv4} (IPv6: a /${floor.ipv6}), as the settings ask`;
}
