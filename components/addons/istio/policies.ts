import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

/**
 * What holds for the whole mesh, because it lies in the root namespace: mutual TLS and nothing else, nobody may call
 * anybody, and every request is logged. They depend on the charts that bring their kinds and the webhook that validates them.
 */
export function createMeshPolicies(
  name: string,
  rootNamespace: pulumi.Input<string>,
  options: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  const policy = (role: string, kind: { apiVersion: string; kind: string }, called: string, spec: object) =>
    new kubernetes.apiextensions.CustomResource(
      `${name}-${role}`,
      { ...kind, metadata: { name: called, namespace: rootNamespace }, spec },
      options,
    );
  return [
    policy("strict-mtls", { apiVersion: "security.istio.io/v1", kind: "PeerAuthentication" }, "default", {
      mtls: { mode: "STRICT" },
    }),
    // It allows what its rules allow, and has none.
    policy("default-deny", { apiVersion: "security.istio.io/v1", kind: "AuthorizationPolicy" }, "default-deny", {}),
    policy("access-logs", { apiVersion: "telemetry.istio.io/v1", kind: "Telemetry" }, "default", {
      accessLogging: [{ providers: [{ name: "envoy" }] }],
    }),
  ];
}
