import type * as pulumi from "@pulumi/pulumi";
import { Provision } from "../../../catalogue/contracts";
import type { ClusterContext } from "../../aws";
import type { KeyHandle } from "../keys";
import { createEndpoints } from "./endpoints";
import { findNetwork } from "./existing";
import { createFlowLogs } from "./flow-logs";
import type { NetworkSettings } from "./settings";
import { createVpc } from "./vpc";

export interface NetworkHandle {
  vpcId: pulumi.Output<string>;
  /** Nodes and internal load balancers. */
  privateSubnetIds: pulumi.Output<string>[];
  /**
   * Where the control plane has its interfaces: two zones, however many there are, because EKS keeps the set of zones that
   * a cluster was made with. https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
   */
  controlPlaneSubnetIds: pulumi.Output<string>[];
  /** Load balancers that face the internet; none where the VPC has no way out. */
  publicSubnetIds: pulumi.Output<string>[];
  /** Data: neither in nor out. */
  isolatedSubnetIds: pulumi.Output<string>[];
  /** Of the private subnets, in their order. */
  availabilityZones: pulumi.Output<string>[];
  /** What must be there before a node can reach the services that it needs to join. */
  egress: pulumi.Resource[];
  /** The addresses of the NAT gateways. */
  addresses: pulumi.Resource[];
}

/** A VPC, made or found, with its flow logs and its ways to services of AWS. */
export function createNetwork(
  context: ClusterContext,
  settings: NetworkSettings,
  { logsKey }: { logsKey: KeyHandle },
): NetworkHandle {
  const site = settings.mode === Provision.Create ? createVpc(context, settings) : findNetwork(context, settings);
  const { flowLogs, endpoints } = settings;
  if (flowLogs.mode === Provision.Create) createFlowLogs(context, flowLogs, site.vpcId, logsKey);
  const made = endpoints.mode === Provision.Create ? createEndpoints(context, endpoints, site) : [];
  const privateSubnetIds = site.privates.map(({ id }) => id);
  return {
    vpcId: site.vpcId,
    privateSubnetIds,
    controlPlaneSubnetIds: site.controlPlaneSubnetIds,
    publicSubnetIds: site.publics.map(({ id }) => id),
    isolatedSubnetIds: site.isolated.map(({ id }) => id),
    availabilityZones: site.privates.map(({ availabilityZone }) => availabilityZone),
    egress: [...site.routes, ...made],
    addresses: site.addresses,
  };
}
