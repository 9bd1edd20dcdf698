import type { AdmissionExclusion, ObjectKinds } from "../contracts";
import { quoted } from "../rules/cel";

/** What controllers put behind the name of an object when they make another of it. */
const random = "-[a-z0-9]+";
const number = "-[0-9]+";

/**
 * Names of what each workload makes: the kind, and what follows the workload's name. A ReplicaSet's own pods are in the
 * row of the ReplicaSet; of a Deployment they bear two ends.
 */
const madeBy: Record<string, Record<string, string>> = {
  Deployment: { ReplicaSet: random, Pod: random + random },
  ReplicaSet: { Pod: random },
  ReplicationController: { Pod: random },
  StatefulSet: { Pod: number },
  DaemonSet: { Pod: random },
  // The pods of an indexed job bear their index, too.
  Job: { Pod: `(${number})?${random}` },
  CronJob: { Job: number, Pod: `${number}(${number})?${random}` },
};

/**
 * Objects that rules of a control do not judge, as expressions over `Kind/namespace/name`: those that a waiver of the
 * control names, and what controllers make of them. Only kinds that the rules are about count. Sorted, each once.
 */
export function excludedObjects(
  { control }: { control: string },
  kinds: readonly ObjectKinds[],
  exclusions: readonly AdmissionExclusion[],
): string[] {
  const judged = new Set(kinds.flatMap((each) => each.kinds));
  const patterns = exclusions
    .filter((each) => each.control === control)
    .flatMap(({ kind, namespace = "", name }) => {
      const made: Record<string, string> = { [kind]: "", ...madeBy[kind] };
      return Object.entries(made)
        .filter(([each]) => judged.has(each))
        .map(([each, end]) => `^${each}/${literal(namespace)}/${literal(name)}${end}$`);
    });
  return [...new Set(patterns)].sort();
}

const literal = (name: string) => name.replace(/[^A-Za-z0-9-]/g, "\\$&");

/**
 * Conditions under which an engine does not ask the rule at all, so that its text stays as it is.
 * @param object what the engine calls the object
 * @param list the excluded objects, in CEL
 */
export function unlessExcluded(object: string, list: string): { name: string; expression: string } {
  const member = (key: string) => `(has(${object}.metadata.${key}) ? ${object}.metadata.${key} : "")`;
  const subject = `${object}.kind + "/" + ${member("namespace")} + "/" + ${member("name")}`;
  return { name: "not-excluded", expression: `!${list}.exists(each, (${subject}).matches(each))` };
}

/** The condition for engines that keep the list in the policy; none where nothing is excluded. */
export function matchConditions(patterns: readonly string[]): { name: string; expression: string }[] {
  return patterns.length === 0 ? [] : [unlessExcluded("object", quoted(patterns))];
}
