import { celEnv, type CelInput, type CelResult, parse, plan } from "@bufbuild/cel";
import { strings } from "@bufbuild/cel/ext";
import { RuleParameter, type RuleParameters, type RuleSet, ruleSets, setsAt } from "../../../catalogue";
import type { Json } from "./pods";

const env = celEnv({ funcs: strings });
const programs = new Map<string, (bindings: Record<string, CelInput>) => CelResult>();

function run(expression: string, variables: Record<string, CelInput>): CelResult {
  const program = programs.get(expression) ?? plan(env, parse(expression));
  programs.set(expression, program);
  return program({ variables });
}

export interface Circumstances {
  /** Kubernetes version of the cluster. @default not known */
  version?: string;
  /** Lists that rules compare with. @default empty ones */
  parameters?: Partial<RuleParameters>;
}

/** Ids of the rules of a set that an object breaks. Throws when a rule decides nothing. */
export function brokenIn(set: RuleSet, object: Json, { version, parameters }: Circumstances = {}): string[] {
  const [{ rules, variables }] = setsAt([set], version) as [RuleSet];
  const bound: Record<string, CelInput> = { anyObject: object as CelInput };
  for (const name of Object.values(RuleParameter)) bound[name] = [...(parameters?.[name] ?? [])];
  for (const { name, expression } of variables) bound[name] = run(expression, bound) as CelInput;
  return rules
    .filter(({ id, expression }) => {
      const result = run(expression, bound);
      if (typeof result !== "boolean") throw new Error(`${id} decides neither true nor false`);
      return !result;
    })
    .map(({ id }) => id);
}

const pods = ruleSets.find(({ id }) => id === "pods")!;

/** Ids of the pod rules that an object breaks. */
export const broken = (object: Json, version = "1.36"): string[] => brokenIn(pods, object, { version });
