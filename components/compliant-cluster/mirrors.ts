import { type ChartImage, type Mistake, Part, Provision, quote } from "../../catalogue";
import { mirrorsNeeded, type NetworkSettings } from "../cluster/network";
import type { RegistrySettings } from "../cluster/registry";
import { upstreamOfImage, upstreams } from "../foundations/cached-image";
import { valueAt } from "../foundations/values";
import { hasMirror, hostOf, type MirrorArgs, type ReleaseSettings } from "../releases";

/**
 * Nodes without a way out find images in the account's registry only. So each one that the stack itself installs must
 * have a cache or a mirror there, or be named otherwise by whoever has a copy of it.
 */
export function withoutMirrors(
  network: NetworkSettings,
  registry: RegistrySettings,
  mirror: MirrorArgs,
  releases: readonly ReleaseSettings[],
): Mistake[] {
  if (!mirrorsNeeded(network) || registry.part.mode === Provision.Inherited) return [];
  const found = releases.flatMap((release) =>
    release.pin.images.flatMap((image) => [
      ...namedOutside(release, image),
      ...withoutMirror(release, image, registry, mirror),
    ]),
  );
  // One mistake for each host: the first image that needs it stands for all of them.
  return [...new Map(found.reverse().map((each) => [each.path, each])).values()].reverse();
}

const ownNames = ({ overrides }: ReleaseSettings, { keys }: ChartImage) =>
  keys.map(({ path }) => ({ path, name: valueAt(overrides, path) }));

/** A name of the user's own that leads out as well. */
function namedOutside(release: ReleaseSettings, image: ChartImage): Mistake[] {
  return ownNames(release, image).flatMap(({ path, name }) => {
    if (typeof name !== "string" || upstreamOfImage(name) === undefined) return [];
    const expected = "an image in a registry of ECR, because network.nat is none and this name is not changed";
    return [{ path: `${release.path}.${path}`, got: quote(name), expected }];
  });
}

function withoutMirror(
  release: ReleaseSettings,
  image: ChartImage,
  { part, prefixes }: RegistrySettings,
  mirror: MirrorArgs,
): Mistake[] {
  const names = ownNames(release, image);
  const host = hostOf(image.image);
  if (names.length > 0 && names.every(({ name }) => name !== undefined)) return [];
  if (hasMirror(host, mirror.registries ?? {})) return [];
  const name = image.image.slice(host.length + 1).replace(/:[^:/]+$/, "");
  const because = `because network.nat is none and ${release.pin.chart}'s ${name} comes from there`;
  const upstream = upstreamOfImage(image.image);
  if (upstream === undefined)
    return [{ path: `mirror.registries.${host}`, got: "nothing", expected: `a registry with copies, ${because}` }];
  if (prefixes[upstream] !== undefined) return [];
  const [list, cache] =
    part.mode === Provision.Existing
      ? ["cachePrefixes", "the prefix of its cache"]
      : ["pullThroughCaches", upstreams[upstream].credentials ? "a cache with credentials" : "a cache"];
  const expected = `${cache}, ${because}; or a registry with copies, in mirror.registries.${host}`;
  return [{ path: `${Part.Registry}.${list}.${upstream}`, got: "nothing", expected }];
}
