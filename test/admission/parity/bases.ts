import type { ApiObject } from "../lab/api-client";
import { withoutEphemeral } from "./complete";
import type { Sample } from "./samples";

/** A sample with what can be created of it: the object without its ephemeral containers. */
export interface Based extends Sample {
  base: ApiObject;
  /** False where an earlier sample has the same base, which then need be tried but once. */
  first: boolean;
}

export function withBases(samples: readonly Sample[]): Based[] {
  const seen = new Map<string, ApiObject>();
  return samples.map((sample) => {
    const base = withoutEphemeral(sample.object);
    const key = JSON.stringify({ ...base, metadata: { ...base.metadata, name: "" } });
    const first = !seen.has(key);
    if (first) seen.set(key, base);
    return { ...sample, base: seen.get(key)!, first };
  });
}
