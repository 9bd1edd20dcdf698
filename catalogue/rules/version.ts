import type { ObjectRule } from "../contracts";

/** Whether Kubernetes version `version` (`1.35`, `1.35.2`) is `minimum` or later. Throws when one is no version. */
export function atLeast(version: string, minimum: string): boolean {
  const [major, minor] = parts(version);
  const [leastMajor, leastMinor] = parts(minimum);
  return major === leastMajor ? minor >= leastMinor : major > leastMajor;
}

function parts(version: string): [number, number] {
  const found = /^v?(\d+)\.(\d+)/.exec(version);
  if (found === null) throw new RangeError(`Kubernetes version ${JSON.stringify(version)}: expected one like 1.35`);
  return [Number(found[1]), Number(found[2])];
}

/** The rules that hold for a cluster of that Kubernetes version. */
export function rulesAt(rules: readonly ObjectRule[], kubernetesVersion: string): readonly ObjectRule[] {
  return rules.filter(
    ({ since, until }) =>
      (since === undefined || atLeast(kubernetesVersion, since)) &&
      (until === undefined || atLeast(until, kubernetesVersion)),
  );
}
