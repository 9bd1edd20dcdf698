import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { everywhere } from "../../foundations/cidr";
import { type ClusterContext, having, tagged } from "../../aws";

interface Routing {
  tables: aws.ec2.RouteTable[];
  routes: pulumi.Resource[];
}

/** Public subnets share a table that leads to the internet. */
export function routePublic(context: ClusterContext, vpc: aws.ec2.Vpc, subnets: aws.ec2.Subnet[]): pulumi.Resource[] {
  const { name, options } = context;
  const gateway = new aws.ec2.InternetGateway(
    `${name}-internet`,
    { vpcId: vpc.id, tags: tagged(context, "internet") },
    options,
  );
  const table = createTable(context, vpc, "public");
  const route = new aws.ec2.Route(
    `${name}-public`,
    { routeTableId: table.id, destinationCidrBlock: everywhere, gatewayId: gateway.id },
    options,
  );
  return [route, ...subnets.map((subnet, index) => associate(context, `public-${index}`, table, subnet))];
}

/** Each private subnet has a table of its own, which leads to a NAT gateway where there is one. */
export function routePrivate(
  context: ClusterContext,
  vpc: aws.ec2.Vpc,
  subnets: aws.ec2.Subnet[],
  gateways: aws.ec2.NatGateway[],
): Routing {
  const each = subnets.map((subnet, index) => {
    const role = `private-${index}`;
    const table = createTable(context, vpc, role);
    const gateway = gateways[index % gateways.length];
    const routes: pulumi.Resource[] = [];
    if (gateway !== undefined) {
      routes.push(
        new aws.ec2.Route(
          `${context.name}-${role}`,
          { routeTableId: table.id, destinationCidrBlock: everywhere, natGatewayId: gateway.id },
          context.options,
        ),
      );
    }
    return { table, routes: [...routes, associate(context, role, table, subnet)] };
  });
  return { tables: each.map(({ table }) => table), routes: each.flatMap(({ routes }) => routes) };
}

/** Isolated subnets share a table without a way out: what holds data neither calls nor is called from outside. */
export function routeIsolated(context: ClusterContext, vpc: aws.ec2.Vpc, subnets: aws.ec2.Subnet[]): Routing {
  const table = createTable(context, vpc, "isolated");
  return {
    tables: [table],
    routes: subnets.map((subnet, index) => associate(context, `isolated-${index}`, table, subnet)),
  };
}

interface Nat {
  address: aws.ec2.Eip;
  gateway: aws.ec2.NatGateway;
}

export function createNats(context: ClusterContext, hosts: aws.ec2.Subnet[], publicRoutes: pulumi.Resource[]): Nat[] {
  // An address can be given up only while the VPC has its internet gateway, so both wait for the public routes.
  const options = having(context, { dependsOn: publicRoutes });
  return hosts.map((subnet, index) => {
    const role = `nat-${index}`;
    const tags = tagged(context, role);
    const address = new aws.ec2.Eip(`${context.name}-${role}`, { domain: "vpc", tags }, options);
    const gateway = new aws.ec2.NatGateway(
      `${context.name}-${role}`,
      { allocationId: address.id, subnetId: subnet.id, tags },
      options,
    );
    return { address, gateway };
  });
}

function createTable(context: ClusterContext, vpc: aws.ec2.Vpc, role: string): aws.ec2.RouteTable {
  return new aws.ec2.RouteTable(
    `${context.name}-${role}`,
    { vpcId: vpc.id, tags: tagged(context, role) },
    context.options,
  );
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
