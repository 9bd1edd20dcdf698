import { type Mistake, type Regime, regimeIds } from "../contracts";
import { alertRouteReasons, bounds } from "./bounds";
import { contradiction, type Parameter, type Range, strictest } from "./parameter";
import { type ResidencyLimit, residencyLimits } from "./residency";

/** The strictest parameters that some regimes ask for together. */
export interface Posture {
  /** In the order of reports, each once. */
  regimes: Regime[];
  /** Days that audit logs are kept. `max` is Infinity where no regime in force limits storage. */
  logRetentionDays: { min: Parameter<number>; max: Parameter<number> };
  /** Days after which a key must have rotated. */
  keyRotationDays: { max: Parameter<number> };
  /** Replicas of the admission webhook. */
  admissionReplicas: { min: Parameter<number> };
  /** Severity of a GuardDuty finding, 1 to 10, from which on an alert must be raised. */
  alertSeverity: { max: Parameter<number> };
  /** Whether what audit alarms and GuardDuty find must reach somebody. */
  alertRoutes: { required: Parameter<boolean> };
  /** Days for which nobody can alter or delete a copy of a backup. `max` is Infinity where no regime in force limits storage. */
  backupLockDays: { min: Parameter<number>; max: Parameter<number> };
  /** Regions that hold each backup. */
  backupCopies: { min: Parameter<number> };
  /** Where data may lie without a documented ground, one limit per regime in force that sets one. All of them hold. */
  residency: ResidencyLimit[];
}

type Ranges = { [Name in keyof typeof bounds]: { [End in keyof (typeof bounds)[Name]]: Range["min"] & object } };

/** The strictest parameters of some regimes; of none, Rampart's own. Throws where two requirements contradict each other. */
export function posture(regimes: readonly Regime[], ranges: Ranges = bounds): Posture {
  const found = strictestOf(regimes, ranges);
  const [first] = contradictions(found);
  if (first !== undefined) throw new RangeError(first);
  return found;
}

/** The same for what a user chose: requirements that contradict each other are a mistake in the choice of regimes. */
export function resolvePosture(regimes: readonly Regime[], mistakes: Mistake[], ranges: Ranges = bounds): Posture {
  const found = strictestOf(regimes, ranges);
  for (const told of contradictions(found)) {
    const expected = `regimes that can be met together (${told})`;
    mistakes.push({ path: "regimes", got: found.regimes.join(", "), expected });
  }
  return found;
}

function strictestOf(regimes: readonly Regime[], ranges: Ranges): Posture {
  const inForce = regimeIds.filter((id) => regimes.includes(id));
  const least = (range: { min: Range["min"] & object }) => strictest(range.min, inForce, Math.max);
  const most = (range: { max: Range["max"] & object }) => strictest(range.max, inForce, Math.min);
  const routes = alertRouteReasons.filter(({ regime }) => inForce.includes(regime));
  return {
    regimes: inForce,
    logRetentionDays: { min: least(ranges.logRetentionDays), max: most(ranges.logRetentionDays) },
    keyRotationDays: { max: most(ranges.keyRotationDays) },
    admissionReplicas: { min: least(ranges.admissionReplicas) },
    alertSeverity: { max: most(ranges.alertSeverity) },
    alertRoutes: { required: { value: routes.length > 0, because: routes } },
    backupLockDays: { min: least(ranges.backupLockDays), max: most(ranges.backupLockDays) },
    backupCopies: { min: least(ranges.backupCopies) },
    residency: residencyLimits.filter(({ regime }) => inForce.includes(regime)),
  };
}

function contradictions(found: Posture): string[] {
  const { logRetentionDays, backupLockDays } = found;
  return Object.entries({ logRetentionDays, backupLockDays })
    .map(([name, range]) => contradiction(name, range))
    .filter((told) => told !== undefined);
}
