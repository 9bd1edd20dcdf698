import * as pulumi from "@pulumi/pulumi";
import type { ChartImage, ChartPin, ImageKey } from "../../catalogue";
import { deepMerge, type Values, valueAt } from "../foundations/values";
import type { MirrorArgs } from "./mirror";

type Registries = NonNullable<MirrorArgs["registries"]>;

/** Values that let a chart's images come from a mirror; what the user's own values name stays as it is. */
export function imageValues({ images }: Pick<ChartPin, "images">, overrides: Values, registries: Registries): Values {
  return images
    .flatMap((image) => image.keys.map((key) => ({ image, key })))
    .filter(({ key }) => valueAt(overrides, key.path) === undefined)
    .map(({ image, key }) => nested(key.path.split("."), mirrored(image, key, registries)))
    .reduce(deepMerge, {});
}

/** Whether a mirror stands in for a host. */
export function hasMirror(host: string, registries: Registries): boolean {
  return registryFor(host, registries) !== undefined;
}

/** What stands in the place of a host. */
export function registryFor(host: string, registries: Registries): pulumi.Input<string> | undefined {
  return registries[host] ?? registries["*"];
}

/** The host that an image comes from. */
export const hostOf = (image: string) => image.split("/")[0]!;

function mirrored({ image }: ChartImage, { holds }: ImageKey, registries: Registries): unknown {
  const host = hostOf(image);
  const registry = registryFor(host, registries);
  if (registry === undefined) return undefined;
  const below = image.slice(host.length);
  const untagged = below.replace(/:[^:/]+$/, "");
  const end = { image: untagged, registry: "", folder: untagged.slice(0, untagged.lastIndexOf("/")), reference: below };
  return typeof registry === "string" ? `${registry}${end[holds]}` : pulumi.interpolate`${registry}${end[holds]}`;
}

function nested(keys: string[], value: unknown): Values {
  const [first, ...rest] = keys;
  return value === undefined ? {} : { [first!]: rest.length === 0 ? value : nested(rest, value) };
}
