import * as aws from "@pulumi/aws";
import { type ClusterContext, type IdentityHandle, tagged, tokenAudience } from "../../aws";
import { WorkloadIdentity } from "./args";
import type { IdentitySettings } from "./settings";

/** What a cluster needs for the identity of its workloads: nothing for Pod Identity, a provider in IAM for IRSA. */
export function createIdentity(
  context: ClusterContext,
  cluster: aws.eks.Cluster,
  { mechanism }: IdentitySettings,
): IdentityHandle {
  if (mechanism === WorkloadIdentity.PodIdentity) return { clusterName: cluster.name, cluster };
  const url = cluster.identities.apply(issuerOf);
  const provider = new aws.iam.OpenIdConnectProvider(
    `${context.name}-oidc`,
    // Without thumbprints: IAM checks the issuer of EKS against its own certificate authorities.
    { url, clientIdLists: [tokenAudience], tags: tagged(context, "oidc") },
    context.options,
  );
  return {
    clusterName: cluster.name,
    cluster,
    issuer: { arn: provider.arn, host: url.apply((text) => text.replace("https://", "")) },
  };
}

function issuerOf(identities: aws.types.output.eks.ClusterIdentity[]): string {
  const issuer = identities[0]?.oidcs?.[0]?.issuer;
  if (issuer === undefined) throw new Error("the cluster has no OpenID Connect issuer, which IRSA needs");
  return issuer;
}
