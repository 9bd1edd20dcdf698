import type { Identity } from "./identity";

/** Objects of Kubernetes and releases of Helm are named by who writes them. */
export function kubernetesIdentity(type: string): Identity {
  return type === "kubernetes:helm.sh/v3:Release"
    ? { id: "{inputs.namespace}/{inputs.name}", exists: "cannot re-use a name that is still in use" }
    : {
        id: "{inputs.metadata.namespace}/{inputs.metadata.name}",
        exists: `resource "{id}" was not successfully created by the Kubernetes API server: "{inputs.metadata.name}" already exists`,
      };
}

/** Kinds without a namespace. Every other kind gets `default` where it names none. */
export const clusterKinds: ReadonlySet<string> = new Set([
  "APIServer",
  "APIService",
  "CSIDriver",
  "ClusterRole",
  "ClusterRoleBinding",
  "ClusterSecretStore",
  "ConstraintTemplate",
  "CustomResourceDefinition",
  "GlobalNetworkPolicy",
  "IngressClass",
  "Installation",
  "MutatingWebhookConfiguration",
  "Namespace",
  "PersistentVolume",
  "PriorityClass",
  "RuntimeClass",
  "StorageClass",
  "Tier",
  "ValidatingAdmissionPolicy",
  "ValidatingAdmissionPolicyBinding",
  "ValidatingPolicy",
  "ValidatingWebhookConfiguration",
  "VolumeSnapshotClass",
]);

/** Groups whose kinds have no namespace. */
export const clusterGroups: ReadonlySet<string> = new Set(["constraints.gatekeeper.sh"]);
