/** What enforces network policies in the cluster. There must be one, and only one. */
export const NetworkPolicyEngine = {
  /** The agent of the VPC CNI add-on. */
  VpcCni: "vpc-cni",
  /** Calico, which the cluster then installs; the add-on's own agent is off. */
  Calico: "calico",
} as const;
export type NetworkPolicyEngine = (typeof NetworkPolicyEngine)[keyof typeof NetworkPolicyEngine];

export interface ManagedAddonArgs {
  /** What enforces network policies: "calico", or "vpc-cni". @default "calico" (NET-06) */
  networkPolicy?: NetworkPolicyEngine;
  /** Whether metrics-server runs, which `kubectl top` and horizontal autoscaling read. @default true */
  metricsServer?: boolean;
  /** Whether the node monitoring agent runs: without it node repair knows only what the kubelet says. @default true */
  nodeMonitoring?: boolean;
}
