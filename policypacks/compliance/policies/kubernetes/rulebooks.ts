import { type ObjectKinds, type RuleSet, ruleSets, setsAt } from "../../../../catalogue";
import type * as Rules from "../../cel/rules";
import type { KubernetesObject } from "../../facts/kubernetes";

const books = new WeakMap<RuleSet, Map<string | undefined, Rules.Rulebook>>();

/**
 * The rules of a set for a Kubernetes version, compiled once; where the version is not known, all of them, without the
 * relaxations of later ones.
 */
export function rulebook(set: RuleSet, version: string | undefined): Rules.Rulebook {
  const known = version !== undefined && /^v?\d+\.\d+/.test(version) ? version : undefined;
  const ofSet = books.get(set) ?? new Map<string | undefined, Rules.Rulebook>();
  books.set(set, ofSet);
  const found = ofSet.get(known);
  if (found !== undefined) return found;
  // Loaded here because it takes a tenth of a second that a stack without such objects need not spend.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { compile } = require("../../cel/rules") as typeof Rules;
  const [{ rules, variables }] = setsAt([set], known) as [RuleSet];
  const book = compile(rules, variables);
  ofSet.set(known, book);
  return book;
}

/**
 * Compiles what resources will ask for, a set at a time, so that whatever comes meanwhile waits for one set at most. A set
 * that does not compile tells whoever asks for it.
 */
export function compileAhead([next, ...others]: readonly RuleSet[] = ruleSets): void {
  if (next === undefined) return;
  try {
    rulebook(next, undefined);
  } catch {
    // Not known before a resource is judged by it, and then an error of that control.
  }
  setImmediate(() => compileAhead(others));
}

const byControl = new WeakMap<readonly RuleSet[], Map<string, readonly RuleSet[]>>();

/** The sets that hold a rule of a control; of the same sets always the same list. */
export function setsOf(control: string, sets: readonly RuleSet[]): readonly RuleSet[] {
  const known = byControl.get(sets) ?? new Map<string, readonly RuleSet[]>();
  byControl.set(sets, known);
  const found = known.get(control) ?? sets.filter(({ rules }) => rules.some((rule) => rule.control === control));
  known.set(control, found);
  return found;
}

/** API groups in which kinds of today lived before. */
const formerGroups: Readonly<Record<string, readonly string[]>> = {
  extensions: ["apps", "networking.k8s.io"],
};

/** Whether a set is about the kind of an object, in any version of its API. */
export function isAbout({ kinds }: { kinds: readonly ObjectKinds[] }, { apiGroup, kind }: KubernetesObject): boolean {
  const groups = [apiGroup, ...(formerGroups[apiGroup] ?? [])];
  return kinds.some((each) => each.kinds.includes(kind) && each.apiGroups.some((group) => groups.includes(group)));
}

/** Whether a list of that type may hold an object that a set is about. */
export function mayHold(type: string, sets: readonly RuleSet[]): boolean {
  const kind = type
    .split(":")
    .at(-1)!
    .replace(/(?<=.)Patch$/, "")
    .replace(/List$/, "");
  return kind === "" || sets.some(({ kinds }) => kinds.some((each) => each.kinds.includes(kind)));
}
