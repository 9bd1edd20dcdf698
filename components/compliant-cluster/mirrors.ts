import { type Mistake, Part, Provision, quote } from "../../catalogue";
import { type AdmissionSettings, gatekeeperImages } from "../addons/gatekeeper";
import { mirrorsNeeded, type NetworkSettings } from "../cluster/network";
import type { RegistrySettings } from "../cluster/registry";
import { upstreamOfImage, upstreams } from "../foundations/cached-image";
import { valueAt } from "../foundations/values";

/**
 * Nodes without a way out find images in the account's registry only. So each one that the stack itself installs must
 * have a cache there, or be named otherwise by whoever has a copy of it.
 */
export function withoutMirrors(
  network: NetworkSettings,
  { part, prefixes }: RegistrySettings,
  { overrides }: AdmissionSettings,
): Mistake[] {
  if (!mirrorsNeeded(network) || part.mode === Provision.Inherited) return [];
  const mistakes: Mistake[] = [];
  const told = new Set<string>();
  for (const { path, image } of gatekeeperImages) {
    const own = valueAt(overrides, path);
    const upstream = upstreamOfImage(typeof own === "string" ? own : image);
    if (typeof own === "string" && upstream !== undefined) {
      const expected = "an image in a registry of ECR, because network.nat is none and this name is not changed";
      mistakes.push({ path: `gatekeeper.values.${path}`, got: quote(own), expected });
    }
    if (own !== undefined || upstream === undefined || prefixes[upstream] !== undefined || told.has(upstream)) continue;
    told.add(upstream);
    const [list, cache] =
      part.mode === Provision.Existing
        ? ["cachePrefixes", "the prefix of its cache"]
        : ["pullThroughCaches", upstreams[upstream].credentials ? "a cache with credentials" : "a cache"];
    const because = `because network.nat is none and gatekeeper's ${image} comes from there`;
    const expected = `${cache}, ${because}; or its copy, named in gatekeeper.values.${path}`;
    mistakes.push({ path: `${Part.Registry}.${list}.${upstream}`, got: "nothing", expected });
  }
  return mistakes;
}
