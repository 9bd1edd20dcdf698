import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { formatMistake, type Mistake } from "../../../catalogue/contracts";
import { overlap, parseCidr } from "../../foundations/cidr";
import type { ClusterContext } from "../../aws";
import type { ExistingNetwork } from "./settings";
import type { NetworkSite, SubnetHandle } from "./site";
import { excludedZoneIds } from "./zones";

/** EKS asks for six free addresses in each subnet of the control plane, and advises these. */
const fewestAddresses = 16;

/** What must be known of a VPC that exists. */
export interface FoundVpc {
  id: string;
  enableDnsSupport: boolean;
  enableDnsHostnames: boolean;
  cidrBlocks: string[];
}

/** What must be known of a subnet that exists, and which argument named it. */
export interface FoundSubnet {
  path: string;
  private: boolean;
  id: string;
  vpcId: string;
  cidrBlock: string;
  availabilityZone: string;
  availabilityZoneId: string;
  availableIpAddressCount: number;
  mapPublicIpOnLaunch: boolean;
}

/**
 * Looks up a VPC and its subnets, and refuses what a cluster cannot run in. Everything made in it uses the checked
 * answers, so that nothing of it is made before.
 */
export function findNetwork(context: ClusterContext, settings: ExistingNetwork): NetworkSite {
  const options = { parent: context.options.parent };
  const vpc = aws.ec2
    .getVpcOutput({ id: settings.vpcId }, options)
    .apply(({ id, enableDnsSupport, enableDnsHostnames, cidrBlock, cidrBlockAssociations }): FoundVpc => ({
      id,
      enableDnsSupport,
      enableDnsHostnames,
      cidrBlocks: [...new Set([cidrBlock, ...(cidrBlockAssociations ?? []).map((each) => each.cidrBlock)])],
    }));
  const find = (list: "privateSubnetIds" | "publicSubnetIds" | "isolatedSubnetIds") =>
    settings[list].map((id, index) =>
      aws.ec2.getSubnetOutput({ id }, options).apply((found): FoundSubnet => ({
        ...found,
        path: `network.${list}[${index}]`,
        private: list === "privateSubnetIds",
      })),
    );
  const privates = find("privateSubnetIds");
  const publics = find("publicSubnetIds");
  const isolated = find("isolatedSubnetIds");
  const sound = pulumi
    .all([vpc, pulumi.all([...privates, ...publics, ...isolated])])
    .apply(([foundVpc, foundSubnets]) => {
      const mistakes = networkMistakes(foundVpc, foundSubnets, settings.serviceCidr);
      if (mistakes.length > 0) throw new Error(mistakes.map(formatMistake).join("\n"));
      return foundSubnets;
    });
  const handlesFrom = (start: number, { length }: unknown[]) =>
    Array.from({ length }, (_, index) => handleOf(sound.apply((subnets) => subnets[start + index]!)));
  const endpointSubnetIds = sound.apply((subnets) => onePerZone(subnets.filter((each) => each.private)));
  const found = pulumi.all([vpc, sound]).apply(([each]) => each);
  return {
    vpcId: found.id,
    privates: handlesFrom(0, privates),
    publics: handlesFrom(privates.length, publics),
    isolated: handlesFrom(privates.length + publics.length, isolated),
    controlPlaneSubnetIds: [0, 1].map((zone) => endpointSubnetIds.apply((ids) => ids[zone]!)),
    ranges: found.cidrBlocks,
    endpointSubnetIds,
    routeTableIds: settings.routeTableIds,
    routes: [],
    addresses: [],
  };
}

function handleOf(subnet: pulumi.Output<FoundSubnet>): SubnetHandle {
  return { id: subnet.id, cidr: subnet.cidrBlock, availabilityZone: subnet.availabilityZone };
}

/** The first subnet of each zone. */
function onePerZone(subnets: FoundSubnet[]): string[] {
  const zones = subnets.map(({ availabilityZoneId }) => availabilityZoneId);
  return subnets.filter((_, index) => zones.indexOf(zones[index]!) === index).map(({ id }) => id);
}

/** All that is wrong with a VPC for a cluster whose Services have that range. */
export function networkMistakes(vpc: FoundVpc, subnets: FoundSubnet[], serviceCidr: string): Mistake[] {
  const mistakes: Mistake[] = [];
  const note = (path: string, got: string, expected: string) => mistakes.push({ path, got, expected });
  if (!vpc.enableDnsSupport) note("network.vpcId", `${vpc.id} without DNS support`, "a VPC with DNS support");
  if (!vpc.enableDnsHostnames) note("network.vpcId", `${vpc.id} without DNS hostnames`, "a VPC with DNS hostnames");
  const services = parseCidr(serviceCidr);
  const shared = vpc.cidrBlocks.find((cidr) => services !== undefined && overlap(parseCidr(cidr)!, services));
  if (shared !== undefined) note("network.serviceCidr", serviceCidr, `a network apart from the VPC's, ${shared}`);
  for (const subnet of subnets) {
    if (subnet.vpcId !== vpc.id) note(subnet.path, `${subnet.id} in ${subnet.vpcId}`, `a subnet of ${vpc.id}`);
  }
  const privates = subnets.filter((each) => each.private);
  for (const { path, id, ...subnet } of privates) {
    if (excludedZoneIds.includes(subnet.availabilityZoneId)) {
      note(path, `${id} in ${subnet.availabilityZoneId}`, "a zone that EKS takes");
    }
    if (subnet.availableIpAddressCount < fewestAddresses) {
      const got = `${id} with ${subnet.availableIpAddressCount} free addresses`;
      note(path, got, `${fewestAddresses} or more`);
    }
    if (subnet.mapPublicIpOnLaunch) {
      note(path, `${id}, which gives nodes public addresses`, "a subnet that does not (NET-02)");
    }
  }
  const zones = [...new Set(privates.map(({ availabilityZone }) => availabilityZone))];
  if (zones.length < 2) note("network.privateSubnetIds", `subnets in ${zones.join()} only`, "two zones or more");
  return mistakes;
}
