import * as pulumi from "@pulumi/pulumi";
import { Provision } from "../../../catalogue/contracts";
import { cachedImage, type Upstream, upstreamOfImage, upstreams } from "../../foundations/cached-image";
import { registryUrl } from "../../foundations/partition";
import type { ClusterContext } from "../../aws";
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
  /** By the host of a registry, its cache here, known once that cache is there. */
  registries: Record<string, pulumi.Output<string>>;
  /** The image by its name in a cache, once that cache is there; by its own name where none covers it. */
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
  const onceThere = (upstream: Upstream | undefined) =>
    pulumi.all([url, upstream === undefined ? undefined : rules[upstream]?.urn]).apply(([host]) => host);
  const registries = Object.entries(prefixes).flatMap(([id, prefix]) => {
    const upstream = id as Upstream;
    const cache = pulumi.interpolate`${onceThere(upstream)}/${prefix}`;
    return upstreams[upstream].hosts.map((host) => [host, cache] as const);
  });
  return {
    url,
    repositoryUrls,
    registries: Object.fromEntries(registries),
    cachedImage: (image) =>
      onceThere(upstreamOfImage(image)).apply((host) => cachedImage(image, { url: host, prefixes }) ?? image),
  };
}
