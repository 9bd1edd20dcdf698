import * as kubernetes from "@pulumi/kubernetes";
import { Calico, type CalicoArgs } from "../../../../components/addons/calico";
import { record, type Recording } from "../../../support/recorder";

export const types = {
  component: "rampart:index:Calico",
  definitions: "kubernetes:helm.sh/v4:Chart",
  release: "kubernetes:helm.sh/v3:Release",
  namespace: "kubernetes:core/v1:Namespace",
  networkPolicy: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
  role: "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole",
  binding: "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding",
  installation: "kubernetes:operator.tigera.io/v1:Installation",
  apiServer: "kubernetes:operator.tigera.io/v1:APIServer",
  tier: "kubernetes:projectcalico.org/v3:Tier",
  policy: "kubernetes:projectcalico.org/v3:GlobalNetworkPolicy",
};

/** Records Calico in a cluster that something comes before, and that it goes with. */
export function recordCalico(args: CalicoArgs = {}): Promise<Recording> {
  return record(() => {
    const provider = new kubernetes.Provider("cluster", { kubeconfig: "{}" });
    const first = new kubernetes.core.v1.ConfigMap("first", {}, { provider });
    const cluster = new kubernetes.core.v1.ConfigMap("cluster", {}, { provider });
    new Calico("calico", args, { provider, dependsOn: first, deletedWith: cluster });
  });
}
