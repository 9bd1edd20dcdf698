import type { ApiObject } from "./api-client";

/** A kind of an add-on whose own CustomResourceDefinition is not at hand. */
export interface CustomKind {
  group: string;
  version: string;
  kind: string;
  plural: string;
  scope: "Namespaced" | "Cluster";
}

/** Kinds of add-ons other than Gatekeeper of which a cluster makes objects. What brings them stands above each. */
export const customKinds: readonly CustomKind[] = [
  // EKS's snapshot-controller.
  {
    group: "snapshot.storage.k8s.io",
    version: "v1",
    kind: "VolumeSnapshotClass",
    plural: "volumesnapshotclasses",
    scope: "Cluster",
  },
  // Calico's definitions, and its own API server.
  cluster("operator.tigera.io/v1", "APIServer", "apiservers"),
  cluster("operator.tigera.io/v1", "Installation", "installations"),
  cluster("projectcalico.org/v3", "GlobalNetworkPolicy", "globalnetworkpolicies"),
  cluster("projectcalico.org/v3", "Tier", "tiers"),
  // Istio.
  namespaced("security.istio.io/v1", "AuthorizationPolicy", "authorizationpolicies"),
  namespaced("security.istio.io/v1", "PeerAuthentication", "peerauthentications"),
  namespaced("telemetry.istio.io/v1", "Telemetry", "telemetries"),
  // External Secrets.
  cluster("external-secrets.io/v1", "ClusterSecretStore", "clustersecretstores"),
  namespaced("external-secrets.io/v1", "ExternalSecret", "externalsecrets"),
  // Kyverno.
  cluster("policies.kyverno.io/v1", "ValidatingPolicy", "validatingpolicies"),
];

function cluster(apiVersion: string, kind: string, plural: string): CustomKind {
  const [group = "", version = ""] = apiVersion.split("/");
  return { group, version, kind, plural, scope: "Cluster" };
}

function namespaced(apiVersion: string, kind: string, plural: string): CustomKind {
  return { ...cluster(apiVersion, kind, plural), scope: "Namespaced" };
}

/** A definition that takes any fields: it proves an object's name, place and form, and nothing of what is in it. */
export function permissiveCrd({ group, version, kind, plural, scope }: CustomKind): ApiObject {
  const anything = { type: "object", "x-kubernetes-preserve-unknown-fields": true };
  return {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: {
      name: `${plural}.${group}`,
      // The API server asks who approved a definition in a group of Kubernetes' own.
      ...(group.endsWith(".k8s.io") && {
        annotations: { "api-approved.kubernetes.io": "unapproved, a stand-in for tests" },
      }),
    },
    spec: {
      group,
      scope,
      names: { kind, plural, singular: kind.toLowerCase() },
      versions: [{ name: version, served: true, storage: true, schema: { openAPIV3Schema: anything } }],
    },
  };
}
