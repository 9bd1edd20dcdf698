import { accepted, messageOf } from "./api-client";
import type { Laboratory } from "./laboratory";
import { brokenRule, compliantPod, violatingPod } from "./pods";

export interface BurstResult {
  /** Names of pods. */
  accepted: string[];
  denied: string[];
  /** Every answer that is no decision, and every request that got no answer. */
  others: string[];
  milliseconds: number;
}

/** Creates pods all at once; every second one breaks a rule. */
export async function burst({ pipeline }: Laboratory, namespace: string, count: number): Promise<BurstResult> {
  const result: BurstResult = { accepted: [], denied: [], others: [], milliseconds: 0 };
  const started = performance.now();
  const pods = Array.from({ length: count }, (_, index) =>
    index % 2 === 0 ? compliantPod(namespace, `compliant-${index}`) : violatingPod(namespace, `violating-${index}`),
  );
  await Promise.all(
    pods.map(async (pod) => {
      const { name } = pod.metadata;
      try {
        const answer = await pipeline.create(pod);
        if (accepted(answer)) result.accepted.push(name);
        else if (messageOf(answer).includes(`PSS-01/${brokenRule}: `)) result.denied.push(name);
        else result.others.push(`${name}: ${messageOf(answer)}`);
      } catch (error) {
        result.others.push(`${name}: ${String(error)}`);
      }
    }),
  );
  result.milliseconds = performance.now() - started;
  return result;
}
