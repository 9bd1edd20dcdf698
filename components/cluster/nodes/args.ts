/** Image families of managed nodes. Those that end in FIPS run validated cryptographic modules. */
export const NodeAmiType = {
  BottlerocketX86: "BOTTLEROCKET_x86_64",
  BottlerocketArm: "BOTTLEROCKET_ARM_64",
  BottlerocketX86Fips: "BOTTLEROCKET_x86_64_FIPS",
  BottlerocketArmFips: "BOTTLEROCKET_ARM_64_FIPS",
  AmazonLinuxX86: "AL2023_x86_64_STANDARD",
  AmazonLinuxArm: "AL2023_ARM_64_STANDARD",
} as const;
export type NodeAmiType = (typeof NodeAmiType)[keyof typeof NodeAmiType];

export const NodeCapacityType = { OnDemand: "ON_DEMAND", Spot: "SPOT" } as const;
export type NodeCapacityType = (typeof NodeCapacityType)[keyof typeof NodeCapacityType];

/** What a taint does to pods that do not tolerate it: keeps them away, drives them out too, or only deters them. */
export const TaintEffect = {
  NoSchedule: "NO_SCHEDULE",
  NoExecute: "NO_EXECUTE",
  PreferNoSchedule: "PREFER_NO_SCHEDULE",
} as const;
export type TaintEffect = (typeof TaintEffect)[keyof typeof TaintEffect];

export interface NodeTaintArgs {
  /** Name, as pods tolerate it: at most 63 characters, a DNS name and a slash may stand before it. */
  key: string;
  /** At most 63 characters. @default none */
  value?: string;
  /** What happens to pods that do not tolerate it. */
  effect: TaintEffect;
}

export interface NodeGroupArgs {
  /** Instance types, the preferred one first; all of the image's architecture. @default ["m6i.large"], for an ARM image ["m7g.large"] */
  instanceTypes?: string[];
  /** Image family. @default "BOTTLEROCKET_x86_64" */
  amiType?: NodeAmiType;
  /**
   * Release of the image: an exact one, such as "1.35.8-20260930" (Amazon Linux) or "1.66.0-1ad6b4a4" (Bottlerocket), or
   * "recommended" for what AWS recommends on the day of the run. @default the release that Rampart pins for the Kubernetes version (VUL-02)
   */
  release?: string;
  /** How the instances are bought; a Spot instance can be taken back at two minutes' notice. @default "ON_DEMAND" */
  capacityType?: NodeCapacityType;
  /** Fewest nodes, 0 to 450; in one group at least of those that take pods without tolerations 1 or more. @default the number of zones that the group spans */
  minSize?: number;
  /** Most nodes, 1 to 450. @default twice the larger of minSize and desiredSize */
  maxSize?: number;
  /** Nodes that the group begins with, and gets again with every change of its sizes, 0 to 450. @default minSize */
  desiredSize?: number;
  /** Size of the volume that holds images and pods' scratch data, in GiB, 20 to 16384. @default 50 (ENC-03) */
  diskGiB?: number;
  /** Labels of the group's nodes, at most 50; not of kubernetes.io, k8s.io or eks.amazonaws.com. @default none */
  labels?: Record<string, string>;
  /** Taints of the group's nodes, at most 50. One group at least must take pods that tolerate nothing. @default none */
  taints?: NodeTaintArgs[];
  /** How many of the group's nodes an update may replace at once, in percent, 1 to 100. @default 33 */
  maxUnavailablePercentage?: number;
  /** Whether EKS replaces a node that the monitoring agent or the kubelet reports as broken. @default true */
  repair?: boolean;
  /** Zones that the group spans, counted from 0 within `network.zones`. @default all */
  zones?: number[];
}
