import * as pulumi from "@pulumi/pulumi";
import { Provision } from "../../../catalogue/contracts";
import { cachedImage, upstreamOfImage } from "../../foundations/cached-image";
import { registryUrl } from "../../foundations/partition";
import type { ClusterContext } from "../context";
import type { KeyHandle } from "../keys";
import { createCaches } from "./pull-through";
import { createRepositories } from "./repositories";
import { createScanning } from "./scanning";
import type { RegistrySettings } from "./settings";

export interface RegistryHandle {
  /** Host name of the registry. */
  url: pulumi.Output<string>;
  /** Of the repositories that the stack makes, by the names that the user gave them. */
  repositoryUrls: Record<string, pulumi.Output<string>>;
  /** The image by its name in a cache, once that cache is there; undefined where none covers it. */
  cacheOf(image: string): pulumi.Output<string> | undefined;
  /** The same; by its own name where none covers it. */
  cachedImage(image: string): pulumi.Output<string>;
}

/** The registry that the cluster's images come from. */
export function createRegistry(
  context: ClusterContext,
  settings: RegistrySettings,
  { key }: { key: KeyHandle },
): RegistryHandle {
  const { part, prefixes } = settings;
  createScanning(context, settings.scanning);
  const repositoryUrls = createRepositories(context, settings.repositories, key);
  const rules = createCaches(context, settings.caches, key);
  const url = part.mode === Provision.Existing ? pulumi.output(part.reference!) : registryUrl(context.place);
  const cacheOf = (image: string) => {
    if (cachedImage(image, { url: "", prefixes }) === undefined) return undefined;
    const upstream = upstreamOfImage(image);
    const rule = upstream === undefined ? undefined : rules[upstream];
    return pulumi.all([url, rule?.urn]).apply(([host]) => cachedImage(image, { url: host, prefixes }) ?? image);
  };
  return { url, repositoryUrls, cacheOf, cachedImage: (image) => cacheOf(image) ?? pulumi.output(image) };
}
