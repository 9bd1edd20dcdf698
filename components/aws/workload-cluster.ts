import type * as pulumi from "@pulumi/pulumi";
import { check, flag, mapOf, type Mistake, optional, record } from "../../catalogue/contracts";
import { child } from "../foundations/child";
import { inputText } from "../foundations/input-text";
import { tagMistakes } from "../foundations/tags";
import { type ClusterContext, findPlace } from "./context";
import type { IdentityHandle } from "./workload-role";

/** The cluster that an add-on with a role is installed in. */
export interface WorkloadClusterArgs {
  /** Name of the EKS cluster. */
  name: pulumi.Input<string>;
  /** The cluster's OpenID Connect provider, to give pods their roles by IRSA. @default none: EKS Pod Identity, whose agent the cluster must have */
  oidcProvider?: OidcProviderArgs;
  /** Tags of the add-on's AWS resources. @default none */
  tags?: Record<string, pulumi.Input<string>>;
  /** Keeps what holds data from deletion. @default false */
  protect?: boolean;
}

export interface OidcProviderArgs {
  /** ARN of the provider in IAM. */
  arn: pulumi.Input<string>;
  /** Address of the issuer, without `https://`. */
  issuer: pulumi.Input<string>;
}

export const workloadClusterShape = record({
  name: inputText,
  oidcProvider: optional(record({ arn: inputText, issuer: inputText })),
  tags: optional(mapOf(check("a text, or what becomes one", (value): value is pulumi.Input<string> => value !== null))),
  protect: optional(flag),
});

/** What is wrong with the cluster's tags. */
export function workloadClusterMistakes({ tags = {} }: WorkloadClusterArgs, path: string): Mistake[] {
  return tagMistakes(tags, `${path}.tags`);
}

/**
 * What an add-on needs to make resources of AWS, and to give its pods a role. What goes with the cluster is the association
 * alone: a role or a log group that were said to be deleted with it would stay behind.
 */
export function workloadContext(
  component: pulumi.ComponentResource,
  name: string,
  { name: clusterName, oidcProvider, tags = {}, protect = false }: WorkloadClusterArgs,
  opts: pulumi.ComponentResourceOptions | undefined,
): { context: ClusterContext; identity: IdentityHandle } {
  const issuer = oidcProvider && { arn: oidcProvider.arn, host: oidcProvider.issuer };
  const { deletedWith: cluster, ...own } = opts ?? {};
  return {
    context: { name, clusterName, place: findPlace(component), tags, protect, options: child(component, own) },
    identity: { clusterName, ...(issuer !== undefined && { issuer }), ...(cluster !== undefined && { cluster }) },
  };
}
