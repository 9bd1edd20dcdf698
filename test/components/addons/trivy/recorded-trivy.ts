import * as kubernetes from "@pulumi/kubernetes";
import { TrivyOperator, type TrivyOperatorArgs } from "../../../../components/addons/trivy";
import { record, type RecordOptions, type Recording } from "../../../support/recorder";

export const releaseType = "kubernetes:helm.sh/v3:Release";
export const namespaceType = "kubernetes:core/v1:Namespace";
export const policyType = "kubernetes:networking.k8s.io/v1:NetworkPolicy";

/** Records a Trivy operator on the cluster `main`, after something and deleted with something. */
export function recordTrivy(
  args: Omit<TrivyOperatorArgs, "cluster"> & Partial<Pick<TrivyOperatorArgs, "cluster">> = {},
  options: RecordOptions = {},
): Promise<Recording> {
  return record(() => {
    const provider = new kubernetes.Provider("cluster", { kubeconfig: "{}" });
    const first = new kubernetes.core.v1.ConfigMap("first", {}, { provider });
    const cluster = new kubernetes.core.v1.ConfigMap("cluster", {}, { provider });
    const providers = { kubernetes: provider };
    new TrivyOperator(
      "trivy",
      { cluster: { name: "main" }, ...args },
      { providers, dependsOn: first, deletedWith: cluster },
    );
  }, options);
}
