import { awsLogRetentionDays, type Mistake, type Posture, roundUpRetention } from "../../catalogue";
import { boundMistakes } from "./bounds";

/** Days of retention; notes one that CloudWatch does not offer, or that the regimes in force find too short or too long. */
export function resolveRetention(
  days: number | undefined,
  path: string,
  { logRetentionDays }: Posture,
  mistakes: Mistake[],
): number {
  const chosen = days ?? roundUpRetention(logRetentionDays.min.value);
  if (awsLogRetentionDays.includes(chosen)) mistakes.push(...boundMistakes(path, chosen, logRetentionDays));
  else {
    const expected = `one of the values that CloudWatch Logs offers: ${awsLogRetentionDays.join(", ")}`;
    mistakes.push({ path, got: String(chosen), expected });
  }
  return chosen;
}
