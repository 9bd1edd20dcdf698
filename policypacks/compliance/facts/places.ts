import type { Subject } from "./subject";
import type { Ternary } from "./ternary";

/**
 * Whether two resources are in one account and region. Those of one provider are in one account, and in its region unless
 * they have a region of their own; of two providers, nobody knows whether the account is the same.
 */
export function samePlace(one: Subject, other: Subject): Ternary {
  if (one.region !== undefined && other.region !== undefined && one.region !== other.region) return false;
  if (one.provider !== other.provider) return "unknown";
  if (one.region !== undefined && other.region !== undefined) return true;
  return one.props["region"] === undefined && other.props["region"] === undefined ? true : "unknown";
}
