import type { Caller, Context } from "./judge";
import { issuer, issuerArn, roleArn, type Site } from "./sites";

/** A role with policies of its own; `context` is what AWS knows of the request beside who sends it. */
export function role(site: Site, name: string, policies: Caller["policies"], context: Context = {}): Caller {
  const principal = roleArn(site, name);
  const known = {
    "aws:PrincipalArn": principal,
    "aws:PrincipalAccount": site.account,
    "kms:CallerAccount": site.account,
  };
  return { principal, policies, context: { ...known, ...context } };
}

export function service(principal: string, context: Context = {}): Caller {
  return { principal, policies: [], context };
}

export const anybody: Caller = { principal: undefined, policies: [], context: {} };

/** A policy that leaves nothing out, as far as IAM is asked. */
export function everything(action: string): Caller["policies"] {
  return [{ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: action, Resource: "*" }] }];
}

/** The caller, with more known of the request. */
export function knowing(caller: Caller, context: Context): Caller {
  return { ...caller, context: { ...caller.context, ...context } };
}

/** For what a service does: the resource for which it asks, and the account that this resource says it is of. */
export function source(arn: string, account?: string): Record<string, string> {
  return { "aws:SourceArn": arn, ...(account !== undefined && { "aws:SourceAccount": account }) };
}

/** A service account, of the cluster `main` where none is named. */
export interface Pod {
  namespace: string;
  account: string;
  cluster?: string;
}

/** Pod Identity, for the pods of a service account. */
export function pod(site: Site, { namespace, account, cluster = "main" }: Pod): Caller {
  return service("pods.eks.amazonaws.com", {
    "aws:SourceAccount": site.account,
    "aws:RequestTag/eks-cluster-name": cluster,
    "aws:RequestTag/kubernetes-namespace": namespace,
    "aws:RequestTag/kubernetes-service-account": account,
  });
}

/** Whoever shows the token of a service account, of the cluster's issuer where no other is named. */
export function token(
  site: Site,
  subject: string,
  { audience = "sts.amazonaws.com", id }: { audience?: string; id?: string } = {},
): Caller {
  const host = issuer(site, id);
  return {
    principal: issuerArn(site, id),
    policies: [],
    context: { [`${host}:aud`]: audience, [`${host}:sub`]: `system:serviceaccount:${subject}` },
  };
}
