import * as pulumi from "@pulumi/pulumi";
import { formatMistake, type Mistake } from "../../catalogue/contracts";
import { isMap, type Values } from "./values";

/**
 * Throws one error that lists every mistake in a component's arguments; returns when there is none.
 * Called before `super`, so that nothing is registered when it throws.
 */
export function refuseMistakes(component: string, mistakes: readonly Mistake[]): void {
  if (mistakes.length === 0) return;
  const lines = mistakes.map((mistake) => `  ${formatMistake(mistake)}`);
  throw new pulumi.InputPropertiesError({
    message: [`${component}: ${count(mistakes.length)} in its arguments`, ...lines].join("\n"),
    errors: mistakes.map(({ path, got, expected }) => ({
      propertyPath: path,
      reason: `got ${got}; expected ${expected}`,
    })),
  });
}

/**
 * The arguments without what is wrong in their form, as if that had not been given, so that the rest can be checked as
 * well and all mistakes are told at once. A list with a wrong element is left out as a whole.
 */
export function soundPart<T extends object>(args: T, mistakes: readonly Mistake[]): Partial<T> {
  return mistakes.reduce<Values>(
    (sound, { path }) => without(sound, path.split("[")[0]!.split(".")),
    isMap(args) ? args : {},
  ) as Partial<T>;
}

/** A copy without what stands at a path; without the last map on the way when the path leads nowhere. */
function without(values: Values, [key, ...rest]: string[]): Values {
  const next = values[key!];
  const others = Object.fromEntries(Object.entries(values).filter(([name]) => name !== key));
  if (rest.length === 0 || !isMap(next) || !Object.hasOwn(next, rest[0]!)) return others;
  return { ...others, [key!]: without(next, rest) };
}

function count(mistakes: number): string {
  return mistakes === 1 ? "one mistake" : `${mistakes} mistakes`;
}
