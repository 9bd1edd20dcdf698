import { celEnv, type CelInput, type CelResult, type CelValue, plan } from "@bufbuild/cel";
import { strings } from "@bufbuild/cel/ext";
import { RE2JS } from "@bufbuild/re2";
import type { ObjectRule, RuleParameters, RuleVariable } from "../../../catalogue";
import { byText } from "./by-text";
import { isUnstatedResult, patchValue } from "./patches";
import { parseForPatches, parseStrictly, strictFunctions } from "./strict";
import { bindings, isUnknownResult, toCelValue } from "./values";
import { watched } from "./watched";

/** Unstated: a patch leaves it to the object that it is applied to. */
export type RuleResult = true | false | "unknown" | "unstated" | "error";

/** An object with what the rules share, computed once, and when it is asked for. */
export interface BoundObject {
  object: Record<string, unknown>;
  parameters: RuleParameters;
  patch: boolean;
  input: Record<string, CelInput>;
}

interface CompiledRule {
  rule: ObjectRule;
  /** Whether the object meets the rule. */
  evaluate: (object: BoundObject) => RuleResult;
}

export interface BindOptions {
  parameters: RuleParameters;
  /** Whether the object is a patch, applied over one that is not seen. @default false */
  patch?: boolean;
}

export interface Rulebook {
  rules: readonly CompiledRule[];
  bind: (object: Record<string, unknown>, options: BindOptions) => BoundObject;
}

type Program = (input: Record<string, CelInput>) => CelResult;

interface Programs {
  shared: ReadonlyMap<string, Program>;
  rules: readonly Program[];
}

/** The library's own engine, which makes a pattern anew for each text. Those of the rules stand in their texts, so they are few. */
const re2 = { compile: byText((pattern) => RE2JS.compile(pattern)) };

const env = celEnv({ funcs: [...strings, ...strictFunctions], re2 });

/** Makes a program of each text once: sets share variables, and rules hold in many versions. */
const compiler = (parseIt: typeof parseStrictly) => byText((expression): Program => plan(env, parseIt(expression)));

const strictly = compiler(parseStrictly);
const forPatches = compiler(parseForPatches);

/** Compiles rules and their variables; an expression that does not parse throws here. */
export function compile(rules: readonly ObjectRule[], variables: readonly RuleVariable[]): Rulebook {
  const programs = (program: typeof strictly): Programs => ({
    shared: new Map(variables.map(({ name, expression }) => [name, program(expression)])),
    rules: rules.map(({ expression }) => program(expression)),
  });
  const whole = programs(strictly);
  let patches: Programs | undefined;
  const of = (patch: boolean) => (patch ? (patches ??= programs(forPatches)) : whole);
  const bind: Rulebook["bind"] = (object, { parameters, patch = false }) => {
    const input = inputOf(patch ? patchValue(object) : toCelValue(object)!, parameters, of(patch).shared);
    return { object, parameters, patch, input };
  };
  return {
    bind,
    rules: rules.map((rule, index) => ({
      rule,
      evaluate: (bound) => {
        const run = of(bound.patch).rules[index]!;
        const result = decide(run(bound.input));
        return result === "unstated" && readsUnknown(bound, (again) => run(again.input)) ? "unknown" : result;
      },
    })),
  };

  /** Where an unknown meets what a patch leaves out, the library forgets one of the two. */
  function readsUnknown(
    { object, parameters, patch }: BoundObject,
    evaluate: (bound: BoundObject) => unknown,
  ): boolean {
    let read = false;
    const seen = () => (read = true);
    evaluate(bind(watched(object, seen), { parameters: watched(parameters, seen), patch }));
    return read;
  }
}

function inputOf(
  anyObject: CelValue,
  parameters: RuleParameters,
  shared: Programs["shared"],
): Record<string, CelInput> {
  const values = new Map<string, CelValue>([["anyObject", anyObject]]);
  const lists: Readonly<Record<string, readonly string[]>> = parameters;
  const compute = (name: string) =>
    Object.hasOwn(lists, name) ? toCelValue(lists[name]) : (shared.get(name)?.(input) as CelValue | undefined);
  const input = bindings(["anyObject", ...Object.keys(lists), ...shared.keys()], (name) => {
    if (!values.has(name)) {
      const value = compute(name);
      if (value !== undefined) values.set(name, value);
    }
    return values.get(name);
  });
  return input;
}

function decide(result: CelResult): RuleResult {
  if (typeof result === "boolean") return result;
  if (isUnknownResult(result)) return "unknown";
  return isUnstatedResult(result) ? "unstated" : "error";
}
