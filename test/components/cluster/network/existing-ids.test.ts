import { output } from "@pulumi/pulumi";
import { expect } from "chai";
import { posture, Provision, regimeIds } from "../../../../catalogue";
import type { Asked } from "../../../../components/cluster/asked";
import { NatMode, type NetworkArgs, resolveNetwork } from "../../../../components/cluster/network";
import { mistakesIn } from "../../part";

const asked: Asked = { name: "main", posture: posture(regimeIds) };
const resolve = (args: NetworkArgs) => resolveNetwork(args, asked, []);
const wrong = (args: NetworkArgs) => mistakesIn((mistakes) => resolveNetwork(args, asked, mistakes));
const vpc = {
  mode: Provision.Existing,
  vpcId: "vpc-0a1b2c3d",
  privateSubnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"],
  endpoints: { mode: Provision.Create },
};
const { Existing, Inherited } = Provision;

describe("cluster/network: settings of a VPC that exists", () => {
  it("name it, and hold Outputs as they are", () => {
    const vpcId = output("vpc-0a1b2c3d");
    const settings = resolve({ ...vpc, vpcId, routeTableIds: ["rtb-0a1b2c3d"] });
    expect(settings).to.deep.include({
      mode: "existing",
      zones: 2,
      vpcId,
      privateSubnetIds: vpc.privateSubnetIds,
      publicSubnetIds: [],
      isolatedSubnetIds: [],
      routeTableIds: ["rtb-0a1b2c3d"],
    });
    expect(settings).to.not.have.any.keys("cidr", "nat");
    expect(wrong({ ...vpc, vpcId, routeTableIds: ["rtb-0a1b2c3d"] })).to.deep.equal({});
  });

  it("miss nothing", () => {
    expect(wrong({ mode: Existing, endpoints: vpc.endpoints })).to.deep.equal({
      "network.vpcId": "got nothing; expected a value, because network.mode is existing",
      "network.privateSubnetIds": "got nothing; expected two subnets or more, because network.mode is existing",
    });
    expect(wrong({ ...vpc, privateSubnetIds: ["subnet-0a1b2c3d"] })).to.deep.equal({
      "network.privateSubnetIds":
        'got ["subnet-0a1b2c3d"]; expected two subnets or more, because network.mode is existing',
    });
  });

  it("have ids that are ids, each once, and nothing that would be ignored", () => {
    const subnetId = "expected an id: subnet- and 8 or 17 hexadecimal digits";
    expect(
      wrong({
        mode: Existing,
        cidr: "10.0.0.0/16",
        zones: 3,
        nat: NatMode.None,
        vpcId: "vpc-1",
        endpoints: vpc.endpoints,
        privateSubnetIds: ["subnet-0a1b2c3d", "vpc-0a1b2c3d"],
        publicSubnetIds: ["subnet-0a1b2c3d"],
        isolatedSubnetIds: ["subnet-0A1B2C3D", output("subnet-0a1b2c3d"), output("subnet-0a1b2c3d")],
        routeTableIds: ["rtb-0a1b2c3d", "rtb-0a1b2c3d", "rtb-"],
      }),
    ).to.deep.equal({
      "network.cidr": 'got "10.0.0.0/16"; expected nothing while network.mode is existing',
      "network.zones": "got 3; expected nothing while network.mode is existing",
      "network.nat": 'got "none"; expected nothing while network.mode is existing',
      "network.vpcId": 'got "vpc-1"; expected an id: vpc- and 8 or 17 hexadecimal digits',
      "network.privateSubnetIds[1]": `got "vpc-0a1b2c3d"; ${subnetId}`,
      "network.publicSubnetIds[0]":
        'got "subnet-0a1b2c3d"; expected another one: network.privateSubnetIds[0] is the same',
      "network.isolatedSubnetIds[0]": `got "subnet-0A1B2C3D"; ${subnetId}`,
      "network.routeTableIds[1]": 'got "rtb-0a1b2c3d"; expected another one: network.routeTableIds[0] is the same',
      "network.routeTableIds[2]": 'got "rtb-"; expected an id: rtb- and 8 or 17 hexadecimal digits',
    });
  });

  it("say who provides the endpoints, because all of the VPC gets them", () => {
    const expected =
      "got nothing; expected create or inherited, because network.mode is existing: the names of interface endpoints hold for the whole VPC, which takes them once for each service";
    expect(wrong({ ...vpc, endpoints: undefined })).to.deep.equal({ "network.endpoints.mode": expected });
    expect(wrong({ ...vpc, endpoints: { services: ["sts"] } })).to.deep.equal({ "network.endpoints.mode": expected });
    const misread = mistakesIn((mistakes) => {
      mistakes.push({ path: "network.endpoints.mode", got: '"existing"', expected: "one of create, inherited" });
      resolveNetwork({ ...vpc, endpoints: {} }, asked, mistakes);
    });
    expect(Object.keys(misread)).to.deep.equal(["network.endpoints.mode"]);
  });

  it("name no route tables for a gateway that is not made", () => {
    const endpoints = { mode: Inherited, vouchedBy: "platform, NET-7" };
    expect(wrong({ ...vpc, endpoints, routeTableIds: ["rtb-0a1b2c3d"] })).to.deep.equal({
      "network.routeTableIds":
        'got ["rtb-0a1b2c3d"]; expected nothing while network.endpoints.mode is inherited: they are for the S3 gateway endpoint',
    });
  });

  it("do not stand beside those of one that is made", () => {
    const { vpcId, privateSubnetIds } = vpc;
    const ids = { privateSubnetIds, publicSubnetIds: [], isolatedSubnetIds: [], routeTableIds: [] };
    const found = wrong({ vpcId, ...ids });
    expect(Object.keys(found)).to.deep.equal([
      "network.vpcId",
      "network.privateSubnetIds",
      "network.publicSubnetIds",
      "network.isolatedSubnetIds",
      "network.routeTableIds",
    ]);
    for (const each of Object.values(found)) expect(each).to.match(/expected nothing while network.mode is create$/);
  });

  it("are not refused for a mode that could not be read", () => {
    const found = mistakesIn((mistakes) => {
      mistakes.push({ path: "network.mode", got: '"exists"', expected: "one of create, existing" });
      resolveNetwork({ ...vpc, mode: undefined }, asked, mistakes);
    });
    expect(Object.keys(found)).to.deep.equal(["network.mode"]);
  });
});
