import { type Mapping, Regime, type Strength } from "../contracts";

type Claim = (requirement: string, strength?: Strength, note?: string) => Mapping;

/** Claims on one regime's requirements, one a line. A claim without a strength is partial. */
function claimsOn(regime: Regime): Claim {
  return (requirement, strength = "P", note) => ({
    regime,
    requirement,
    strength,
    ...(note === undefined ? {} : { note }),
  });
}

export const pci = claimsOn(Regime.PciDss);
export const hipaa = claimsOn(Regime.Hipaa);
export const gdpr = claimsOn(Regime.Gdpr);
export const popia = claimsOn(Regime.Popia);
export const iso = claimsOn(Regime.Iso27001);
export const cis = claimsOn(Regime.CisEks);
