import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type ClusterContext, tagged } from "../context";
import { WorkloadIdentity } from "./args";
import type { IdentitySettings } from "./settings";

/** How workloads of one cluster get their roles. */
export type IdentityHandle =
  | { mechanism: typeof WorkloadIdentity.PodIdentity; cluster: aws.eks.Cluster }
  | { mechanism: typeof WorkloadIdentity.Irsa; cluster: aws.eks.Cluster; issuer: IssuerHandle };

/** The cluster's issuer of tokens, as IAM knows it. */
export interface IssuerHandle {
  /** ARN of the provider in IAM. */
  arn: pulumi.Output<string>;
  /** Its address without `https://`, with which the names of its condition keys begin. */
  host: pulumi.Output<string>;
}

/**
 * What a token of a service account is for. The webhook of EKS asks for this in every partition: in China the endpoint of
 * STS has another suffix, the audience has not. https://github.com/eksctl-io/eksctl/issues/1910
 */
export const tokenAudience = "sts.amazonaws.com";

/** What a cluster needs for the identity of its workloads: nothing for Pod Identity, a provider in IAM for IRSA. */
export function createIdentity(
  context: ClusterContext,
  cluster: aws.eks.Cluster,
  { mechanism }: IdentitySettings,
): IdentityHandle {
  if (mechanism === WorkloadIdentity.PodIdentity) return { mechanism, cluster };
  const url = cluster.identities.apply(issuerOf);
  const provider = new aws.iam.OpenIdConnectProvider(
    `${context.name}-oidc`,
    // Without thumbprints: IAM checks the issuer of EKS against its own certificate authorities.
    { url, clientIdLists: [tokenAudience], tags: tagged(context, "oidc") },
    context.options,
  );
  return { mechanism, cluster, issuer: { arn: provider.arn, host: url.apply((text) => text.replace("https://", "")) } };
}

function issuerOf(identities: aws.types.output.eks.ClusterIdentity[]): string {
  const issuer = identities[0]?.oidcs?.[0]?.issuer;
  if (issuer === undefined) throw new Error("the cluster has no OpenID Connect issuer, which IRSA needs");
  return issuer;
}
