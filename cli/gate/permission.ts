import {
  type ControlEvidence,
  defaultRegimes,
  type Evidence,
  Level,
  Provision,
  type Regime,
  Verdict,
} from "../../catalogue/contracts";
import { controlById } from "../../catalogue";

/**
 * What evidence against which there is no reason permits, as a sentence without its full stop: which stack, by which
 * regimes, and all in which it asked for less than it does by default.
 */
export function permission(evidence: Evidence, nameOf: (regime: Regime) => string): string {
  const { project, stack, regimes } = evidence;
  const names = regimes.length === 0 ? "no regime" : regimes.map(nameOf).join(", ");
  const weaker = weaknesses(evidence, nameOf);
  const end = weaker.length === 0 ? "nothing was weakened" : `less than the default: ${weaker.join("; ")}`;
  return `${project} / ${stack}, complete, of this commit, for ${names}; ${end}${later(evidence)}${unseen(evidence)}`;
}

/** What was not judged because somebody else provides it. That weakens nothing, but whoever deploys relies on it. */
function unseen({ parts }: Evidence): string {
  const outside = parts.filter(({ mode }) => mode !== Provision.Create);
  if (outside.length === 0) return "";
  const named = outside.map(({ part, reference, vouchedBy }) => `${part} (${vouchedBy ?? reference ?? "unnamed"})`);
  return `; provided elsewhere and not judged: ${named.join(", ")}`;
}

/** What may stay unknown until then weakens nothing, but the deployment has to run with the pack to judge it. */
function later({ controls }: Evidence): string {
  const open = openOnes(controls).filter(({ id }) => isJudgedLater(id));
  return open.length === 0 ? "" : `; judged by the deployment itself: ${idsOf(open).join(", ")}`;
}

const openOnes = (controls: readonly ControlEvidence[]) =>
  controls.filter(({ verdict, unknownAllowed }) => verdict === Verdict.Unknown && unknownAllowed === true);

const isJudgedLater = (id: string) => controlById(id)?.untilDeployment !== undefined;

function weaknesses({ controls, regimes }: Evidence, nameOf: (regime: Regime) => string): string[] {
  const open = openOnes(controls).filter(({ id }) => !isJudgedLater(id));
  const lowered = controls.filter(({ level, catalogueLevel }) => level !== catalogueLevel && level !== Level.Mandatory);
  const missing = defaultRegimes.filter((regime) => !regimes.includes(regime));
  return [
    ...said(idsOf(open), "allowed to stay unknown"),
    ...said(idsOf(lowered), "lowered"),
    ...said(missing.map(nameOf), "not asked for"),
    ...(controls.some(({ verdict, evaluated }) => verdict !== Verdict.NotApplicable && evaluated > 0)
      ? []
      : ["no control applied to what was seen"]),
  ];
}

const idsOf = (controls: readonly ControlEvidence[]) => controls.map(({ id }) => id);

function said(names: readonly string[], what: string): string[] {
  return names.length === 0 ? [] : [`${names.join(", ")} ${names.length === 1 ? "was" : "were"} ${what}`];
}
