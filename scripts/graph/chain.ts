import { criticalPath } from "./critical-path";
import type { Recorded } from "./stack";

/** Components and what is around the stack take no time of their own. */
const noStep = /^pulumi:|^rampart:/;

/**
 * The longest chain of steps that wait for each other: every resource that something makes counts as one. `<kind> <name>`,
 * in their order.
 */
export function longestChain(resources: readonly Recorded[]): string[] {
  const byUrn = new Map(resources.map((each) => [each.urn, each]));
  const tasks = resources.map(({ urn, type, needs }) => ({ name: urn, cost: noStep.test(type) ? 0 : 1, needs }));
  return criticalPath(tasks)
    .path.map((urn) => byUrn.get(urn)!)
    .filter(({ type }) => !noStep.test(type))
    .map(({ type, name }) => `${type.split(":").at(-1)!} ${name}`);
}

/** The part of a chain from the cluster on. */
export function fromCluster(chain: readonly string[]): string[] {
  return chain.slice(
    Math.max(
      0,
      chain.findIndex((step) => step.startsWith("Cluster ")),
    ),
  );
}
