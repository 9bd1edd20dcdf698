import { expect } from "chai";
import { type Engine, failure, urnOf } from "./client";
import type { Cloud } from "./index";
import { references } from "./references";
import { sdkType } from "./sdk-types";
import type { Properties } from "./values";
import { openStandIn, type StandIn } from "./stand-in";

describe("AWS, as the stand-in plays it", () => {
  let standIn: StandIn;
  let cloud: Cloud;
  let aws: Engine;

  beforeEach(async () => {
    standIn = await openStandIn("aws", { region: "eu-central-1" });
    ({ cloud, engine: aws } = standIn);
  });
  afterEach(() => standIn.close());

  const make = (type: string, inputs: Properties) => aws.create(urnOf(type, "x"), inputs);
  const drop = (type: string, id: string) => aws.delete(urnOf(type, "x"), id);

  const vpc = "aws:ec2/vpc:Vpc";
  const subnet = "aws:ec2/subnet:Subnet";
  const nat = "aws:ec2/natGateway:NatGateway";
  const gateway = "aws:ec2/internetGateway:InternetGateway";
  const cluster = "aws:eks/cluster:Cluster";
  const nodeGroup = "aws:eks/nodeGroup:NodeGroup";
  const role = "aws:iam/role:Role";
  const logGroup = "aws:cloudwatch/logGroup:LogGroup";

  /** A cluster with a node group, and what they stand on. */
  async function makeCluster(more: Properties = {}) {
    const network = await make(vpc, { cidrBlock: "10.0.0.0/16" });
    const place = await make(subnet, { vpcId: network.id, cidrBlock: "10.0.0.0/24" });
    const identity = await make(role, { name: "r", assumeRolePolicy: "{}" });
    const roleArn = identity.outputs["arn"];
    const made = await make(cluster, { name: "c", roleArn, vpcConfig: { subnetIds: [place.id] }, ...more });
    const nodes = {
      clusterName: "c",
      nodeGroupName: "n",
      nodeRoleArn: roleArn,
      subnetIds: [place.id],
      scalingConfig: {},
    };
    await make(nodeGroup, nodes);
    return { network, place, made, nodes };
  }

  it("names only properties and types that exist", () => {
    for (const { from, at, to } of references) {
      expect(sdkType(from)?.inputs.has(at.split(".")[0] ?? ""), `${from} ${at}`).to.equal(true);
      expect(sdkType(to), to).not.to.equal(undefined);
    }
  });

  it("creates nothing that refers to what does not exist", async () => {
    expect(await failure(make(subnet, { vpcId: "vpc-1", cidrBlock: "10.0.0.0/24" }))).to.contain(
      "InvalidVpcID.NotFound: The vpc ID 'vpc-1' does not exist",
    );
    const { nodes } = await makeCluster();
    const strange = { ...nodes, nodeGroupName: "m", launchTemplate: { id: "lt-1", version: "1" } };
    expect(await failure(make(nodeGroup, strange))).to.contain("Launch template lt-1 not found");
  });

  it("deletes nothing that is in use", async () => {
    const { network, place } = await makeCluster();
    expect(await failure(drop(vpc, network.id))).to.contain("DependencyViolation: The vpc");
    expect(await failure(drop(subnet, place.id))).to.contain("DependencyViolation: The subnet");
    expect(await failure(drop(cluster, "c"))).to.contain("ResourceInUseException: Cluster has nodegroups attached");
    await make("aws:iam/rolePolicy:RolePolicy", { name: "p", role: "r", policy: "{}" });
    expect(await failure(drop(role, "r"))).to.contain("DeleteConflict");
    for (const [type, id] of [
      [nodeGroup, "c:n"],
      [cluster, "c"],
      [subnet, place.id],
      [vpc, network.id],
    ] as const) {
      await drop(type, id);
    }
    expect(cloud.all().map(({ type }) => type)).to.have.members([role, "aws:iam/rolePolicy:RolePolicy"]);
  });

  it("answers for EKS in its own errors, and for a log group in those of its service", async () => {
    const identity = await make(role, { name: "r", assumeRolePolicy: "{}" });
    const wanted = { name: "c", roleArn: identity.outputs["arn"], vpcConfig: { subnetIds: [] } };
    const without = (more: Properties) => failure(make(cluster, { ...wanted, ...more }));
    expect(await without({ vpcConfig: { subnetIds: ["subnet-1"] } })).to.contain(
      "InvalidParameterException: The subnet ID 'subnet-1' does not exist",
    );
    expect(await without({ roleArn: "arn:aws:iam::1:role/x" })).to.contain("or the trusted entity is not correct");
    const encryptionConfig = { provider: { keyArn: "arn:k" }, resources: ["secrets"] };
    expect(await without({ encryptionConfig })).to.contain("InvalidParameterException: The key arn:k");
    const nodes = {
      clusterName: "c",
      nodeRoleArn: identity.outputs["arn"],
      subnetIds: ["subnet-1"],
      scalingConfig: {},
    };
    await make(cluster, wanted);
    expect(await failure(make(nodeGroup, nodes))).to.contain(
      "InvalidParameterException: The subnet ID 'subnet-1' does not exist",
    );
    expect(await failure(make(logGroup, { name: "l", kmsKeyId: "k" }))).to.contain("AccessDeniedException");
  });

  it("deletes a route table together with its routes and associations, and takes a destination once", async () => {
    const network = await make(vpc, { cidrBlock: "10.0.0.0/16" });
    const place = await make(subnet, { vpcId: network.id, cidrBlock: "10.0.0.0/24" });
    const table = await make("aws:ec2/routeTable:RouteTable", { vpcId: network.id });
    await make("aws:ec2/routeTableAssociation:RouteTableAssociation", { routeTableId: table.id, subnetId: place.id });
    const route = { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0" };
    await make("aws:ec2/route:Route", route);
    expect(await failure(make("aws:ec2/route:Route", route))).to.contain(
      `RouteAlreadyExists: Route in Route Table (${table.id}) with destination (0.0.0.0/0) already exists`,
    );
    await drop("aws:ec2/routeTable:RouteTable", table.id);
    expect(cloud.all().map(({ type }) => type)).to.have.members([vpc, subnet]);
  });

  it("deletes a cluster together with its add-ons and access entries", async () => {
    await makeCluster();
    await make("aws:eks/addon:Addon", { clusterName: "c", addonName: "coredns" });
    const entry = { clusterName: "c", principalArn: "arn:aws:iam::1:role/a" };
    const association = { ...entry, policyArn: "p", accessScope: { type: "cluster" } };
    const associationType = "aws:eks/accessPolicyAssociation:AccessPolicyAssociation";
    expect(await failure(make(associationType, association))).to.contain(
      "The specified principalArn could not be found",
    );
    await make("aws:eks/accessEntry:AccessEntry", entry);
    await make(associationType, association);
    await drop(nodeGroup, "c:n");
    await drop(cluster, "c");
    expect(cloud.all().filter(({ type }) => type.startsWith("aws:eks/"))).to.deep.equal([]);
  });

  it("keeps a protected cluster", async () => {
    await makeCluster({ deletionProtection: true });
    await drop(nodeGroup, "c:n");
    expect(await failure(drop(cluster, "c"))).to.contain("Cluster deletion protection is enabled");
  });

  it("wants an internet gateway before a NAT gateway, and after it", async () => {
    const network = await make(vpc, { cidrBlock: "10.0.0.0/16" });
    const place = await make(subnet, { vpcId: network.id, cidrBlock: "10.0.0.0/24" });
    expect(await failure(make(nat, { subnetId: place.id }))).to.contain("has no Internet gateway attached");
    const internet = await make(gateway, { vpcId: network.id });
    const { id } = await make(nat, { subnetId: place.id });
    expect(await failure(drop(gateway, internet.id))).to.contain("has some mapped public address(es)");
    await drop(nat, id);
    await drop(gateway, internet.id);
  });

  it("makes the log group of a cluster that comes before it", async () => {
    await makeCluster({ enabledClusterLogTypes: ["audit"] });
    expect(await failure(make(logGroup, { name: "/aws/eks/c/cluster" }))).to.contain("ResourceAlreadyExistsException");
  });

  it("adopts the default security group of a VPC, and any number of times", async () => {
    const network = await make(vpc, { cidrBlock: "10.0.0.0/16" });
    const type = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
    expect((await make(type, { vpcId: network.id })).id).to.equal(network.outputs["defaultSecurityGroupId"]);
    await make(type, { vpcId: network.id });
    expect(cloud.all().filter((stored) => stored.type === type)).to.have.length(1);
  });
});
