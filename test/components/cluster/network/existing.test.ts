import { expect } from "chai";
import type { NetworkArgs } from "../../../../components/cluster/network";
import { type FoundSubnet, type FoundVpc, networkMistakes } from "../../../../components/cluster/network/existing";
import { formatMistake, Provision } from "../../../../catalogue/contracts";
import type { InvokeFixture } from "../../../../cli/preview/fixtures/file";
import { countsOf, recordNetwork, valuesOf } from "./recorded";

const vpcId = "vpc-0a1b2c3d";
const endpointType = "aws:ec2/vpcEndpoint:VpcEndpoint";

const vpcFixture = (changes = {}): InvokeFixture => ({
  token: "aws:ec2/getVpc:getVpc",
  args: { id: vpcId },
  result: {
    id: vpcId,
    enableDnsSupport: true,
    enableDnsHostnames: true,
    cidrBlock: "10.9.0.0/16",
    cidrBlockAssociations: [{ associationId: "a", cidrBlock: "10.9.0.0/16", state: "associated" }],
    ...changes,
  },
});

/** Subnet 1 is in zone a, 2 in b, 3 in a again, and so on. */
const subnetId = (index: number) => `subnet-0000000${index}`;
const subnetFixture = (index: number, changes = {}): InvokeFixture => {
  const letter = index % 2 === 0 ? "b" : "a";
  return {
    token: "aws:ec2/getSubnet:getSubnet",
    args: { id: subnetId(index) },
    result: {
      id: subnetId(index),
      vpcId,
      cidrBlock: `10.9.${index}.0/24`,
      availabilityZone: `eu-central-1${letter}`,
      availabilityZoneId: `euc1-az${letter === "a" ? 1 : 2}`,
      availableIpAddressCount: 16,
      mapPublicIpOnLaunch: index > 3,
      ...changes,
    },
  };
};

const args: NetworkArgs = {
  mode: Provision.Existing,
  vpcId,
  privateSubnetIds: [1, 2, 3].map(subnetId),
  publicSubnetIds: [subnetId(4)],
  isolatedSubnetIds: [subnetId(5)],
  endpoints: { mode: Provision.Create },
};
const invokes = [vpcFixture(), ...[1, 2, 3, 4, 5].map((index) => subnetFixture(index))];
const logs = { FlowLog: 1, LogGroup: 1, Role: 1, RolePolicy: 1 };
const open = { SecurityGroup: 1, VpcEndpoint: 13 };

describe("cluster/network: a VPC that exists", () => {
  it("gets flow logs and interface endpoints, and nothing else", async () => {
    const { recording, network } = await recordNetwork(args, { invokes });
    expect(countsOf(recording)).to.deep.equal({ ...logs, ...open });
    expect(recording.one("aws:ec2/flowLog:FlowLog").inputs["vpcId"]).to.equal(vpcId);
    expect(recording.one("aws:ec2/securityGroup:SecurityGroup").inputs["vpcId"]).to.equal(vpcId);
    expect(await valuesOf([network.vpcId])).to.deep.equal([vpcId]);
    expect(await valuesOf(network.privateSubnetIds)).to.deep.equal([1, 2, 3].map(subnetId));
    expect(await valuesOf(network.publicSubnetIds)).to.deep.equal([subnetId(4)]);
    expect(await valuesOf(network.isolatedSubnetIds)).to.deep.equal([subnetId(5)]);
    expect(await valuesOf(network.availabilityZones)).to.deep.equal([
      "eu-central-1a",
      "eu-central-1b",
      "eu-central-1a",
    ]);
    expect(network.addresses).to.deep.equal([]);
    expect(network.egress).to.have.length(13);
  });

  it("admits all of itself to the endpoints, each of its ranges, because their names hold for all of it", async () => {
    const ranges = ["10.9.0.0/16", "100.64.0.0/16"].map((cidrBlock) => ({ cidrBlock }));
    const { recording } = await recordNetwork(args, {
      invokes: [vpcFixture({ cidrBlockAssociations: ranges }), ...invokes.slice(1)],
    });
    expect(recording.one("aws:ec2/securityGroup:SecurityGroup").inputs["ingress"]).to.deep.equal([
      {
        description: "HTTPS from the VPC",
        protocol: "tcp",
        fromPort: 443,
        toPort: 443,
        cidrBlocks: ["10.9.0.0/16", "100.64.0.0/16"],
      },
    ]);
  });

  it("gives the control plane one subnet in each of the first two zones, whatever the order of its subnets", async () => {
    const of = async (...order: number[]) => {
      const { network } = await recordNetwork({ ...args, privateSubnetIds: order.map(subnetId) }, { invokes });
      return valuesOf(network.controlPlaneSubnetIds);
    };
    expect(await of(1, 3, 2)).to.deep.equal([1, 2].map(subnetId));
    expect(await of(2, 1, 3)).to.deep.equal([2, 1].map(subnetId));
  });

  it("has its endpoints in one subnet of each zone, which is all that AWS takes", async () => {
    const { recording } = await recordNetwork(args, { invokes });
    expect(recording.one(endpointType, "main-endpoint-ec2").inputs).to.deep.include({
      vpcId,
      subnetIds: [1, 2].map(subnetId),
    });
  });

  it("gets the S3 gateway where route tables are named", async () => {
    const routeTableIds = ["rtb-0a1b2c3d", "rtb-0a1b2c3e"];
    const { recording } = await recordNetwork({ ...args, routeTableIds }, { invokes });
    expect(recording.one(endpointType, "main-endpoint-s3").inputs).to.deep.include({ vpcId, routeTableIds });
  });

  it("gets nothing where the account provides the rest as well", async () => {
    const vouched = { mode: Provision.Inherited, vouchedBy: "platform" };
    const both = { ...args, flowLogs: vouched, endpoints: vouched };
    expect(countsOf((await recordNetwork(both, { invokes })).recording)).to.deep.equal({});
    expect(countsOf((await recordNetwork({ ...args, flowLogs: vouched }, { invokes })).recording)).to.deep.equal(open);
    expect(countsOf((await recordNetwork({ ...args, endpoints: vouched }, { invokes })).recording)).to.deep.equal(logs);
  });

  it("is refused when it cannot carry a cluster, all at once", async () => {
    const wrong = [
      vpcFixture({ enableDnsSupport: false, enableDnsHostnames: false }),
      subnetFixture(1, { vpcId: "vpc-00000000" }),
      ...invokes.slice(2),
    ];
    const message = await recordNetwork(args, { invokes: wrong }).then(
      () => "no error",
      (error: Error) => error.message,
    );
    expect(message).to.contain(`network.vpcId: got ${vpcId} without DNS support; expected a VPC with DNS support`);
    expect(message).to.contain(`network.vpcId: got ${vpcId} without DNS hostnames; expected a VPC with DNS hostnames`);
    expect(message).to.contain(`network.privateSubnetIds[0]: got ${subnetId(1)} in vpc-00000000; expected a subnet of`);
  });
});

describe("cluster/network: what a VPC must offer", () => {
  const vpc: FoundVpc = { id: vpcId, enableDnsSupport: true, enableDnsHostnames: true, cidrBlocks: ["10.9.0.0/16"] };
  const subnet = (index: number, changes: Partial<FoundSubnet> = {}): FoundSubnet => ({
    ...(subnetFixture(index).result as unknown as FoundSubnet),
    path: `network.privateSubnetIds[${index - 1}]`,
    private: true,
    ...changes,
  });
  const findings = (...changes: Partial<FoundSubnet>[]) =>
    networkMistakes(vpc, [subnet(1, changes[0]), subnet(2, changes[1])], "172.20.0.0/16").map(formatMistake);
  const first = "network.privateSubnetIds[0]: got subnet-00000001";

  it("is offered by a plain one", () => expect(findings()).to.deep.equal([]));

  it("is subnets of its own", () => {
    expect(findings({ vpcId: "vpc-1" })).to.deep.equal([`${first} in vpc-1; expected a subnet of ${vpcId}`]);
  });

  it("is two zones, which EKS takes", () => {
    expect(findings({}, { availabilityZone: "eu-central-1a" })).to.deep.equal([
      "network.privateSubnetIds: got subnets in eu-central-1a only; expected two zones or more",
    ]);
    for (const availabilityZoneId of ["use1-az3", "usw1-az2", "cac1-az3"]) {
      expect(findings({ availabilityZoneId })).to.deep.equal([
        `${first} in ${availabilityZoneId}; expected a zone that EKS takes`,
      ]);
    }
  });

  it("is free addresses, none of them public", () => {
    expect(findings({ availableIpAddressCount: 15 })).to.deep.equal([
      `${first} with 15 free addresses; expected 16 or more`,
    ]);
    expect(findings({ mapPublicIpOnLaunch: true })).to.deep.equal([
      `${first}, which gives nodes public addresses; expected a subnet that does not (NET-02)`,
    ]);
  });

  it("of other subnets is only that they are its own", () => {
    const other = { private: false, path: "network.publicSubnetIds[0]", id: "subnet-9" };
    const loose = { ...other, mapPublicIpOnLaunch: true, availableIpAddressCount: 0, availabilityZoneId: "use1-az3" };
    const all = [subnet(1), subnet(2), subnet(4, loose)];
    expect(networkMistakes(vpc, all, "172.20.0.0/16")).to.deep.equal([]);
    const foreign = networkMistakes(
      vpc,
      [subnet(1), subnet(2), subnet(4, { ...loose, vpcId: "vpc-1" })],
      "172.20.0.0/16",
    );
    expect(foreign.map(({ path }) => path)).to.deep.equal(["network.publicSubnetIds[0]"]);
  });

  it("is addresses apart from those of Services, in each of its ranges", () => {
    const second = { ...vpc, cidrBlocks: ["10.9.0.0/16", "172.20.4.0/22"] };
    expect(networkMistakes(second, [subnet(1), subnet(2)], "172.20.0.0/16").map(formatMistake)).to.deep.equal([
      "network.serviceCidr: got 172.20.0.0/16; expected a network apart from the VPC's, 172.20.4.0/22",
    ]);
  });
});
