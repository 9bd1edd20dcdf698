import type * as pulumi from "@pulumi/pulumi";

/** A subnet, made or found. */
export interface SubnetHandle {
  id: pulumi.Output<string>;
  cidr: pulumi.Input<string>;
  availabilityZone: pulumi.Output<string>;
}

/** A VPC, made or found, as flow logs and endpoints need it. */
export interface NetworkSite {
  vpcId: pulumi.Output<string>;
  privates: SubnetHandle[];
  publics: SubnetHandle[];
  isolated: SubnetHandle[];
  /** Where the control plane has its interfaces: two subnets, in two zones. */
  controlPlaneSubnetIds: pulumi.Output<string>[];
  /** Every range of a VPC that exists, whose number is known only once it is found. */
  ranges?: pulumi.Output<string[]>;
  /** Where interface endpoints stand: one subnet in each zone, which is all that AWS takes. */
  endpointSubnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Tables that the S3 gateway endpoint enters. */
  routeTableIds: pulumi.Input<string>[];
  /** Routes and associations of ours, by which nodes get out. */
  routes: pulumi.Resource[];
  /** The addresses of the NAT gateways. */
  addresses: pulumi.Resource[];
}
