import type * as pulumi from "@pulumi/pulumi";
import {
  type Mistake,
  oneOf,
  optional,
  type Optional,
  type PartDeclaration,
  Provision,
  quote,
  text,
} from "../../catalogue/contracts";

/** What every part's arguments have in common. */
export interface PartArgs {
  mode?: Provision;
  vouchedBy?: string;
}

/** Who provides a part, with every default filled in. */
export interface PartSettings {
  mode: Provision;
  /** Id, name or ARN of what exists; only with `existing`. */
  reference?: pulumi.Input<string>;
  /** Only with `inherited`. */
  vouchedBy?: string;
}

/** What a part makes of its arguments. */
export interface PartRules<A> {
  /** The argument that names what exists; absent where a part cannot be `existing`. */
  reference?: keyof A & string;
  /** Arguments that mean something in other modes than `create`. */
  always?: readonly (keyof A & string)[];
}

/** The members of a part's shape that say who provides it. */
export function partMembers<const M extends readonly Provision[]>(
  modes: M,
): { mode: Optional<M[number]>; vouchedBy: Optional<string> } {
  return { mode: optional(oneOf(modes)), vouchedBy: optional(text("who vouches for it, and where that is written")) };
}

/**
 * Who provides a part. Notes a missing reference or voucher, and every argument that would be ignored in that mode:
 * whoever wrote it expects something of it.
 */
export function resolvePart<A extends PartArgs>(
  path: string,
  args: A,
  { reference, always = [] }: PartRules<A>,
  mistakes: Mistake[],
): PartSettings {
  const mode = args.mode ?? Provision.Create;
  const misread = mistakes.some((mistake) => mistake.path === `${path}.mode`);
  if (misread) return { mode };
  const needed = { [Provision.Create]: undefined, [Provision.Existing]: reference, [Provision.Inherited]: "vouchedBy" };
  const key = needed[mode];
  const meant = new Set<string>(["mode", ...always, ...(key === undefined ? [] : [key])]);
  if (key !== undefined && args[key as keyof A] === undefined) {
    mistakes.push({ path: `${path}.${key}`, got: "nothing", expected: `a value, because ${path}.mode is ${mode}` });
  }
  const own = Object.keys(args).filter((each) => args[each as keyof A] !== undefined && !meant.has(each));
  const elsewhere = new Set<string>(["vouchedBy", ...(reference === undefined ? [] : [reference])]);
  for (const each of mode === Provision.Create ? own.filter((name) => elsewhere.has(name)) : own) {
    const got = quote(args[each as keyof A]);
    mistakes.push({ path: `${path}.${each}`, got, expected: `nothing while ${path}.mode is ${mode}` });
  }
  const value = key === undefined ? undefined : args[key as keyof A];
  if (value === undefined) return { mode };
  return mode === Provision.Inherited
    ? { mode, vouchedBy: value as string }
    : { mode, reference: value as pulumi.Input<string> };
}

/** What policies and evidence see of a part. */
export function declarePart({ mode, reference, vouchedBy }: PartSettings): PartDeclaration {
  return {
    mode,
    // Known only later where it comes from another stack; the type is that of what policies read.
    ...(reference !== undefined && { reference: reference as string }),
    ...(vouchedBy !== undefined && { vouchedBy }),
  };
}
