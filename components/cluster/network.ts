import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { formatCidr, parseCidr, planSubnets } from "../foundations/cidr";
import { NatMode } from "./args";
import { type ClusterContext, tagged, having } from "./context";
import type { NetworkSettings } from "./settings";

export interface NetworkHandle {
  vpcId: pulumi.Output<string>;
  privateSubnetIds: pulumi.Output<string>[];
  /** What must be there before a node can reach the services that it needs to join. */
  egress: pulumi.Resource[];
  /** The addresses of the NAT gateways. */
  addresses: pulumi.Resource[];
}

/** Each zone's part of the network. */
interface Zone {
  /** From 0 on; part of names, because zone names differ from account to account. */
  index: number;
  availabilityZone: pulumi.Output<string>;
}

/** A VPC with a private and a public subnet in every zone, NAT for the private ones, and an empty default security group. */
export function createNetwork(context: ClusterContext, settings: NetworkSettings): NetworkHandle {
  const { name, options } = context;
  const vpc = new aws.ec2.Vpc(
    `${name}-vpc`,
    {
      cidrBlock: settings.cidr,
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: tagged(context, "vpc"),
    },
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
  const publics = zones.map((zone) => createSubnet(context, vpc, zone, "public", formatCidr(plan.public[zone.index]!)));
  const privates = zones.map((zone) =>
    createSubnet(context, vpc, zone, "private", formatCidr(plan.private[zone.index]!)),
  );
  const publicRoutes = routePublic(context, vpc, publics);
  const hosts = settings.nat === NatMode.Single ? publics.slice(0, 1) : publics;
  const nats = hosts.map((subnet, index) => createNat(context, subnet, index, publicRoutes));
  const gateways = nats.map(({ gateway }) => gateway);
  const privateRoutes = routePrivate(context, vpc, privates, gateways);
  return {
    vpcId: vpc.id,
    privateSubnetIds: privates.map((subnet) => subnet.id),
    egress: [...publicRoutes, ...privateRoutes],
    addresses: nats.map(({ address }) => address),
  };
}

function findZones(context: ClusterContext, count: number): Zone[] {
  const found = aws.getAvailabilityZonesOutput(
    {
      state: "available",
      // Local and Wavelength Zones carry no EKS control plane.
      filters: [{ name: "zone-type", values: ["availability-zone"] }],
      // EKS refuses subnets in these: https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
      excludeZoneIds: ["use1-az3", "usw1-az2", "cac1-az3"],
    },
    { parent: context.options.parent },
  ).names;
  return Array.from({ length: count }, (_, index) => ({
    index,
    availabilityZone: found.apply((names) => {
      const zone = names[index];
      if (zone === undefined) {
        throw new Error(`network.zones: got ${count}; expected at most ${names.length}, which this region has`);
      }
      return zone;
    }),
  }));
}

function createSubnet(
  context: ClusterContext,
  vpc: aws.ec2.Vpc,
  zone: Zone,
  kind: "public" | "private",
  cidrBlock: string,
): aws.ec2.Subnet {
  // The names by which load balancer controllers find the subnets for each kind of load balancer.
  const role = kind === "public" ? "kubernetes.io/role/elb" : "kubernetes.io/role/internal-elb";
  return new aws.ec2.Subnet(
    `${context.name}-${kind}-${zone.index}`,
    {
      vpcId: vpc.id,
      cidrBlock,
      availabilityZone: zone.availabilityZone,
      mapPublicIpOnLaunch: false,
      tags: { ...tagged(context, `${kind}-${zone.index}`), [role]: "1" },
    },
    // Zones are looked up anew each time: one that is impaired for a day, or a new one, must not replace the subnets.
    pulumi.mergeOptions(context.options, { ignoreChanges: ["availabilityZone"] }),
  );
}

function routePublic(context: ClusterContext, vpc: aws.ec2.Vpc, subnets: aws.ec2.Subnet[]): pulumi.Resource[] {
  const { name, options } = context;
  const gateway = new aws.ec2.InternetGateway(
    `${name}-internet`,
    { vpcId: vpc.id, tags: tagged(context, "internet") },
    options,
  );
  const table = new aws.ec2.RouteTable(`${name}-public`, { vpcId: vpc.id, tags: tagged(context, "public") }, options);
  const route = new aws.ec2.Route(
    `${name}-public`,
    { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: gateway.id },
    options,
  );
  return [route, ...subnets.map((subnet, index) => associate(context, `public-${index}`, table, subnet))];
}

function routePrivate(
  context: ClusterContext,
  vpc: aws.ec2.Vpc,
  privates: aws.ec2.Subnet[],
  gateways: aws.ec2.NatGateway[],
): pulumi.Resource[] {
  return privates.flatMap((subnet, index) => {
    const role = `private-${index}`;
    const table = new aws.ec2.RouteTable(
      `${context.name}-${role}`,
      { vpcId: vpc.id, tags: tagged(context, role) },
      context.options,
    );
    const route = new aws.ec2.Route(
      `${context.name}-${role}`,
      {
        routeTableId: table.id,
        destinationCidrBlock: "0.0.0.0/0",
        natGatewayId: gateways[index % gateways.length]!.id,
      },
      context.options,
    );
    return [route, associate(context, role, table, subnet)];
  });
}

function createNat(
  context: ClusterContext,
  subnet: aws.ec2.Subnet,
  index: number,
  publicRoutes: pulumi.Resource[],
): { address: aws.ec2.Eip; gateway: aws.ec2.NatGateway } {
  const role = `nat-${index}`;
  // An address can be given up only while the VPC has its internet gateway, so both wait for the public routes.
  const options = having(context, { dependsOn: publicRoutes });
  const address = new aws.ec2.Eip(`${context.name}-${role}`, { domain: "vpc", tags: tagged(context, role) }, options);
  const gateway = new aws.ec2.NatGateway(
    `${context.name}-${role}`,
    { allocationId: address.id, subnetId: subnet.id, tags: tagged(context, role) },
    options,
  );
  return { address, gateway };
}

function associate(
  context: ClusterContext,
  role: string,
  table: aws.ec2.RouteTable,
  subnet: aws.ec2.Subnet,
): aws.ec2.RouteTableAssociation {
  return new aws.ec2.RouteTableAssociation(
    `${context.name}-${role}`,
    { routeTableId: table.id, subnetId: subnet.id },
    context.options,
  );
}
