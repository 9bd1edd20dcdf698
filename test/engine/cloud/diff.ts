import { type Difference, differences, touches } from "./differences";
import { awsStem, isAutonamed, isAutonamedObject, nameProperty } from "./naming";
import { serverOf } from "./place";
import { awsReplaces, awsReplacesWhenRemoved, deletedFirst, kubernetesReplaces } from "./replace";
import { sdkType } from "./sdk-types";
import { type Properties, text, valueAt } from "./values";
import { unknown } from "./wire";

export interface Diff {
  changes: (Difference & { replaces: boolean })[];
  deleteBeforeReplace: boolean;
}

/** What a change of plain inputs means for a resource. */
export function diffOf(type: string, logical: string, before: Properties, after: Properties): Diff {
  const removed = awsReplacesWhenRemoved[type] ?? [];
  const changes = differences(type, before, after).map((each) => ({
    ...each,
    replaces: touches(each, replacing(type)) || (removed.includes(each.field) && each.now === undefined),
  }));
  const replaced = changes.some(({ replaces }) => replaces);
  return { changes, deleteBeforeReplace: replaced && keepsItsPlace(type, logical, before, after) };
}

function replacing(type: string): string[] {
  if (type.startsWith("aws:")) return [...(awsReplaces[type] ?? []), "region"];
  return ["metadata.name", "metadata.namespace", ...(kubernetesReplaces[type] ?? [])];
}

/** Two resources of a name that the program chose cannot be at the same time: the old one goes first. */
function keepsItsPlace(type: string, logical: string, before: Properties, after: Properties): boolean {
  if (deletedFirst.has(type)) return true;
  const sdk = sdkType(type);
  if (type.startsWith("aws:")) {
    const property = sdk === undefined ? undefined : nameProperty(type, sdk);
    const name = property === undefined ? undefined : text(after[property]);
    return name !== undefined && !isAutonamed(name, awsStem(type, logical));
  }
  if (type === "kubernetes:helm.sh/v3:Release" || isAutonamedObject(after)) return false;
  return ["metadata.name", "metadata.namespace"].every((path) => valueAt(before, path) === valueAt(after, path));
}

/**
 * What a change of a provider's configuration means. Another cluster replaces the provider of Kubernetes and all that it
 * made: by its identifier where both have one, by the kubeconfig otherwise. The AWS provider is only updated.
 */
export function configDiffOf(provider: "aws" | "kubernetes", before: Properties, after: Properties): Diff {
  const replacing = provider === "aws" ? [] : otherCluster(before, after);
  const changes = differences(`pulumi:providers:${provider}`, before, after).map((each) => ({
    ...each,
    replaces: touches(each, replacing),
  }));
  return { changes, deleteBeforeReplace: false };
}

function otherCluster(before: Properties, after: Properties): string[] {
  const [old, now] = [before["clusterIdentifier"], after["clusterIdentifier"]];
  const settings = ["clusterIdentifier", "kubeconfig", "context", "cluster"];
  if (text(old) !== undefined && text(now) !== undefined) return old === now ? [] : settings;
  if (after["kubeconfig"] === unknown) return settings;
  const servers = [serverOf(before["kubeconfig"]), serverOf(after["kubeconfig"])];
  return servers.includes(undefined) || servers[0] === servers[1] ? [] : ["kubeconfig", "context", "cluster"];
}
