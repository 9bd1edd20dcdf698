import { expect } from "chai";
import { NatMode, type NetworkHandle, onlyWithoutNat } from "../../../../components/cluster/network";
import type { Registration } from "../../../../cli/preview/types";
import type { Recording } from "../../../support/recorder";
import { dependenciesOf, sourceOf } from "../../recorded";
import { countsOf, recordNetwork, valuesOf } from "./recorded";

const subnetType = "aws:ec2/subnet:Subnet";
const tableType = "aws:ec2/routeTable:RouteTable";
const routeType = "aws:ec2/route:Route";
const associationType = "aws:ec2/routeTableAssociation:RouteTableAssociation";
const natType = "aws:ec2/natGateway:NatGateway";

const open = { SecurityGroup: 1, SecurityGroupIngressRule: 6, VpcEndpoint: 14 };
const logs = { FlowLog: 1, LogGroup: 1, Role: 1, RolePolicy: 1 };
const whole = {
  Vpc: 1,
  DefaultSecurityGroup: 1,
  Subnet: 9,
  InternetGateway: 1,
  NatGateway: 3,
  Eip: 3,
  RouteTable: 5,
  Route: 4,
  RouteTableAssociation: 9,
  ...open,
  ...logs,
};

describe("cluster/network", () => {
  let recording: Recording;
  let network: NetworkHandle;
  before(async () => ({ recording, network } = await recordNetwork({}, { tags: { owner: "platform" } })));

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

  it("has an isolated, a private and a public subnet in each of three zones, without public addresses", () => {
    const subnets = recording.ofType(subnetType).map(({ name, inputs }) => ({ name, ...inputs }));
    const { vpcId } = subnets[0] as unknown as { vpcId: string };
    const role = (kind: string) => ({ [`kubernetes.io/role/${kind}`]: "1" });
    const expected = [
      ["main-isolated-0", "10.0.224.0/22", "eu-central-1a", {}],
      ["main-isolated-1", "10.0.228.0/22", "eu-central-1b", {}],
      ["main-isolated-2", "10.0.232.0/22", "eu-central-1c", {}],
      ["main-private-0", "10.0.0.0/19", "eu-central-1a", role("internal-elb")],
      ["main-private-1", "10.0.32.0/19", "eu-central-1b", role("internal-elb")],
      ["main-private-2", "10.0.64.0/19", "eu-central-1c", role("internal-elb")],
      ["main-public-0", "10.0.192.0/22", "eu-central-1a", role("elb")],
      ["main-public-1", "10.0.196.0/22", "eu-central-1b", role("elb")],
      ["main-public-2", "10.0.200.0/22", "eu-central-1c", role("elb")],
    ] as const;
    expect(subnets).to.deep.equal(
      expected.map(([name, cidrBlock, availabilityZone, tags]) => ({
        name,
        vpcId,
        cidrBlock,
        availabilityZone,
        mapPublicIpOnLaunch: false,
        tags: { owner: "platform", Name: name, "rampart:cluster": "main", ...tags },
      })),
    );
  });

  it("keeps subnets where they are when the list of zones changes", () => {
    const ignored = recording.ofType(subnetType).map(({ options }) => options.ignoreChanges);
    expect(ignored).to.deep.equal(Array.from({ length: 9 }, () => ["availabilityZone"]));
  });

  it("keeps every subnet as it is when a zone is added", async () => {
    const blocks = (of: Recording) =>
      Object.fromEntries(of.ofType(subnetType).map(({ name, inputs }) => [name, inputs["cidrBlock"]]));
    const { recording: more } = await recordNetwork({ zones: 2 });
    expect(blocks(recording)).to.deep.include(blocks(more));
    expect(Object.keys(blocks(more))).to.have.length(6);
  });

  it("routes each zone's private subnet through the NAT gateway of its zone", () => {
    for (const zone of [0, 1, 2]) {
      const route = recording.one(routeType, `main-private-${zone}`);
      expect(route.inputs["destinationCidrBlock"]).to.equal("0.0.0.0/0");
      expect(sourceOf(route, "natGatewayId")).to.deep.equal([`${natType}::main-nat-${zone}`]);
      expect(sourceOf(route, "routeTableId")).to.deep.equal([`${tableType}::main-private-${zone}`]);
      const nat = recording.one(natType, `main-nat-${zone}`);
      expect(sourceOf(nat, "subnetId")).to.deep.equal([`${subnetType}::main-public-${zone}`]);
      expect(sourceOf(nat, "allocationId")).to.deep.equal([`aws:ec2/eip:Eip::main-nat-${zone}`]);
      for (const [kind, table] of [
        ["private", `main-private-${zone}`],
        ["public", "main-public"],
        ["isolated", "main-isolated"],
      ] as const) {
        const association = recording.one(associationType, `main-${kind}-${zone}`);
        expect(sourceOf(association, "subnetId")).to.deep.equal([`${subnetType}::main-${kind}-${zone}`]);
        expect(sourceOf(association, "routeTableId")).to.deep.equal([`${tableType}::${table}`]);
      }
    }
    const out = recording.one(routeType, "main-public");
    expect(sourceOf(out, "gatewayId")).to.deep.equal(["aws:ec2/internetGateway:InternetGateway::main-internet"]);
    expect(sourceOf(out, "routeTableId")).to.deep.equal([`${tableType}::main-public`]);
  });

  it("routes isolated subnets nowhere", () => {
    const toNowhere = recording.ofType(tableType).filter(({ name }) => name === "main-isolated");
    expect(toNowhere.map(({ inputs }) => Object.keys(inputs).sort())).to.deep.equal([["tags", "vpcId"]]);
    const routes = recording.ofType(routeType).flatMap((route) => sourceOf(route, "routeTableId"));
    expect(routes).to.not.include(`${tableType}::main-isolated`);
  });

  it("gives up addresses while the internet gateway is still there", () => {
    const address = recording.one("aws:ec2/eip:Eip", "main-nat-0");
    expect(dependenciesOf(address)).to.include(`${routeType}::main-public`);
    expect(address.inputs["domain"]).to.equal("vpc");
    expect(dependenciesOf(recording.one(natType, "main-nat-0"))).to.include(`${routeType}::main-public`);
  });

  it("hands on subnets by kind, their zones in order, and what nodes and cluster wait for", async () => {
    const lists = [network.privateSubnetIds, network.publicSubnetIds, network.isolatedSubnetIds];
    expect(lists.map(({ length }) => length)).to.deep.equal([3, 3, 3]);
    expect(await valuesOf(network.availabilityZones)).to.deep.equal([
      "eu-central-1a",
      "eu-central-1b",
      "eu-central-1c",
    ]);
    const urns = await valuesOf(network.egress.map(({ urn }) => urn));
    const names = (type: string) => urns.filter((urn) => urn.includes(type)).map((urn) => urn.split("::").at(-1));
    expect(names(routeType)).to.have.members(["main-public", "main-private-0", "main-private-1", "main-private-2"]);
    expect(names(associationType)).to.have.length(6);
    expect(names("VpcEndpoint")).to.have.length(14);
    expect(names("SecurityGroupIngressRule")).to.have.length(6);
    expect(urns).to.have.length(4 + 6 + 14 + 6);
    const addresses = await valuesOf(network.addresses.map(({ urn }) => urn));
    expect(addresses.map((urn) => urn.split("::").at(-1))).to.deep.equal(["main-nat-0", "main-nat-1", "main-nat-2"]);
  });

  describe("in each mode", () => {
    it("is whole by default", () => expect(countsOf(recording)).to.deep.equal(whole));

    it("has one NAT gateway, to which every private route leads", async () => {
      const single = (await recordNetwork({ nat: NatMode.Single })).recording;
      expect(countsOf(single)).to.deep.equal({ ...whole, NatGateway: 1, Eip: 1 });
      const routes = single.ofType(routeType).filter(({ name }) => name.startsWith("main-private"));
      expect(routes.map((route) => sourceOf(route, "natGatewayId"))).to.deep.equal(
        Array.from({ length: 3 }, () => [`${natType}::main-nat-0`]),
      );
    });

    it("has neither NAT nor anything public", async () => {
      const { recording: none, network: closed } = await recordNetwork({ nat: NatMode.None });
      const gone = ["InternetGateway", "NatGateway", "Eip", "Route"];
      const rest = Object.fromEntries(Object.entries(whole).filter(([type]) => !gone.includes(type)));
      expect(countsOf(none)).to.deep.equal({
        ...rest,
        Subnet: 6,
        RouteTable: 4,
        RouteTableAssociation: 6,
        VpcEndpoint: rest["VpcEndpoint"]! + onlyWithoutNat.length,
      });
      expect([closed.publicSubnetIds, closed.addresses]).to.deep.equal([[], []]);
      expect(none.ofType(subnetType).map(({ inputs }) => inputs["cidrBlock"])).to.include("10.0.0.0/19");
    });

    it("leaves flow logs, endpoints or both to the account", async () => {
      const vouched = { mode: "inherited", vouchedBy: "platform" } as const;
      const without = async (args: Parameters<typeof recordNetwork>[0]) =>
        countsOf((await recordNetwork(args)).recording);
      const vpc = Object.fromEntries(Object.entries(whole).filter(([type]) => !(type in open) && !(type in logs)));
      expect(await without({ flowLogs: vouched })).to.deep.equal({ ...vpc, ...open });
      expect(await without({ endpoints: vouched })).to.deep.equal({ ...vpc, ...logs });
      expect(await without({ flowLogs: vouched, endpoints: vouched })).to.deep.equal(vpc);
    });
  });

  it("says so when the region has fewer zones than asked", async () => {
    const message = await recordNetwork({}, { region: "us-west-1" }).then(
      () => "no error",
      (error: Error) => error.message,
    );
    expect(message).to.contain("network.zones: got 3; expected at most 2, which this region has");
  });

  it("keeps a long name within what AWS takes", async () => {
    const name = `c${"-abcdefgh".repeat(5)}`.slice(0, 40).replace(/-$/, "x");
    const long = (await recordNetwork({}, { name })).recording;
    const nameOf = (type: string) => long.one(type).name;
    expect(nameOf("aws:iam/role:Role").length).to.be.at.most(64 - 8);
    expect(nameOf("aws:ec2/securityGroup:SecurityGroup").length).to.be.at.most(255 - 8);
    const tags = long.registrations.map(({ inputs }: Registration) => (inputs["tags"] ?? {}) as Record<string, string>);
    expect(Math.max(...tags.flatMap((each) => Object.values(each).map(({ length }) => length)))).to.be.at.most(256);
  });
});
