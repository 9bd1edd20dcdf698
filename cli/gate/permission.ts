import {
  type ControlEvidence,
  defaultRegimes,
  type Evidence,
  Level,
  type Regime,
  Verdict,
} from "../../catalogue/contracts";

/**
 * What evidence against which there is no reason permits, as a sentence without its full stop: which stack, by which
 * regimes, and all in which it asked for less than it does by default.
 */
export function permission(evidence: Evidence, nameOf: (regime: Regime) => string): string {
  const { project, stack, regimes } = evidence;
  const names = regimes.length === 0 ? "no regime" : regimes.map(nameOf).join(", ");
  const weaker = weaknesses(evidence, nameOf);
  const end = weaker.length === 0 ? "nothing was weakened" : `less than the default: ${weaker.join("; ")}`;
  return `${project} / ${stack}, complete, of this commit, for ${names}; ${end}`;
}

function weaknesses({ controls, regimes }: Evidence, nameOf: (regime: Regime) => string): string[] {
  const open = controls.filter(({ verdict, unknownAllowed }) => verdict === Verdict.Unknown && unknownAllowed === true);
  const lowered = controls.filter(({ level, catalogueLevel }) => level !== catalogueLevel && level !== Level.Mandatory);
  const missing = defaultRegimes.filter((regime) => !regimes.includes(regime));
  return [
    ...said(idsOf(open), "allowed to stay unknown"),
    ...said(idsOf(lowered), "lowered"),
    ...said(missing.map(nameOf), "not asked for"),
    ...(controls.some(({ verdict }) => verdict !== Verdict.NotApplicable)
      ? []
      : ["no control applied to what was seen"]),
  ];
}

const idsOf = (controls: readonly ControlEvidence[]) => controls.map(({ id }) => id);

function said(names: readonly string[], what: string): string[] {
  return names.length === 0 ? [] : [`${names.join(", ")} ${names.length === 1 ? "was" : "were"} ${what}`];
}
