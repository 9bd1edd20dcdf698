import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { type CompliantCluster, Namespace } from "../../index";

/** The smallest image that runs as a service would: it waits, as nobody, until it is asked to stop. */
// renovate: datasource=docker
const image = "registry.k8s.io/pause:3.10.1";

/**
 * A workload to copy: its own namespace with Pod Security `restricted`, a default deny of all traffic and the mesh, and a
 * Deployment that they allow. It needs no network, so no NetworkPolicy opens any but that of its proxy.
 */
export function createSampleWorkload(
  name: string,
  { inCluster, mesh }: Pick<CompliantCluster, "inCluster" | "mesh">,
): pulumi.Output<string> {
  const namespace = new Namespace(name, mesh === undefined ? {} : { mesh }, inCluster);
  const labels = { "app.kubernetes.io/name": name };
  new kubernetes.apps.v1.Deployment(
    name,
    {
      metadata: { namespace: namespace.namespaceName, labels },
      spec: {
        replicas: 2,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            automountServiceAccountToken: false,
            securityContext: {
              runAsNonRoot: true,
              runAsUser: 65535,
              runAsGroup: 65535,
              seccompProfile: { type: "RuntimeDefault" },
            },
            containers: [
              {
                name: "wait",
                image,
                livenessProbe: { exec: { command: ["/pause", "-v"] } },
                resources: { requests: { cpu: "10m", memory: "16Mi" }, limits: { memory: "16Mi" } },
                securityContext: {
                  allowPrivilegeEscalation: false,
                  readOnlyRootFilesystem: true,
                  capabilities: { drop: ["ALL"] },
                },
              },
            ],
          },
        },
      },
    },
    // The namespace is a component: depending on it means that its default deny is there before the first pod.
    { ...inCluster, dependsOn: [namespace] },
  );
  return namespace.namespaceName;
}
