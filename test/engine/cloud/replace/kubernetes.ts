const selector = ["spec.selector"];
const roleBinding = ["roleRef"];

/**
 * The same for Kubernetes, by kind. A name and a namespace are in all: provider/pkg/provider/diff.go of
 * github.com/pulumi/pulumi-kubernetes, and helm_release.go beside it.
 */
export const kubernetesReplaces: Record<string, string[]> = {
  "kubernetes:apps/v1:DaemonSet": selector,
  "kubernetes:apps/v1:Deployment": selector,
  "kubernetes:apps/v1:StatefulSet": [
    ...selector,
    "spec.podManagementPolicy",
    "spec.revisionHistoryLimit",
    "spec.serviceName",
    "spec.volumeClaimTemplates",
  ],
  "kubernetes:batch/v1:Job": [...selector, "spec.completions", "spec.parallelism", "spec.template"],
  "kubernetes:core/v1:ConfigMap": ["data", "binaryData"],
  "kubernetes:core/v1:Secret": ["type", "data", "stringData"],
  "kubernetes:core/v1:Service": ["spec.clusterIP"],
  "kubernetes:helm.sh/v3:Release": ["name", "namespace"],
  "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding": roleBinding,
  "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding": roleBinding,
  "kubernetes:storage.k8s.io/v1:StorageClass": ["parameters", "provisioner"],
};

/** What the API server forbids to change although the provider tries: the update fails. */
export const kubernetesImmutable: Record<string, string[]> = {
  "kubernetes:storage.k8s.io/v1:StorageClass": ["reclaimPolicy", "volumeBindingMode"],
};
