import type { Caller } from "./judge";
import { roleArn, type Site } from "./sites";

/** A role with policies of its own; `context` is what AWS knows of the request beside who sends it. */
export function role(
  site: Site,
  name: string,
  policies: Caller["policies"],
  context: Record<string, string> = {},
): Caller {
  const principal = roleArn(site, name);
  const known = {
    "aws:PrincipalArn": principal,
    "aws:PrincipalAccount": site.account,
    "kms:CallerAccount": site.account,
  };
  return { principal, policies, context: { ...known, ...context } };
}

export function service(principal: string, context: Record<string, string> = {}): Caller {
  return { principal, policies: [], context };
}

export const anybody: Caller = { principal: undefined, policies: [], context: {} };

/** A policy that leaves nothing out, as far as IAM is asked. */
export function everything(action: string): Caller["policies"] {
  return [{ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: action, Resource: "*" }] }];
}

/** The caller, with more known of the request. */
export function knowing(caller: Caller, context: Record<string, string>): Caller {
  return { ...caller, context: { ...caller.context, ...context } };
}

/** For what a service does: the resource for which it asks, and the account that this resource says it is of. */
export function source(arn: string, account?: string): Record<string, string> {
  return { "aws:SourceArn": arn, ...(account !== undefined && { "aws:SourceAccount": account }) };
}
