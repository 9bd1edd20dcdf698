import { createHash } from "node:crypto";
import {
  anonymousPrincipal,
  runSimulation,
  runUnsafeSimulation,
  type Simulation,
  typeForContextKey,
} from "@cloud-copilot/iam-simulate";
import type { Policy } from "./rights";

/** By key; several values where a key has several, as the keys of tags have. */
export type Context = Record<string, string | string[]>;

/** Who asks, and what AWS would know of the request. */
export interface Caller {
  /** ARN, or name of a service; undefined is anybody without credentials. */
  principal: string | undefined;
  policies: Policy[];
  context: Context;
  /** Policy of the VPC endpoint that the request passes. */
  endpoint?: Policy;
}

export interface Target {
  arn: string;
  account: string;
  /** Policy of the resource itself. */
  policy?: Policy;
}

/** A target, and every action that is asked of it. */
export interface Asked {
  target: Target;
  actions: string[];
  /** What AWS knows of the target, or of a request to it, whoever asks: its tags, for example. */
  context?: Context;
}

/**
 * Whether AWS would allow it. Throws when the simulator cannot tell: a policy it refuses, an action that does not exist
 * or does not take the resource, a context key that nobody knows. A key that the action does not carry is left out, as
 * AWS does.
 */
export async function isAllowed(caller: Caller, action: string, target: Target): Promise<boolean> {
  const asked = withIssuer(withEncryptionContext(withService(requestOf(caller, action, target))));
  for (const key of Object.keys(asked.request.contextVariables)) {
    if (keys.has(key)) continue;
    await typeForContextKey(key);
    keys.add(key);
  }
  const simulation = withoutIdleContext(asked);
  const known = createHash("sha256")
    .update(JSON.stringify(withoutIdleCaller(simulation)))
    .digest("base64");
  const verdict = verdicts.get(known) ?? judge(simulation);
  verdicts.set(known, verdict);
  return verdict;
}

/** By target, those of its actions that AWS would allow. */
export async function allowedOf(caller: Caller, targets: Record<string, Asked>): Promise<Record<string, string[]>> {
  const allowed: Record<string, string[]> = {};
  for (const [name, { target, actions, context }] of Object.entries(targets)) {
    const asking = { ...caller, context: { ...caller.context, ...context } };
    for (const action of actions) {
      if (await isAllowed(asking, action, target)) (allowed[name] ??= []).push(action);
    }
  }
  return allowed;
}

/** Context keys that somebody knows. */
const keys = new Set<string>();

/** What was asked before, for tables ask the same again where no policy heeds what differs. */
const verdicts = new Map<string, Promise<boolean>>();

async function judge(simulation: Simulation): Promise<boolean> {
  const { action: asked, resource: at } = simulation.request;
  if (beyondItsData[asked]?.test(at.resource)) return runUnsafeSimulation(simulation, {}) === "Allowed";
  const verdict = await runSimulation(simulation, {});
  if (verdict.resultType !== "single") {
    const { action, resource } = simulation.request;
    throw new Error(`no verdict on ${action} on ${resource.resource}: ${JSON.stringify(verdict)}`);
  }
  return verdict.overallResult === "Allowed";
}

const taggedBalancing = /:(targetgroup|listener|listener-rule)\//;

/**
 * By action, resources that AWS documents for it and the simulator does not know: its data holds one of the two
 * interfaces of Elastic Load Balancing where both have an action of that name, and gives metrics an ARN that only some
 * of them have. Of these it judges the policies alone, and not whether the action takes the resource.
 */
const beyondItsData: Record<string, RegExp> = {
  "elasticloadbalancing:AddTags": taggedBalancing,
  "elasticloadbalancing:RemoveTags": taggedBalancing,
  "elasticloadbalancing:SetWebAcl": /:loadbalancer\/app\//,
  "cloudwatch:PutMetricData": /^\*$/,
};

function requestOf(caller: Caller, action: string, target: Target): Simulation {
  return {
    request: {
      principal: caller.principal ?? anonymousPrincipal,
      action,
      resource: { resource: target.arn, accountId: target.account },
      contextVariables: caller.context,
    },
    identityPolicies: caller.policies
      .map((policy) => about(action.split(":")[0]!, policy))
      .filter(({ Statement }) => Statement.length > 0)
      .map((policy, index) => ({ name: `policy-${index}`, policy })),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    ...(target.policy === undefined ? {} : { resourcePolicy: target.policy }),
    ...(caller.endpoint === undefined ? {} : { vpcEndpointPolicies: [endpointPolicy(caller.endpoint)] }),
  };
}

const byService = new WeakMap<Policy, Record<string, Policy>>();

/** Without statements that name actions of other services only: they decide nothing, and a large policy is slow to judge. */
function about(service: string, policy: Policy): Policy {
  const known = byService.get(policy) ?? {};
  byService.set(policy, known);
  return (known[service] ??= { ...policy, Statement: policy.Statement.filter((each) => concerns(service, each)) });
}

function concerns(service: string, statement: Policy["Statement"][number]): boolean {
  const actions = statement["Action"] as string | string[] | undefined;
  if (actions === undefined) return true;
  return [actions].flat().some((action) => action === "*" || action.startsWith(`${service}:`));
}

/** Of an endpoint's policy the simulator takes the short form of everybody only; to AWS the two are one. */
function endpointPolicy(policy: Policy): NonNullable<Simulation["vpcEndpointPolicies"]>[number] {
  const text = JSON.stringify(policy).replaceAll('{"AWS":"*"}', '"*"');
  return { name: "endpoint", policy: JSON.parse(text) as Policy };
}

/** Without what no policy asks for: a condition or a variable names its key, so nothing else can decide. */
function withoutIdleContext(simulation: Simulation): Simulation {
  const { request, ...policies } = simulation;
  const heeded = JSON.stringify(policies).toLowerCase();
  const contextVariables = Object.fromEntries(
    Object.entries(request.contextVariables).filter(([key]) => heeded.includes(key.toLowerCase())),
  );
  return { ...simulation, request: { ...request, contextVariables } };
}

/** Without the name of a role that no policy names: it is then any role of its account. What it is known by is in the context. */
function withoutIdleCaller(simulation: Simulation): Simulation {
  const { request, ...policies } = simulation;
  const { principal } = request;
  if (typeof principal !== "string" || JSON.stringify(policies).includes(principal)) return simulation;
  return { ...simulation, request: { ...request, principal: principal.replace(/:role\/.*$/, ":role/") } };
}

/**
 * The simulator takes for a service only what ends in `amazonaws.com`. So one of China, if it is the one that asks, gets
 * such a name, there and in the policies; one that only a policy names keeps its own, and never matches.
 */
function withService(simulation: Simulation): Simulation {
  const { principal } = simulation.request;
  const suffix = ".amazonaws.com.cn";
  if (typeof principal !== "string" || !principal.endsWith(suffix)) return simulation;
  const name = `${principal.slice(0, -suffix.length)}.cn.amazonaws.com`;
  return JSON.parse(
    JSON.stringify(simulation).replaceAll(JSON.stringify(principal), JSON.stringify(name)),
  ) as Simulation;
}

const encryptionContext = "kms:EncryptionContext:";

/**
 * The simulator knows keys of an encryption context under the name that AWS's documentation gives them all, and drops
 * any other. So the key of a request gets that name, there and in the policies; one that only a policy has keeps its
 * own, and never matches.
 */
function withEncryptionContext(simulation: Simulation): Simulation {
  const keys = Object.keys(simulation.request.contextVariables).filter((key) => key.startsWith(encryptionContext));
  if (keys.length > 1) throw new Error(`one key of an encryption context at a time, not ${keys.join(", ")}`);
  if (keys.length === 0) return simulation;
  const text = JSON.stringify(simulation).replaceAll(
    `"${keys[0]}":`,
    `"${encryptionContext}\${EncryptionContextKey}":`,
  );
  return JSON.parse(text) as Simulation;
}

/**
 * The simulator knows only the large issuers of tokens by name. So the issuer of the token that a request brings gets the
 * name of one of them, there and in the policies; one that only a policy names keeps its own, and never matches.
 */
function withIssuer(simulation: Simulation): Simulation {
  const issuers = Object.keys(simulation.request.contextVariables)
    .filter((key) => key.startsWith("oidc."))
    .map((key) => key.slice(0, key.lastIndexOf(":")));
  const [host, ...others] = [...new Set(issuers)];
  if (others.length > 0) throw new Error(`one issuer at a time, not ${issuers.join(", ")}`);
  if (host === undefined) return simulation;
  return JSON.parse(JSON.stringify(simulation).replaceAll(`"${host}:`, '"accounts.google.com:')) as Simulation;
}
