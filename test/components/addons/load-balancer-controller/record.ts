import * as kubernetes from "@pulumi/kubernetes";
import {
  LoadBalancerController,
  type LoadBalancerControllerArgs,
} from "../../../../components/addons/load-balancer-controller";
import { record, type RecordOptions, type Recording } from "../../../support/recorder";

export const releaseType = "kubernetes:helm.sh/v3:Release";
export const policyType = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
export const associationType = "aws:eks/podIdentityAssociation:PodIdentityAssociation";

/** The issuer of tokens of a cluster in Frankfurt. */
export const oidcProvider = {
  arn: "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/AB",
  issuer: "oidc.eks.eu-central-1.amazonaws.com/id/AB",
};

/** Records the controller of the cluster `main`, in the VPC `vpc-1`. */
export function recordController(
  args: Partial<LoadBalancerControllerArgs> = {},
  options: RecordOptions = {},
): Promise<Recording> {
  return record(() => {
    const provider = new kubernetes.Provider("cluster", { kubeconfig: "{}" });
    const first = new kubernetes.core.v1.ConfigMap("first", {}, { provider });
    const all = { cluster: { name: "main" }, vpcId: "vpc-1", ...args };
    new LoadBalancerController("balancers", all, { provider, dependsOn: first });
  }, options);
}
