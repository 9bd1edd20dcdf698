import * as kubernetes from "@pulumi/kubernetes";
import { Kyverno, type KyvernoArgs } from "../../../../components/addons/kyverno";
import { record, type Recording } from "../../../support/recorder";

export const releaseType = "kubernetes:helm.sh/v3:Release";
export const policyType = "kubernetes:policies.kyverno.io/v1:ValidatingPolicy";
export const networkPolicyType = "kubernetes:networking.k8s.io/v1:NetworkPolicy";

export function recordKyverno(args: KyvernoArgs = {}): Promise<Recording> {
  return record(() => {
    const provider = new kubernetes.Provider("cluster", { kubeconfig: "{}" });
    const first = new kubernetes.core.v1.ConfigMap("first", {}, { provider });
    const cluster = new kubernetes.core.v1.ConfigMap("cluster", {}, { provider });
    new Kyverno("kyverno", args, { provider, dependsOn: first, deletedWith: cluster });
  });
}
