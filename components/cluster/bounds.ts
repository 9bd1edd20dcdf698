import type { Mistake, Parameter } from "../../catalogue";

/** What is wrong with a number by the regimes in force, each bound with the requirements that set it. */
export function boundMistakes(
  path: string,
  value: number,
  { min, max }: { min?: Parameter<number>; max?: Parameter<number> },
): Mistake[] {
  const got = String(value);
  if (min !== undefined && value < min.value)
    return [{ path, got, expected: `${min.value} or more (${reasonsOf(min)})` }];
  if (max !== undefined && value > max.value)
    return [{ path, got, expected: `${max.value} or less (${reasonsOf(max)})` }];
  return [];
}

/** The requirements that set a parameter, as an error names them. */
export function reasonsOf({ because }: Pick<Parameter<unknown>, "because">): string {
  if (because.length === 0) return "Rampart's own bound";
  return because.map(({ regime, requirement }) => `${regime} ${requirement}`).join(", ");
}
