import type * as pulumi from "@pulumi/pulumi";

/**
 * The name of a resource, for whoever has to wait for it. A preview knows it, as it does not know the resource's own
 * outputs while its provider cannot be configured yet: every object of a cluster that does not exist.
 */
export function nameOf(resource: pulumi.Resource, name: string): pulumi.Output<string> {
  return resource.urn.apply(() => name);
}
