import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";
import { reason, type Statement } from "../../../components/aws";
import { policyOf } from "../recorded";

export interface WrittenStatement {
  /** Why it may have a wildcard, as its author says. */
  because: string | undefined;
  /** What AWS gets. */
  rendered: Record<string, unknown>;
}

/** A policy that a component wrote, each statement as it was written and as it is rendered. */
export interface WrittenPolicy {
  /** From `fingerprint`. */
  policy: string;
  statements: WrittenStatement[];
}

/** Hears of what may be a policy that is made of statements. */
type Listener = (value: unknown) => void;

/** The module itself, not a copy of its names: components find a function in it when they call it. */
const sdk = createRequire(__filename)("@pulumi/pulumi") as { jsonStringify: typeof pulumi.jsonStringify };

/**
 * Runs something, and hears of every policy that it writes. A statement's reason is gone from the rendered policy, so it
 * is taken on the way there: `policyDocument` hands its statements to `pulumi.jsonStringify`; of policies that stay
 * objects, whoever sees them has to tell.
 */
export async function hearPolicies<T>(
  run: (tell: Listener) => Promise<T>,
): Promise<{ result: T; written: WrittenPolicy[] }> {
  const written: WrittenPolicy[] = [];
  const tell: Listener = (value) => {
    const statements = statementsOf(value);
    if (statements.length === 0) return;
    pulumi.output(value as object).apply((known) => written.push(policyFrom(known, statements)));
  };
  const { jsonStringify } = sdk;
  sdk.jsonStringify = (value, ...rest) => {
    tell(value);
    return jsonStringify(value, ...rest);
  };
  try {
    return { result: await run(tell), written };
  } finally {
    sdk.jsonStringify = jsonStringify;
  }
}

/** One text for each policy, whether it is registered as an object or as JSON, in whatever order of its keys. */
export function fingerprint(policy: unknown): string {
  return JSON.stringify(policyOf(policy), (_key, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

function statementsOf(value: unknown): Statement[] {
  if (typeof value !== "object" || value === null || !("Statement" in value)) return [];
  const statements = Array.isArray(value.Statement) ? (value.Statement as unknown[]) : [];
  return statements.filter((each): each is Statement => typeof each === "object" && each !== null && reason in each);
}

function policyFrom(policy: unknown, statements: Statement[]): WrittenPolicy {
  // As it leaves: what is undefined is no part of it.
  const text = JSON.stringify(policy);
  const rendered = policyOf(text).Statement;
  return {
    policy: fingerprint(text),
    statements: statements.map((each, index) => ({ because: each[reason], rendered: rendered[index]! })),
  };
}
