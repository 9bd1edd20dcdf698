import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { ChartPin, ReleaseDeclaration } from "../../catalogue";
import { valueAt, type Values } from "../foundations/values";
import { isScalar } from "./overrides";

/**
 * What a component declares of its release, because policies cannot look into one: the pin, and what counts for
 * security in the values that will be in force. Pure, so that it can be told before the component exists.
 */
export function declareRelease(pin: ChartPin, values: Values): ReleaseDeclaration {
  const effective = Object.entries(pin.securityDefaults).map(([path, fallback]) => {
    const value = valueAt(values, path);
    return [path, isScalar(value) ? value : fallback] as const;
  });
  return {
    chart: pin.chart,
    version: pin.version,
    namespace: pin.namespace,
    securityValues: Object.fromEntries(effective),
  };
}

/**
 * Installs a pinned chart: the only place that makes a Helm release. Its namespace must exist already, because one that
 * Helm makes would not bear our labels. A failed installation is rolled back, so that the next run starts clean.
 * @param name prefix of the release's logical name; in the cluster it has the chart's own name.
 */
export function installChart(
  name: string,
  pin: ChartPin,
  values: Values,
  options: pulumi.CustomResourceOptions,
): kubernetes.helm.v3.Release {
  return new kubernetes.helm.v3.Release(
    `${name}-${pin.chart}`,
    {
      // Without a name Pulumi adds a random end, and everything that a chart names after its release changes with it.
      name: pin.chart,
      chart: pin.chart,
      version: pin.version,
      repositoryOpts: { repo: pin.repository },
      namespace: pin.namespace,
      values,
      timeout: installSeconds,
      atomic: true,
      cleanupOnFail: true,
      maxHistory: 5,
    },
    options,
  );
}

/** Pulumi waits 300 seconds by itself: too short for image pulls on nodes that have just started. */
const installSeconds = 900;
