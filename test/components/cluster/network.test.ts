import { expect } from "chai";
import type { Recording } from "../../support/recorder";
import { at, dependenciesOf, recordCluster, sourceOf } from "../recorded";

const subnetType = "aws:ec2/subnet:Subnet";

describe("cluster/network", () => {
  let recording: Recording;
  before(async () => (recording = await recordCluster({ tags: { owner: "platform" } })));

  it("is a VPC with names, and an emptied default security group", () => {
    const vpc = recording.one("aws:ec2/vpc:Vpc");
    expect(vpc.name).to.equal("main-vpc");
    expect(vpc.inputs).to.deep.equal({
      cidrBlock: "10.0.0.0/16",
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: { owner: "platform", Name: "main-vpc", "rampart:cluster": "main" },
    });
    const group = recording.one("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup");
    expect([group.inputs["ingress"], group.inputs["egress"]]).to.deep.equal([[], []]);
    expect(sourceOf(group, "vpcId")).to.deep.equal(["aws:ec2/vpc:Vpc::main-vpc"]);
  });

  it("has a private and a public subnet in each of three zones, without public addresses", () => {
    const subnets = recording.ofType(subnetType).map(({ name, inputs }) => ({ name, ...inputs }));
    const tags = (name: string, role: string) => ({
      owner: "platform",
      Name: name,
      "rampart:cluster": "main",
      [`kubernetes.io/role/${role}`]: "1",
    });
    const expected = [
      ["main-private-0", "10.0.0.0/18", "us-east-1a", "internal-elb"],
      ["main-private-1", "10.0.64.0/18", "us-east-1b", "internal-elb"],
      ["main-private-2", "10.0.128.0/18", "us-east-1c", "internal-elb"],
      ["main-public-0", "10.0.192.0/20", "us-east-1a", "elb"],
      ["main-public-1", "10.0.208.0/20", "us-east-1b", "elb"],
      ["main-public-2", "10.0.224.0/20", "us-east-1c", "elb"],
    ] as const;
    const { vpcId } = subnets[0] as unknown as { vpcId: string };
    expect(subnets).to.deep.equal(
      expected.map(([name, cidrBlock, availabilityZone, role]) => ({
        name,
        vpcId,
        cidrBlock,
        availabilityZone,
        mapPublicIpOnLaunch: false,
        tags: tags(name, role),
      })),
    );
  });

  it("keeps subnets where they are when the list of zones changes", () => {
    const ignored = recording.ofType(subnetType).map(({ options }) => options.ignoreChanges);
    expect(ignored).to.deep.equal(Array.from({ length: 6 }, () => ["availabilityZone"]));
  });

  it("routes each zone's private subnet through the NAT gateway of its zone", () => {
    for (const zone of [0, 1, 2]) {
      const route = recording.one("aws:ec2/route:Route", `main-private-${zone}`);
      expect(route.inputs["destinationCidrBlock"]).to.equal("0.0.0.0/0");
      expect(sourceOf(route, "natGatewayId")).to.deep.equal([`aws:ec2/natGateway:NatGateway::main-nat-${zone}`]);
      const nat = recording.one("aws:ec2/natGateway:NatGateway", `main-nat-${zone}`);
      expect(sourceOf(nat, "subnetId")).to.deep.equal([`${subnetType}::main-public-${zone}`]);
      const association = recording.one("aws:ec2/routeTableAssociation:RouteTableAssociation", `main-private-${zone}`);
      expect(sourceOf(association, "subnetId")).to.deep.equal([`${subnetType}::main-private-${zone}`]);
      expect(sourceOf(association, "routeTableId")).to.deep.equal([
        `aws:ec2/routeTable:RouteTable::main-private-${zone}`,
      ]);
    }
    const open = recording.one("aws:ec2/route:Route", "main-public");
    expect(sourceOf(open, "gatewayId")).to.deep.equal(["aws:ec2/internetGateway:InternetGateway::main-internet"]);
  });

  it("gives up addresses while the internet gateway is still there", () => {
    const address = recording.one("aws:ec2/eip:Eip", "main-nat-0");
    expect(dependenciesOf(address)).to.include("aws:ec2/route:Route::main-public");
    expect(address.inputs["domain"]).to.equal("vpc");
  });

  it("with a single NAT gateway every private route leads there", async () => {
    const single = await recordCluster({ network: { nat: "single", zones: 2, cidr: "172.20.0.0/16" } });
    expect(single.ofType("aws:ec2/natGateway:NatGateway").map(({ name }) => name)).to.deep.equal(["main-nat-0"]);
    const routes = single.ofType("aws:ec2/route:Route").filter(({ name }) => name.startsWith("main-private"));
    expect(routes.map((route) => sourceOf(route, "natGatewayId"))).to.deep.equal([
      ["aws:ec2/natGateway:NatGateway::main-nat-0"],
      ["aws:ec2/natGateway:NatGateway::main-nat-0"],
    ]);
    expect(single.ofType(subnetType).map(({ inputs }) => inputs["cidrBlock"])).to.deep.equal([
      "172.20.0.0/18",
      "172.20.64.0/18",
      "172.20.128.0/19",
      "172.20.160.0/19",
    ]);
  });

  it("says so when the region has fewer zones than asked", async () => {
    const message = await recordCluster({}, { region: "us-west-1" }).then(
      () => "no error",
      (error: Error) => error.message,
    );
    expect(message).to.contain("network.zones: got 3; expected at most 2, which this region has");
  });

  it("puts nodes and control plane into private subnets only", () => {
    const privates = [0, 1, 2].map((zone) => `${subnetType}::main-private-${zone}`);
    expect(sourceOf(recording.one("aws:eks/nodeGroup:NodeGroup"), "subnetIds")).to.deep.equal(privates);
    const cluster = recording.one("aws:eks/cluster:Cluster");
    const sources = sourceOf(cluster, "vpcConfig");
    expect(sources).to.deep.equal(privates);
    expect(at(cluster.inputs, "vpcConfig", "subnetIds")).to.have.length(3);
  });
});
