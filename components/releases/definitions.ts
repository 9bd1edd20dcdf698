import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { ChartPin } from "../../catalogue";
import type { MirrorArgs } from "./mirror";
import { sourceOf } from "./release";

/**
 * Installs a chart that holds nothing but definitions of kinds, each as a resource of its own: a Helm release keeps the
 * whole chart in one Secret, which definitions grow out of. They stay when the stack goes, because with a definition all
 * objects of its kind are deleted.
 * @param name prefix of the chart's logical name.
 */
export function installDefinitions(
  name: string,
  pin: ChartPin,
  mirror: MirrorArgs,
  options: pulumi.ComponentResourceOptions,
): kubernetes.helm.v4.Chart {
  return new kubernetes.helm.v4.Chart(
    `${name}-${pin.release}`,
    { name: pin.release, ...sourceOf(pin, mirror), version: pin.version, namespace: pin.namespace },
    pulumi.mergeOptions(options, { retainOnDelete: true }),
  );
}
