import { type Mistake, quote } from "../../contracts/mistake";
import type { FalcoItem, FalcoSource } from "../contracts";
import { isItem } from "./forms";
import { nothingKnown, type Place } from "./known";
import { engineMistakes, pluginMistakes } from "./requirements";
import { checkRule } from "./rules";
import { checkList, checkMacro } from "./vocabulary";

export interface CheckOptions {
  /** The source of the Falco that loads them. @default either: each rule names its own */
  instance?: FalcoSource;
  /** Sound entries that Falco loads before these, so that they may be used and overridden. @default none */
  before?: readonly FalcoItem[];
  /** Where the entries stand, for the paths of mistakes. @default the document */
  path?: string;
}

type Check = (item: FalcoItem, place: Place, mistakes: Mistake[]) => void;

/** What an entry may be, by the key that makes it so. */
const checks: Record<string, Check> = {
  rule: checkRule,
  macro: checkMacro,
  list: checkList,
  required_engine_version: (item, place, mistakes) => void mistakes.push(...engineMistakes(item, place)),
  required_plugin_versions: (item, place, mistakes) => void mistakes.push(...pluginMistakes(item, place)),
};
const kinds = Object.keys(checks);

/**
 * Everything that is wrong with a rules file, as far as Falco's own loading would refuse it, or would go on without what
 * was meant. Takes the document that the file's YAML holds.
 */
export function checkRules(document: unknown, { instance, before = [], path = "" }: CheckOptions = {}): Mistake[] {
  const known = nothingKnown();
  for (const item of before) checkItem(item, { known, path: "", instance }, []);
  if (!Array.isArray(document))
    return [{ path: path || "document", got: quote(document), expected: "a list of entries" }];
  const mistakes: Mistake[] = [];
  for (const [index, item] of document.entries())
    checkItem(item, { known, path: `${path}[${index}]`, instance }, mistakes);
  return mistakes;
}

function checkItem(item: unknown, place: Place, mistakes: Mistake[]): void {
  const found = isItem(item) ? kinds.filter((kind) => kind in item) : [];
  if (found.length === 1) return checks[found[0]!]!(item as FalcoItem, place, mistakes);
  mistakes.push({ path: place.path, got: quote(item), expected: `an entry with one of ${kinds.join(", ")}` });
}
