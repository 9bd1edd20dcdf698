import { join } from "node:path";
import type { Registration } from "../../../cli/preview/types";
import { configOf, type environments, root } from "../../stacks/config";
import { record } from "../../support/recorder";
import type { ApiObject } from "./api-client";
import { knownInputs } from "./known-later";

export type Environment = (typeof environments)[number];

const program = join(root, "stacks/index.ts");

/** What the program of an environment registers. */
export async function recordEnvironment(stack: Environment): Promise<Registration[]> {
  const { registrations } = await record(
    () => {
      delete require.cache[program];
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- the program runs when it is loaded, once per environment
      return require(program) as unknown;
    },
    { project: "rampart", stack, config: configOf(`Pulumi.${stack}.yaml`) },
  );
  return registrations;
}

/** Whether a resource is an object of Kubernetes: a release is none, its chart makes some. */
export function isObject({ type, custom }: Registration): boolean {
  return custom && type.startsWith("kubernetes:") && typeOf(type).apiVersion !== "helm.sh/v3";
}

/** `kubernetes:apps/v1:Deployment` → `apps/v1` and `Deployment`; the core group has no name in an apiVersion. */
export function typeOf(type: string): { apiVersion: string; kind: string } {
  const [, apiVersion = "", kind = ""] = type.split(":");
  return { apiVersion: apiVersion.replace(/^core\//, ""), kind };
}

/** The object that a provider would send: with values in place of what is unknown before a deployment, and with a name. */
export function objectOf(registration: Registration): ApiObject {
  const { type, name } = registration;
  const object = knownInputs(registration);
  const metadata = (object["metadata"] ?? {}) as Record<string, unknown>;
  return {
    ...object,
    ...typeOf(type),
    // Pulumi names what the program does not: the resource's name and a random end.
    metadata: { ...metadata, name: (metadata["name"] as string | undefined) ?? `${name}-0a1b2c3d` },
  };
}

/**
 * Does something for every resource as the engine would: when all that it depends on is done, and side by side with what
 * it does not depend on.
 */
export async function inOrder(
  registrations: readonly Registration[],
  act: (registration: Registration) => Promise<void>,
): Promise<void> {
  const byUrn = new Map(registrations.map((each) => [each.urn, each]));
  const done = new Map<string, Promise<void>>();
  const visit = (urn: string): Promise<void> => {
    const registration = byUrn.get(urn);
    if (registration === undefined) throw new Error(`something depends on ${urn}, which is not registered`);
    const started = done.get(urn);
    if (started !== undefined) return started;
    const before = dependenciesOf(registration).map(visit);
    const promise = Promise.all(before).then(() => act(registration));
    done.set(urn, promise);
    return promise;
  };
  await Promise.all(registrations.map(({ urn }) => visit(urn)));
}

/** URNs of what must be there first: named or used resources, and what the provider waits for. */
function dependenciesOf({ dependencies, propertyDependencies, provider }: Registration): string[] {
  // A provider is a URN and an id; a default one is no resource of the program.
  const providers = provider === "" ? [] : [provider.split("::").slice(0, -1).join("::")];
  const named = [...dependencies, ...Object.values(propertyDependencies).flat(), ...providers];
  return [...new Set(named)].filter((urn) => !urn.split("::").at(-1)!.startsWith("default"));
}

/** The version that the stack's cluster is to have: it decides which rules are installed. */
export function kubernetesVersionOf(registrations: readonly Registration[]): string {
  const cluster = registrations.find(({ type }) => type === "rampart:index:CompliantCluster");
  return String(cluster!.inputs["kubernetesVersion"]);
}

/** Whether a resource is one of Gatekeeper's rules. */
export function isPolicy({ type }: Registration): boolean {
  return /^kubernetes:(templates|constraints)\.gatekeeper\.sh\//.test(type);
}
