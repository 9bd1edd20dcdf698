import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { platformNamespaces } from "../../../catalogue";

/**
 * Keeps the platform's namespaces out of the audit for every constraint, also for those of others. The webhook never
 * asks about them, so that the audit would report for ever what nobody could have refused.
 */
export function createExemptions(
  name: string,
  namespace: string,
  options: pulumi.CustomResourceOptions,
): pulumi.Resource {
  return new kubernetes.apiextensions.CustomResource(
    `${name}-config`,
    {
      apiVersion: "config.gatekeeper.sh/v1alpha1",
      kind: "Config",
      // Gatekeeper reads one of this name only, in its own namespace.
      metadata: { name: "config", namespace },
      spec: {
        match: [{ excludedNamespaces: platformNamespaces.map((each) => each.name).sort(), processes: ["audit"] }],
      },
    },
    options,
  );
}
