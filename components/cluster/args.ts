import type * as pulumi from "@pulumi/pulumi";

/** How private subnets reach the internet. */
export const NatMode = { Single: "single", PerZone: "per-zone" } as const;
export type NatMode = (typeof NatMode)[keyof typeof NatMode];

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

export interface NetworkArgs {
  /** IPv4 range of the VPC, private (RFC 1918). @default "10.0.0.0/16" */
  cidr?: string;
  /** Number of availability zones, 2 to 6. @default 3 */
  zones?: number;
  /** One NAT gateway for all zones, or one in each: then the loss of a zone takes no other zone's egress. @default "per-zone" */
  nat?: NatMode;
}

export interface EndpointArgs {
  /** Whether the API server also answers on the internet. @default false (NET-01) */
  publicAccess?: boolean;
  /** The networks that may reach it there; needs publicAccess. Without any, EKS admits everybody: 0.0.0.0/0. (NET-01) */
  publicAccessCidrs?: string[];
}

export interface AccessArgs {
  /**
   * ARN of the IAM role or user that deploys. Set it where several deploy, to the role that all of them take: the entry
   * would follow whoever runs the program. @default the principal behind the credentials of the run (IAM-01)
   */
  deployer?: pulumi.Input<string>;
  /** ARNs of IAM roles or users that administer the cluster. The deployer has its own entry: do not list it. @default none */
  admins?: pulumi.Input<string>[];
  /** ARNs of IAM roles or users that may read what is in namespaces, except Secrets. @default none */
  viewers?: pulumi.Input<string>[];
}

export interface NodeGroupArgs {
  /** Instance types, the preferred one first; all of the image's architecture. @default ["m6i.large"], for an ARM image ["m7g.large"] */
  instanceTypes?: string[];
  /** Image family. @default "BOTTLEROCKET_x86_64" */
  amiType?: NodeAmiType;
  /** How the instances are bought; a Spot instance can be taken back at two minutes' notice. @default "ON_DEMAND" */
  capacityType?: NodeCapacityType;
  /** Fewest nodes. @default the number of zones */
  minSize?: number;
  /** Most nodes. @default twice the larger of minSize and desiredSize */
  maxSize?: number;
  /** Nodes to start with. @default minSize */
  desiredSize?: number;
  /** Size of the volume that holds images and pods' scratch data, in GiB, 20 to 16384. @default 50 (ENC-03) */
  diskGiB?: number;
}

export interface KeyArgs {
  /** Days between the wish to delete a key and its end, 7 to 30. @default 30 */
  deletionWindowDays?: number;
  /** Days after which a key gets new material, 90 to what the regimes allow. @default 365 (KEY-01) */
  rotationDays?: number;
}

export interface LogArgs {
  /** Days that control-plane logs are kept; CloudWatch takes listed values only. @default what the regimes ask for (LOG-02) */
  retentionDays?: number;
}
