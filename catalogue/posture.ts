import { Regime, regimeIds } from "./contracts";

/** What set a parameter: a requirement of a regime in force. */
interface Reason {
  regime: Regime;
  requirement: string;
}

export interface Parameter<T> {
  value: T;
  /** The requirements that set it; empty where no regime in force does and Rampart's own bound holds. */
  because: Reason[];
}

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
}

interface Bound extends Reason {
  value: number;
}

/** What is known of one bound of a parameter. */
interface Bounds {
  /** Rampart's own bound, which holds under every regime and under none. */
  own: number;
  asked: Bound[];
}

/** Twelve months of history (PCI DSS); 90 days otherwise, so that a quarterly review finds its whole quarter. */
const logRetentionMin: Bounds = {
  own: 90,
  asked: [{ regime: Regime.PciDss, requirement: "10.5.1", value: 365 }],
};

/**
 * Both laws ask for an end and name none. Six years is the longest period that another regime of the catalogue
 * justifies: HIPAA keeps documentation that long (164.316(b)(2)(i)).
 */
const logRetentionMax: Bounds = {
  own: Number.POSITIVE_INFINITY,
  asked: [
    { regime: Regime.Gdpr, requirement: "5(1)(e)", value: 2192 },
    { regime: Regime.Popia, requirement: "14", value: 2192 },
  ],
};

const keyRotationMax: Bounds = {
  own: 365,
  asked: [
    { regime: Regime.PciDss, requirement: "3.7.4", value: 365 },
    { regime: Regime.Iso27001, requirement: "A.8.24", value: 365 },
  ],
};

/** A webhook that fails closed stops every deployment while it is down: one replica per zone. */
const admissionReplicasMin: Bounds = {
  own: 3,
  asked: [
    { regime: Regime.Gdpr, requirement: "32(1)(b)", value: 3 },
    { regime: Regime.Iso27001, requirement: "A.8.14", value: 3 },
  ],
};

/** Values of `retentionInDays` that CloudWatch Logs accepts (PutRetentionPolicy), without 0, which means for ever. */
export const awsLogRetentionDays: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** The shortest retention that CloudWatch Logs accepts and that is not below `days`. Throws beyond 3653 days. */
export function roundUpRetention(days: number): number {
  const found = awsLogRetentionDays.find((each) => each >= days);
  if (found === undefined)
    throw new RangeError(`CloudWatch Logs keeps no log for ${days} days; it offers 3653 at most`);
  return found;
}

/** The strictest parameters of some regimes; of none, Rampart's own. Throws where two requirements contradict each other. */
export function posture(regimes: readonly Regime[]): Posture {
  const inForce = regimeIds.filter((id) => regimes.includes(id));
  const logRetentionDays = {
    min: strictest(logRetentionMin, inForce, Math.max),
    max: strictest(logRetentionMax, inForce, Math.min),
  };
  refuseContradiction("logRetentionDays", logRetentionDays);
  return {
    regimes: inForce,
    logRetentionDays,
    keyRotationDays: { max: strictest(keyRotationMax, inForce, Math.min) },
    admissionReplicas: { min: strictest(admissionReplicasMin, inForce, Math.max) },
  };
}

/** The strictest of Rampart's own bound and those that regimes in force ask for, with the requirements that ask for it. */
export function strictest(
  bounds: Bounds,
  inForce: readonly Regime[],
  stricter: (...values: number[]) => number,
): Parameter<number> {
  const asked = bounds.asked.filter(({ regime }) => inForce.includes(regime));
  const value = stricter(bounds.own, ...asked.map((each) => each.value));
  const because = asked
    .filter((each) => each.value === value)
    .map(({ regime, requirement }) => ({ regime, requirement }));
  return { value, because };
}

/** Throws when a parameter's minimum lies above its maximum, and names the requirements behind both. */
export function refuseContradiction(name: string, { min, max }: { min: Parameter<number>; max: Parameter<number> }) {
  if (min.value <= max.value) return;
  throw new RangeError(
    `${name}: ${describe(min)} asks for at least ${min.value}, ${describe(max)} allows at most ${max.value}`,
  );
}

function describe({ because }: Parameter<number>): string {
  if (because.length === 0) return "Rampart";
  return because.map(({ regime, requirement }) => `${regime} ${requirement}`).join(", ");
}
