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
