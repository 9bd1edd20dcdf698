import { anonymousPrincipal, runSimulation, type Simulation, typeForContextKey } from "@cloud-copilot/iam-simulate";
import type { Policy } from "./rights";

/** Who asks, and what AWS would know of the request. */
export interface Caller {
  /** ARN, or name of a service; undefined is anybody without credentials. */
  principal: string | undefined;
  policies: Policy[];
  context: Record<string, string>;
}

export interface Target {
  arn: string;
  account: string;
  /** Policy of the resource itself. */
  policy?: Policy;
}

/**
 * Whether AWS would allow it. Throws when the simulator cannot tell: a policy it refuses, an action that does not exist
 * or does not take the resource, a context key that nobody knows. A key that the action does not carry is left out, as
 * AWS does.
 */
export async function isAllowed(caller: Caller, action: string, target: Target): Promise<boolean> {
  const simulation = withEncryptionContext(withService(requestOf(caller, action, target)));
  for (const key of Object.keys(simulation.request.contextVariables)) await typeForContextKey(key);
  const verdict = await runSimulation(simulation, {});
  if (verdict.resultType !== "single") {
    throw new Error(`no verdict on ${action} on ${target.arn}: ${JSON.stringify(verdict)}`);
  }
  return verdict.overallResult === "Allowed";
}

function requestOf(caller: Caller, action: string, target: Target): Simulation {
  return {
    request: {
      principal: caller.principal ?? anonymousPrincipal,
      action,
      resource: { resource: target.arn, accountId: target.account },
      contextVariables: caller.context,
    },
    identityPolicies: caller.policies.map((policy, index) => ({ name: `policy-${index}`, policy })),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    ...(target.policy === undefined ? {} : { resourcePolicy: target.policy }),
  };
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
