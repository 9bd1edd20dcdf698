import type { ApiObject } from "./api-client";

/** A kind of an add-on whose own CustomResourceDefinition is not at hand. */
export interface CustomKind {
  group: string;
  version: string;
  kind: string;
  plural: string;
  scope: "Namespaced" | "Cluster";
}

/** Kinds of add-ons other than Gatekeeper of which the stack makes objects: EKS's snapshot-controller brings this one. */
export const customKinds: readonly CustomKind[] = [
  {
    group: "snapshot.storage.k8s.io",
    version: "v1",
    kind: "VolumeSnapshotClass",
    plural: "volumesnapshotclasses",
    scope: "Cluster",
  },
];

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
