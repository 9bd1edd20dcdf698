/** EKS add-ons that a cluster has, by the names of AWS. */
export const AddonName = {
  VpcCni: "vpc-cni",
  KubeProxy: "kube-proxy",
  PodIdentityAgent: "eks-pod-identity-agent",
  CoreDns: "coredns",
  SnapshotController: "snapshot-controller",
  EbsCsiDriver: "aws-ebs-csi-driver",
  MetricsServer: "metrics-server",
  NodeMonitoringAgent: "eks-node-monitoring-agent",
} as const;
export type AddonName = (typeof AddonName)[keyof typeof AddonName];

/** Exact version of each add-on. */
export type AddonVersions = Record<AddonName, string>;

/**
 * The Kubernetes versions that we build for, in EKS's standard support, and the add-on builds that clusters of each ran in
 * October 2026: EKS's defaults, where an add-on has one. `aws eks describe-addon-versions --kubernetes-version <version>`
 * lists what it offers today. A later build never arrives by itself: it is a change of this table, or of the argument
 * `addonVersions`.
 */
export const addonVersions: Record<string, AddonVersions> = {
  "1.35": {
    "vpc-cni": "v1.22.4-eksbuild.3",
    "kube-proxy": "v1.35.3-eksbuild.29",
    "eks-pod-identity-agent": "v1.3.10-eksbuild.3",
    coredns: "v1.13.2-eksbuild.31",
    "snapshot-controller": "v8.6.0-eksbuild.6",
    "aws-ebs-csi-driver": "v1.66.0-eksbuild.1",
    "metrics-server": "v0.9.0-eksbuild.11",
    "eks-node-monitoring-agent": "v1.7.0-eksbuild.1",
  },
  "1.36": {
    "vpc-cni": "v1.22.4-eksbuild.3",
    "kube-proxy": "v1.36.0-eksbuild.25",
    "eks-pod-identity-agent": "v1.3.10-eksbuild.3",
    coredns: "v1.14.3-eksbuild.23",
    "snapshot-controller": "v8.6.0-eksbuild.8",
    "aws-ebs-csi-driver": "v1.66.0-eksbuild.1",
    "metrics-server": "v0.9.0-eksbuild.11",
    "eks-node-monitoring-agent": "v1.7.2-eksbuild.1",
  },
};

export const kubernetesVersions = Object.keys(addonVersions);
