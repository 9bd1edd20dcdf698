import { Regime } from "../contracts";
import type { Parameter } from "./parameter";

/** Where one regime in force lets data lie. Elsewhere it takes a documented ground. */
export interface ResidencyLimit extends Parameter<readonly string[]> {
  regime: Regime;
  /** The limit in words, for whoever is outside it. */
  area: string;
}

/**
 * Regions in the EU: Frankfurt, Ireland, Paris, Stockholm; Milan and Spain, which an account must opt into; the
 * European Sovereign Cloud. London (eu-west-2) and Zurich (eu-central-2) bear the name and lie outside.
 */
const europeanRegions: readonly string[] = [
  "eu-central-1",
  "eu-west-1",
  "eu-west-3",
  "eu-north-1",
  "eu-south-1",
  "eu-south-2",
  "eusc-de-east-1",
];

/** Each limit, whether its regime is in force or not. */
export const residencyLimits: readonly ResidencyLimit[] = [
  {
    // 44 is the rule, 45 and 46 are the grounds: a decision on the country, or safeguards such as standard clauses.
    regime: Regime.Gdpr,
    area: "the EU",
    value: europeanRegions,
    because: ["44", "45", "46"].map((requirement) => ({ regime: Regime.Gdpr, requirement })),
  },
  {
    // Beside the Republic the EU: its law protects adequately, which is the ground of 72(1)(a) for every transfer there.
    regime: Regime.Popia,
    area: "South Africa or the EU",
    value: ["af-south-1", ...europeanRegions],
    because: [{ regime: Regime.Popia, requirement: "72" }],
  },
];
