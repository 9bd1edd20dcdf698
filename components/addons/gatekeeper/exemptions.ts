import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { gatekeeperConfig, platformNamespaces } from "../../../catalogue";

/** Keeps the platform's namespaces out of the audit, as the webhook's selector keeps them from the webhook. */
export function createExemptions(
  name: string,
  namespace: string,
  options: pulumi.CustomResourceOptions,
): pulumi.Resource {
  const exempt = platformNamespaces.map((each) => each.name);
  const config = gatekeeperConfig(namespace, exempt);
  return new kubernetes.apiextensions.CustomResource(`${name}-config`, { ...config }, options);
}
