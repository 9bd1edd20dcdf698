import {
  mapOf,
  type Mistake,
  optional,
  quote,
  record,
  type Regime,
  type ResidencyLimit,
  text,
} from "../../../catalogue";
import type { Asked } from "../asked";
import { reasonsOf } from "../bounds";
import type { ResidencyArgs } from "./args";

export const residencyShape = record({
  basis: optional(mapOf(text("the ground for the transfer: which instrument, and where it is filed"))),
});

export interface ResidencySettings {
  /** Where the stack says it is deployed. */
  region?: string;
  /** The limits that hold: those that no ground lifts. */
  limits: ResidencyLimit[];
  /** The grounds, by the regime whose limit they lift. */
  basis: Record<string, string>;
}

/** Which limits hold. Notes a ground that lifts nothing, and a stack that lies outside a limit. */
export function resolveResidency(
  { basis = {} }: ResidencyArgs,
  { posture, region }: Asked,
  mistakes: Mistake[],
): ResidencySettings {
  const limiting: string[] = posture.residency.map(({ regime }) => regime);
  for (const regime of Object.keys(basis).filter((each) => !limiting.includes(each))) {
    mistakes.push({ path: `residency.basis.${regime}`, got: quote(basis[regime]), expected: limitedBy(limiting) });
  }
  const limits = posture.residency.filter(({ regime }) => !hasGround(basis, regime));
  const settings = { ...(region === undefined ? {} : { region }), limits, basis };
  if (region !== undefined) mistakes.push(...residencyMistakes("region", region, settings));
  return settings;
}

/** What is wrong with a region by the limits that hold; one mistake that tells all of them. */
export function residencyMistakes(
  path: string,
  region: string,
  { limits }: Pick<ResidencySettings, "limits">,
): Mistake[] {
  const broken = limits.filter(({ value }) => !value.includes(region));
  if (broken.length === 0) return [];
  return [{ path, got: quote(region), expected: broken.map(wayOut).join("; and ") }];
}

function wayOut(limit: ResidencyLimit): string {
  const { regime, area, value } = limit;
  const ground = `residency.basis.${regime} with the ground for the transfer`;
  return `a region of ${area} (${value.join(", ")}), or ${ground} (${reasonsOf(limit)})`;
}

function hasGround(basis: Record<string, string>, regime: Regime): boolean {
  return Object.hasOwn(basis, regime);
}

function limitedBy(limiting: string[]): string {
  if (limiting.length === 0) return "nothing: no regime in force limits where data lies";
  return `nothing: of the regimes in force only those limit where data lies: ${limiting.join(", ")}`;
}
