import type { Stored } from "../cloud";

const region = "eu-central-1";
const vpc = "vpc-0123456789abcdef0";

function stored(type: string, id: string, outputs: Record<string, unknown>): Stored {
  return { provider: "aws", type, id, urn: "", inputs: {}, outputs: { region, ...outputs } };
}

const subnets = ["a", "b"].map((letter, index) =>
  stored("aws:ec2/subnet:Subnet", `subnet-0123456789abcdef${index}`, {
    vpcId: vpc,
    cidrBlock: `10.40.${index}.0/24`,
    availabilityZone: `${region}${letter}`,
    availabilityZoneId: `euc1-az${index + 1}`,
    availableIpAddressCount: 250,
    mapPublicIpOnLaunch: false,
  }),
);

/** A network that somebody else has made, for the rows that move the cluster into one. */
export const existingNetwork: Stored[] = [
  stored("aws:ec2/vpc:Vpc", vpc, {
    cidrBlock: "10.40.0.0/16",
    cidrBlockAssociations: [],
    enableDnsSupport: true,
    enableDnsHostnames: true,
  }),
  ...subnets,
];
