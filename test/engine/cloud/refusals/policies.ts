import { account } from "../account";
import { isProperties, type Properties, shown, text } from "../values";
import type { World } from "./refusal";

export type Statement = Properties;

/** The statements of a policy, or what is wrong with its form. */
export function statementsOf(policy: unknown): Statement[] | string {
  let document: unknown;
  try {
    document = JSON.parse(shown(policy));
  } catch {
    return "Syntax errors in policy.";
  }
  if (!isProperties(document)) return "Syntax errors in policy.";
  if (document["Version"] !== "2012-10-17") return "The policy has no version of the language that it uses.";
  const statements = [document["Statement"]].flat().filter(isProperties);
  if (statements.length === 0) return "The policy contains no statement.";
  const sids = statements.flatMap(({ Sid }) => text(Sid) ?? []);
  if (new Set(sids).size < sids.length) return "Statement IDs (SID) in a single policy must be unique.";
  const odd = statements.find(({ Effect }) => Effect !== "Allow" && Effect !== "Deny");
  if (odd !== undefined) return "Missing required field Effect";
  if (statements.some((each) => each["Action"] === undefined && each["NotAction"] === undefined))
    return "Missing required field Action";
  return statements;
}

/** Members of a list, or the one that stands without it. */
export function listed(value: unknown): string[] {
  return [value].flat().flatMap((each) => text(each) ?? []);
}

/** Principals of a kind, `AWS` or `Service`. */
export function principals({ Principal }: Statement, kind: string): string[] {
  return isProperties(Principal) ? listed(Principal[kind]) : listed(Principal);
}

/** A role of the account that a policy names and that does not exist. AWS looks it up where the policy is stored. */
export function missingRole(statements: readonly Statement[], world: World): string | undefined {
  return statements
    .flatMap((each) => principals(each, "AWS"))
    .find((arn) => {
      const [, id, name] = /^arn:[^:]+:iam::(\d+):role\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
      return id === account.id && name !== account.callerRole && world.find("aws:iam/role:Role", name) === undefined;
    });
}

/** Whether a text fits one of some patterns, in which `*` stands for anything and `?` for one character. */
export function fits(value: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, "\\$&");
    return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`).test(value);
  });
}

/** A call of a service, as a policy of a key or a bucket judges it. */
export interface Call {
  service: string;
  action: string;
  resource?: string;
  /** Values by condition key; one that is not known here lets the condition hold. */
  context: Record<string, string>;
}

/** Whether one of the statements lets a service do something. */
export function lets(statements: readonly Statement[], { service, action, resource, context }: Call): boolean {
  return statements.some(
    (each) =>
      each["Effect"] === "Allow" &&
      fits(service, principals(each, "Service")) &&
      fits(
        action.toLowerCase(),
        listed(each["Action"]).map((name) => name.toLowerCase()),
      ) &&
      (resource === undefined || fits(resource, listed(each["Resource"]))) &&
      holds(each["Condition"], context),
  );
}

function holds(condition: unknown, context: Record<string, string>): boolean {
  if (!isProperties(condition)) return true;
  return Object.values(condition)
    .filter(isProperties)
    .every((tests) =>
      Object.entries(tests).every(
        ([key, allowed]) => context[key] === undefined || fits(context[key], listed(allowed)),
      ),
    );
}

/** Whether a role may be taken by a service. */
export function trusts(world: World, roleArn: unknown, service: string): boolean {
  const role = world.find("aws:iam/role:Role", roleArn);
  const statements = statementsOf(role?.inputs["assumeRolePolicy"]);
  return typeof statements !== "string" && lets(statements, { service, action: "sts:AssumeRole", context: {} });
}
