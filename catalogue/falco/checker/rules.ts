import { type Mistake, quote } from "../../contracts/mistake";
import { type FalcoItem, FalcoPriority, FalcoSource } from "../contracts";
import { readCondition } from "./conditions";
import { readExceptions } from "./exceptions";
import { expectForm, isText, unknownKeys } from "./forms";
import type { KnownException, KnownRule, Place } from "./known";
import { outputMistakes } from "./outputs";
import { readOverride } from "./overrides";
import { definitionMistakes } from "./vocabulary";

const required = ["desc", "condition", "output", "priority"];
const flags = ["enabled", "warn_evttypes", "skip-if-unknown-filter", "capture"];
const keys = ["rule", ...required, "source", ...flags, "capture_duration", "tags", "exceptions", "override"];
const priorities: readonly string[] = [...Object.values(FalcoPriority), "info"];
const sources: readonly string[] = Object.values(FalcoSource);

/** Checks a rule, and remembers it for what comes later. */
export function checkRule(item: FalcoItem, place: Place, mistakes: Mistake[]): void {
  const { known, path } = place;
  mistakes.push(...unknownKeys(item, keys, path));
  if (!expectForm(isText(item["rule"]), `${path}.rule`, item["rule"], "a name", mistakes)) return;
  const name = item["rule"] as string;
  const before = known.rules.get(name);
  const override = readOverride(item, "rule", path, mistakes);
  mistakes.push(...definitionMistakes("rule", item, before !== undefined, [...known.rules.keys()], path));
  if (item["override"] === undefined)
    for (const key of required) expectForm(isText(item[key]), `${path}.${key}`, item[key], "a text", mistakes);
  formMistakes(item, path, mistakes);
  const source = sourceOf(item, before, place, mistakes);
  const rule: KnownRule = before ?? { source, condition: "", exceptions: new Map() };
  known.rules.set(name, {
    source,
    condition: conditionOf(item, rule, override["condition"] === "append", { ...place, source }, mistakes),
    exceptions: exceptionsOf(item, rule, override["exceptions"] === "append", { ...place, source }, mistakes),
  });
  if (isText(item["output"])) mistakes.push(...outputMistakes(item["output"], [source], `${path}.output`));
}

/** What is wrong with the plain keys. */
function formMistakes(item: FalcoItem, path: string, mistakes: Mistake[]): void {
  const { priority, tags } = item;
  if (isText(priority))
    expectForm(
      priorities.includes(priority.toLowerCase()),
      `${path}.priority`,
      priority,
      `one of ${priorities.join(", ")}`,
      mistakes,
    );
  for (const flag of flags.filter((each) => item[each] !== undefined))
    expectForm(typeof item[flag] === "boolean", `${path}.${flag}`, item[flag], "true or false", mistakes);
  if (tags !== undefined)
    expectForm(Array.isArray(tags) && tags.every(isText), `${path}.tags`, tags, "a list of texts", mistakes);
}

/** The source of a rule. Falco skips a rule of a source that it does not have, and a redefinition cannot change it. */
function sourceOf(
  item: FalcoItem,
  before: KnownRule | undefined,
  { path, instance }: Place,
  mistakes: Mistake[],
): FalcoSource {
  const at = `${path}.source`;
  const own = before?.source ?? FalcoSource.Syscall;
  const written = item["source"] ?? own;
  if (!expectForm(sources.includes(written as string), at, written, `one of ${sources.join(", ")}`, mistakes))
    return own;
  const source = written as FalcoSource;
  if (before !== undefined && source !== before.source)
    mistakes.push({
      path: at,
      got: quote(source),
      expected: `${before.source}, the source of the rule that it changes`,
    });
  else if (instance !== undefined && source !== instance)
    mistakes.push({
      path: at,
      got: source,
      expected: `\`source: ${instance}\`: this Falco skips rules of another source`,
    });
  return source;
}

type RulePlace = Place & { source: FalcoSource };

function conditionOf(
  item: FalcoItem,
  before: KnownRule,
  appends: boolean,
  place: RulePlace,
  mistakes: Mistake[],
): string {
  if (!isText(item["condition"])) return before.condition;
  const head = appends && before.condition !== "" ? `${before.condition} ` : "";
  const text = `${head}${item["condition"]}`;
  readCondition({ text, from: head.length, sources: [place.source], complete: true }, place, mistakes);
  return text;
}

function exceptionsOf(item: FalcoItem, before: KnownRule, appends: boolean, place: RulePlace, mistakes: Mistake[]) {
  if (item["exceptions"] === undefined) return before.exceptions;
  const defined: KnownRule["exceptions"] = appends ? before.exceptions : new Map<string, KnownException>();
  const around = { path: `${place.path}.exceptions`, sources: [place.source], known: place.known, defined };
  return readExceptions(item["exceptions"], around, mistakes);
}
