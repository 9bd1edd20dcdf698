import * as aws from "@pulumi/aws";
import { formatCidr, type Network, parseCidr, planSubnets } from "../../foundations/cidr";
import { type ClusterContext, having, tagged } from "../../aws";
import { NatMode } from "./args";
import { createNats, routeIsolated, routePrivate, routePublic } from "./routes";
import type { CreatedNetwork } from "./settings";
import type { NetworkSite, SubnetHandle } from "./site";
import { findZones, type Zone } from "./zones";

type SubnetKind = "private" | "public" | "isolated";

/** The names by which load balancer controllers find the subnets for each kind of load balancer. */
const loadBalancerTags: Record<SubnetKind, Record<string, string>> = {
  private: { "kubernetes.io/role/internal-elb": "1" },
  public: { "kubernetes.io/role/elb": "1" },
  isolated: {},
};

/** A VPC with a private, an isolated and, where there is a way out, a public subnet in every zone. */
export function createVpc(context: ClusterContext, settings: CreatedNetwork): NetworkSite {
  const { name, options } = context;
  const vpc = new aws.ec2.Vpc(
    `${name}-vpc`,
    { cidrBlock: settings.cidr, enableDnsSupport: true, enableDnsHostnames: true, tags: tagged(context, "vpc") },
    options,
  );
  // The default group lets its members talk to each other; whoever forgets to name a group would land in it.
  new aws.ec2.DefaultSecurityGroup(
    `${name}-default`,
    { vpcId: vpc.id, ingress: [], egress: [], tags: tagged(context, "default-unused") },
    options,
  );
  const zones = findZones(context, settings.zones);
  const plan = planSubnets(parseCidr(settings.cidr)!, settings.zones)!;
  const subnetsOf = (kind: SubnetKind) =>
    zones.map((zone) => createSubnet(context, vpc, zone, kind, plan[kind][zone.index]!));
  const handlesOf = (kind: SubnetKind, subnets: aws.ec2.Subnet[]) =>
    subnets.map(({ id, availabilityZone }, index): SubnetHandle => ({
      id,
      availabilityZone,
      cidr: formatCidr(plan[kind][index]!),
    }));
  const open = settings.nat !== NatMode.None;
  const privates = subnetsOf("private");
  const isolated = subnetsOf("isolated");
  const publics = open ? subnetsOf("public") : [];
  const publicRoutes = open ? routePublic(context, vpc, publics) : [];
  const nats = createNats(context, settings.nat === NatMode.Single ? publics.slice(0, 1) : publics, publicRoutes);
  const out = routePrivate(
    context,
    vpc,
    privates,
    nats.map(({ gateway }) => gateway),
  );
  const closed = routeIsolated(context, vpc, isolated);
  return {
    vpcId: vpc.id,
    privates: handlesOf("private", privates),
    publics: handlesOf("public", publics),
    isolated: handlesOf("isolated", isolated),
    controlPlaneSubnetIds: privates.slice(0, 2).map(({ id }) => id),
    endpointSubnetIds: privates.map(({ id }) => id),
    routeTableIds: [...out.tables, ...closed.tables].map(({ id }) => id),
    routes: [...publicRoutes, ...out.routes],
    addresses: nats.map(({ address }) => address),
  };
}

function createSubnet(
  context: ClusterContext,
  vpc: aws.ec2.Vpc,
  zone: Zone,
  kind: SubnetKind,
  network: Network,
): aws.ec2.Subnet {
  const role = `${kind}-${zone.index}`;
  return new aws.ec2.Subnet(
    `${context.name}-${role}`,
    {
      vpcId: vpc.id,
      cidrBlock: formatCidr(network),
      availabilityZone: zone.availabilityZone,
      mapPublicIpOnLaunch: false,
      tags: { ...tagged(context, role), ...loadBalancerTags[kind] },
    },
    // Zones are looked up anew each time: one that is impaired for a day, or a new one, must not replace the subnets.
    having(context, { ignoreChanges: ["availabilityZone"] }),
  );
}
