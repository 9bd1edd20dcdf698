import type { ObjectRule, RuleSet, RuleVariable } from "../contracts";

/** Whether Kubernetes version `version` (`1.35`, `1.35.2`) is `minimum` or later. Throws when one is no version. */
function atLeast(version: string, minimum: string): boolean {
  const [major, minor] = parts(version);
  const [leastMajor, leastMinor] = parts(minimum);
  return major === leastMajor ? minor >= leastMinor : major > leastMajor;
}

function parts(version: string): [number, number] {
  const found = /^v?(\d+)\.(\d+)/.exec(version);
  if (found === null) throw new RangeError(`Kubernetes version ${JSON.stringify(version)}: expected one like 1.35`);
  return [Number(found[1]), Number(found[2])];
}

/**
 * The sets as they hold for a cluster of that Kubernetes version (`1.34`). Where it is not known, every rule holds, and no
 * relaxation of a later version.
 */
export function setsAt(sets: readonly RuleSet[], kubernetesVersion: string | undefined): readonly RuleSet[] {
  return sets.map((set) => ({
    ...set,
    rules: set.rules.filter((rule) => holdsAt(rule, kubernetesVersion)),
    variables: set.variables.map((variable) => variableAt(variable, kubernetesVersion)),
  }));
}

function holdsAt({ since, until }: ObjectRule, version: string | undefined): boolean {
  if (version === undefined) return true;
  return (since === undefined || atLeast(version, since)) && (until === undefined || atLeast(until, version));
}

function variableAt({ name, expression, since }: RuleVariable, version: string | undefined): RuleVariable {
  const holds = since === undefined || (version !== undefined && atLeast(version, since.version));
  return { name, expression: holds ? expression : since.otherwise };
}
