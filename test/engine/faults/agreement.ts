import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Lab } from "../lab/lab";
import type { StateResource } from "../lab/state";

/** What the cloud and the state of a stack do not agree about. Empty when nothing is lost and nothing is left over. */
export function disagreements(lab: Pick<Lab, "cloud" | "state" | "env">): string[] {
  const { resources, pending } = lab.state();
  const inState = new Set(resources.filter(isOfCloud).map(({ urn, id }) => `${urn} with the id ${id}`));
  const inCloud = new Set(lab.cloud.all().map(({ urn, id }) => `${urn} with the id ${id}`));
  return [
    ...[...inCloud].filter((each) => !inState.has(each)).map((each) => `only in the cloud: ${each}`),
    ...[...inState].filter((each) => !inCloud.has(each)).map((each) => `only in the state: ${each}`),
    ...resources.filter((each) => each.delete === true).map(({ urn }) => `waits for its deletion: ${urn}`),
    ...pending.map(({ type, resource }) => `pending: ${type} ${resource.urn}`),
    ...locks(lab.env).map((file) => `lock: ${file}`),
  ];
}

/**
 * What a destroy that is not at its end has lost: something in the cloud that nobody will delete, or something in the
 * state whose deletion nobody asked for and that is gone. What goes with the cluster is struck out of the state first;
 * it is safe as long as the cluster is there.
 */
export function lostOnTheWay(lab: Lab, goesWith: ReadonlyMap<string, string>, asked: ReadonlySet<string>): string[] {
  const kept = lab.state().resources.filter(isOfCloud);
  const inState = new Set(kept.map(({ urn }) => urn));
  const inCloud = new Set(lab.cloud.all().map(({ urn }) => urn));
  return [
    ...[...inCloud].filter((urn) => !inState.has(urn) && !inState.has(goesWith.get(urn) ?? "")),
    ...[...inState].filter((urn) => !inCloud.has(urn) && !asked.has(urn)),
  ];
}

/** Whether a resource of a state is something in a cloud: no component, and not the engine's record of a provider. */
export function isOfCloud({ custom, type }: Pick<StateResource, "custom" | "type">): boolean {
  return custom && !type.startsWith("pulumi:providers:");
}

/** Files by which a run keeps others away from its stack. */
function locks(env: NodeJS.ProcessEnv): string[] {
  const folder = join(env["PULUMI_BACKEND_URL"]!.replace("file://", ""), ".pulumi/locks");
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map(({ name }) => name);
}
