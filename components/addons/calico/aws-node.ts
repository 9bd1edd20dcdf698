import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

const role = "rampart-aws-node-pod-addresses";

/**
 * Lets the VPC CNI write a pod's address onto the pod (ANNOTATE_POD_IP), where Calico reads it before the kubelet reports it:
 * until Calico knows an address, its policies do not hold for it. The role of the EKS add-on lacks the right and belongs to
 * EKS, which would take back a change. https://github.com/aws/amazon-vpc-cni-k8s#annotate_pod_ip-v193
 */
export function allowPodAddresses(name: string, options: pulumi.CustomResourceOptions): pulumi.Resource[] {
  const made = new kubernetes.rbac.v1.ClusterRole(
    `${name}-aws-node`,
    { metadata: { name: role }, rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["patch"] }] },
    options,
  );
  const bound = new kubernetes.rbac.v1.ClusterRoleBinding(
    `${name}-aws-node`,
    {
      metadata: { name: role },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: role },
      subjects: [{ kind: "ServiceAccount", name: "aws-node", namespace: "kube-system" }],
    },
    options,
  );
  return [made, bound];
}
