import type * as pulumi from "@pulumi/pulumi";
import type { Provision } from "../../../catalogue/contracts";

/** How private subnets reach the internet. */
export const NatMode = { Single: "single", PerZone: "per-zone", None: "none" } as const;
export type NatMode = (typeof NatMode)[keyof typeof NatMode];

/** The record of all traffic in the VPC. */
export interface FlowLogArgs {
  /** `create`, or `inherited` where the account records the VPC's traffic already. @default "create" (NET-07) */
  mode?: Provision;
  /** With `inherited`: who vouches that all traffic is recorded, and where that is written. */
  vouchedBy?: string;
  /** Days that they are kept; CloudWatch takes listed values only. @default what the regimes ask for (NET-07) */
  retentionDays?: number;
  /** Seconds that are put together into one record, 60 or 600; 60 shows more and costs more. @default 600 */
  aggregationSeconds?: number;
}

/** Ways to services of AWS that do not leave the VPC. */
export interface VpcEndpointArgs {
  /** `create`, or `inherited` where the VPC has them already, or reaches them through another one. Required in a VPC that exists, all of which they concern. @default "create" */
  mode?: Provision;
  /** With `inherited`: who vouches that the endpoints are there, and where that is written. */
  vouchedBy?: string;
  /** Services that get an interface endpoint, for example "ecr.api"; one is billed per zone and hour. S3 has its gateway in any case. @default all that a cluster and its add-ons use; without NAT "monitoring" as well */
  services?: string[];
  /** Further accounts (twelve digits) whose principals may use S3 through the gateway; everybody may read only. @default none, only the account of the cluster */
  s3Accounts?: string[];
}

export interface NetworkArgs {
  /** `create` a VPC, or use an `existing` one, named by `vpcId` and `privateSubnetIds`. @default "create" */
  mode?: Provision;
  /** IPv4 range of the VPC, private (RFC 1918), /16 to /22. @default "10.0.0.0/16" */
  cidr?: string;
  /** Number of availability zones, 2 to 6. @default 3 */
  zones?: number;
  /** One NAT gateway for all zones; one in each, so that the loss of a zone takes no other zone's egress; or none, and with it no public subnets. @default "per-zone" */
  nat?: NatMode;
  /** IPv4 range of Kubernetes Services, private (RFC 1918), /12 to /24, apart from the VPC and from `apiCidrs`; another one replaces the cluster. @default "172.20.0.0/16", or "10.100.0.0/16" where that overlaps the VPC */
  serviceCidr?: string;
  /** Private networks, for example peered ones, that may reach the private API server on port 443; 40 at most. @default none (NET-01) */
  apiCidrs?: string[];
  /** With `existing`: id of the VPC. It must have DNS support and DNS hostnames. */
  vpcId?: pulumi.Input<string>;
  /** With `existing`: two subnets or more for nodes, in two zones or more, each with 16 free addresses and without public ones. (NET-02) */
  privateSubnetIds?: pulumi.Input<string>[];
  /** With `existing`: subnets for load balancers that face the internet. @default none */
  publicSubnetIds?: pulumi.Input<string>[];
  /** With `existing`: subnets for data, without a way out. @default none */
  isolatedSubnetIds?: pulumi.Input<string>[];
  /** With `existing`: route tables that the S3 gateway endpoint enters. @default none, and then no S3 gateway endpoint is made */
  routeTableIds?: pulumi.Input<string>[];
  /** The record of all traffic. (NET-07) */
  flowLogs?: FlowLogArgs;
  /** Ways to services of AWS that do not leave the VPC. */
  endpoints?: VpcEndpointArgs;
}
