import type * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { type ClusterContext, having } from "../../aws";

/** A kubeconfig without credentials: whoever uses it needs the `aws` command, and an access entry. */
export function kubeconfigOf(context: ClusterContext, cluster: aws.eks.Cluster): pulumi.Output<string> {
  const { name, place } = context;
  return pulumi.jsonStringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": name,
    clusters: [
      {
        name,
        cluster: {
          server: cluster.endpoint,
          "certificate-authority-data": cluster.certificateAuthority.data,
        },
      },
    ],
    contexts: [{ name, context: { cluster: name, user: name } }],
    users: [
      {
        name,
        user: {
          exec: {
            apiVersion: "client.authentication.k8s.io/v1beta1",
            command: "aws",
            args: ["eks", "get-token", "--cluster-name", cluster.name, "--region", place.region],
            interactiveMode: "Never",
          },
        },
      },
    ],
  });
}

/**
 * The provider of everything in the cluster. It is identified by the cluster's ARN: without that, any change of the
 * kubeconfig would replace the provider, and everything behind it.
 */
export function createKubernetesProvider(
  context: ClusterContext,
  cluster: aws.eks.Cluster,
  kubeconfig: pulumi.Output<string>,
  access: pulumi.Resource[],
): kubernetes.Provider {
  return new kubernetes.Provider(
    context.name,
    { kubeconfig, clusterIdentifier: cluster.arn },
    having(context, { dependsOn: access }),
  );
}
