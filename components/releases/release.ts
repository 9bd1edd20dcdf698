import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { ChartPin, Mistake, ReleaseDeclaration } from "../../catalogue";
import { deepMerge, valueAt, type Values } from "../foundations/values";
import { imageValues } from "./images";
import type { MirrorArgs } from "./mirror";
import { isScalar, overrideMistakes } from "./overrides";

/** A chart with all that is known of its values before anything is registered. */
export interface ReleaseSettings {
  pin: ChartPin;
  /** Our values. */
  ours: Values;
  /** What the user lays over them. */
  overrides: Values;
  /** Where these stand in the arguments. */
  path: string;
  mirror: MirrorArgs;
}

/** What a component's arguments say of one chart. */
export interface ReleaseArgs {
  values?: Values | undefined;
  mirror?: MirrorArgs | undefined;
}

/** Lays the user's values over ours; notes those that carry a control. `path` is where the values stand in the arguments. */
export function resolveRelease(
  pin: ChartPin,
  ours: Values,
  { values: overrides = {}, mirror = {} }: ReleaseArgs,
  path: string,
  mistakes: Mistake[],
): ReleaseSettings {
  mistakes.push(...overrideMistakes(pin, overrides, path));
  return { pin, ours, overrides, path, mirror };
}

/**
 * What a component declares of its release, because policies cannot look into one: the pin, and what counts for
 * security in the values that will be in force. Pure, so that it can be told before the component exists.
 */
export function declareRelease({ pin, ours, overrides }: ReleaseSettings): ReleaseDeclaration {
  const values = deepMerge(ours, overrides);
  const effective = Object.entries(pin.securityValues).map(([path, { default: own }]) => {
    const value = valueAt(values, path);
    return [path, isScalar(value) ? value : own] as const;
  });
  return {
    chart: pin.chart,
    release: pin.release,
    version: pin.version,
    namespace: pin.namespace,
    securityValues: Object.fromEntries(effective),
  };
}

/**
 * Installs a pinned chart: the only place that makes a Helm release. Its namespace must exist already, because one that
 * Helm makes would not bear our labels. A failed installation is rolled back, so that the next run starts clean.
 * @param name prefix of the release's logical name; in the cluster it has the pin's own name.
 * @param wired values that come from other resources; they carry no security value, which would have to be declared.
 */
export function installChart(
  name: string,
  { pin, ours, overrides, mirror }: ReleaseSettings,
  options: pulumi.CustomResourceOptions,
  wired: Values = {},
): kubernetes.helm.v3.Release {
  const images = imageValues(pin, overrides, mirror.registries ?? {});
  return new kubernetes.helm.v3.Release(
    `${name}-${pin.release}`,
    {
      // Without a name Pulumi adds a random end, and everything that a chart names after its release changes with it.
      name: pin.release,
      ...sourceOf(pin, mirror),
      version: pin.version,
      namespace: pin.namespace,
      values: [images, ours, wired, overrides].reduce(deepMerge),
      timeout: installSeconds,
      atomic: true,
      cleanupOnFail: true,
      maxHistory: 5,
    },
    options,
  );
}

/** Where Helm finds a chart: it takes one of an OCI registry by its whole address, and of a repository by its name there. */
export function sourceOf({ chart, repository }: ChartPin, { charts = repository }: MirrorArgs) {
  return charts.startsWith("oci://") ? { chart: `${charts}/${chart}` } : { chart, repositoryOpts: { repo: charts } };
}

/** Pulumi waits 300 seconds by itself: too short for image pulls on nodes that have just started. */
const installSeconds = 900;
