import { awsLogRetentionDays, type Mistake, type Parameter, type Posture, roundUpRetention } from "../../catalogue";
import type { KeyArgs, LogArgs } from "../cluster/args";
import type { KeySettings } from "../cluster/keys";

/** Fills the defaults; notes a rotation that is slower than the regimes in force allow. */
export function resolveKeys(args: KeyArgs, { keyRotationDays }: Posture, mistakes: Mistake[]): KeySettings {
  const { max } = keyRotationDays;
  const rotationDays = args.rotationDays ?? Math.min(365, max.value);
  if (rotationDays > max.value) {
    const expected = `${max.value} or less (${reasons(max)})`;
    mistakes.push({ path: "keys.rotationDays", got: String(rotationDays), expected });
  }
  return { deletionWindowDays: args.deletionWindowDays ?? 30, rotationDays };
}

/** Days of retention; notes one that CloudWatch does not offer, or that the regimes in force find too short or too long. */
export function resolveRetention(args: LogArgs, { logRetentionDays }: Posture, mistakes: Mistake[]): number {
  const { min, max } = logRetentionDays;
  const days = args.retentionDays ?? roundUpRetention(min.value);
  const path = "logs.retentionDays";
  if (!awsLogRetentionDays.includes(days)) {
    const expected = `one of the values that CloudWatch Logs offers: ${awsLogRetentionDays.join(", ")}`;
    mistakes.push({ path, got: String(days), expected });
  } else if (days < min.value) {
    mistakes.push({ path, got: String(days), expected: `${min.value} or more (${reasons(min)})` });
  } else if (days > max.value) {
    mistakes.push({ path, got: String(days), expected: `${max.value} or less (${reasons(max)})` });
  }
  return days;
}

/** A webhook with fewer replicas than the regimes in force ask for. */
export function tooFewReplicas(replicas: number, { admissionReplicas }: Posture): Mistake[] {
  const { min } = admissionReplicas;
  if (replicas >= min.value) return [];
  return [{ path: "gatekeeper.replicas", got: String(replicas), expected: `${min.value} or more (${reasons(min)})` }];
}

/** The requirements that set a bound, as an error names them. */
function reasons({ because }: Parameter<number>): string {
  if (because.length === 0) return "Rampart's own bound";
  return because.map(({ regime, requirement }) => `${regime} ${requirement}`).join(", ");
}
