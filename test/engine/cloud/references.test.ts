import { expect } from "chai";
import { type Engine, failure, urnOf } from "./client";
import type { Cloud } from "./index";
import { references } from "./references";
import { policy } from "./refusals/cases/bases";
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

  const rights = policy({ Effect: "Allow", Action: "s3:GetObject", Resource: "*" });

  const makeRole = async () => {
    const both = policy({
      Effect: "Allow",
      Principal: { Service: ["eks.amazonaws.com", "ec2.amazonaws.com"] },
      Action: "sts:AssumeRole",
    });
    return (await make(role, { name: "r", assumeRolePolicy: both })).outputs["arn"];
  };

  /** A VPC with a subnet in each of two zones. */
  async function makeNetwork() {
    const network = await make(vpc, { cidrBlock: "10.0.0.0/16" });
    const lying = (cidrBlock: string, availabilityZone: string) =>
      make(subnet, { vpcId: network.id, cidrBlock, availabilityZone });
    const place = await lying("10.0.0.0/24", "eu-central-1a");
    const other = await lying("10.0.1.0/24", "eu-central-1b");
    return { network, place, other, subnetIds: [place.id, other.id] };
  }

  /** A cluster with a node group, and what they stand on. */
  async function makeCluster(more: Properties = {}) {
    const { network, place, other, subnetIds } = await makeNetwork();
    const roleArn = await makeRole();
    const made = await make(cluster, { name: "c", roleArn, vpcConfig: { subnetIds }, ...more });
    const nodes = {
      clusterName: "c",
      nodeGroupName: "n",
      nodeRoleArn: roleArn,
      subnetIds: [place.id],
      scalingConfig: { minSize: 1, desiredSize: 1, maxSize: 1 },
    };
    await make(nodeGroup, nodes);
    return { network, place, other, made, nodes };
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
    const { network, place, other } = await makeCluster();
    expect(await failure(drop(vpc, network.id))).to.contain("DependencyViolation: The vpc");
    expect(await failure(drop(subnet, place.id))).to.contain("DependencyViolation: The subnet");
    expect(await failure(drop(cluster, "c"))).to.contain("ResourceInUseException: Cluster has nodegroups attached");
    await make("aws:iam/rolePolicy:RolePolicy", { name: "p", role: "r", policy: rights });
    expect(await failure(drop(role, "r"))).to.contain("DeleteConflict");
    for (const [type, id] of [
      [nodeGroup, "c:n"],
      [cluster, "c"],
      [subnet, place.id],
      [subnet, other.id],
      [vpc, network.id],
    ] as const) {
      await drop(type, id);
    }
    expect(cloud.all().map(({ type }) => type)).to.have.members([role, "aws:iam/rolePolicy:RolePolicy"]);
  });

  it("answers for EKS in its own errors, and for a log group in those of its service", async () => {
    const roleArn = await makeRole();
    const { subnetIds } = await makeNetwork();
    const wanted = { name: "c", roleArn, vpcConfig: { subnetIds } };
    const without = (more: Properties) => failure(make(cluster, { ...wanted, ...more }));
    expect(await without({ vpcConfig: { subnetIds: ["subnet-1"] } })).to.contain(
      "InvalidParameterException: The subnet ID 'subnet-1' does not exist",
    );
    expect(await without({ roleArn: "arn:aws:iam::1:role/x" })).to.contain("or the trusted entity is not correct");
    const encryptionConfig = { provider: { keyArn: "arn:k" }, resources: ["secrets"] };
    expect(await without({ encryptionConfig })).to.contain("InvalidParameterException: The key arn:k");
    const nodes = {
      clusterName: "c",
      nodeRoleArn: roleArn,
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
    const entry = { clusterName: "c", principalArn: "arn:aws:iam::111122223333:role/a" };
    const association = {
      ...entry,
      policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy",
      accessScope: { type: "cluster" },
    };
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

  const group = "aws:ec2/securityGroup:SecurityGroup";
  const ingress = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
  const rule = { ipProtocol: "tcp", fromPort: 443, toPort: 443 };

  it("deletes a security group with its own rules, and not while another's rule names it", async () => {
    const { network } = await makeNetwork();
    const [one, two] = [
      await make(group, { name: "one", vpcId: network.id }),
      await make(group, { name: "two", vpcId: network.id }),
    ];
    await make(ingress, { securityGroupId: one.id, referencedSecurityGroupId: one.id, ...rule });
    const named = await make(ingress, { securityGroupId: two.id, referencedSecurityGroupId: one.id, ...rule });
    expect(await failure(drop(group, one.id))).to.contain(
      `DependencyViolation: resource ${one.id} has a dependent object`,
    );
    await drop(ingress, named.id);
    await drop(group, one.id);
    expect(cloud.all().filter(({ type }) => type === ingress)).to.deep.equal([]);
  });

  it("deletes no security group of an endpoint, a cluster or nodes", async () => {
    const { network, place, nodes } = await makeCluster();
    const used = await make(group, { name: "used", vpcId: network.id });
    const inUse = async () => expect(await failure(drop(group, used.id))).to.contain("has a dependent object");
    const sts = { serviceName: "com.amazonaws.eu-central-1.sts", vpcEndpointType: "Interface" };
    const endpoint = await make("aws:ec2/vpcEndpoint:VpcEndpoint", {
      ...sts,
      vpcId: network.id,
      securityGroupIds: [used.id],
      subnetIds: [place.id],
    });
    await inUse();
    expect(await failure(drop(subnet, place.id))).to.contain("DependencyViolation");
    await drop("aws:ec2/vpcEndpoint:VpcEndpoint", endpoint.id);
    const template = await make("aws:ec2/launchTemplate:LaunchTemplate", { name: "t", vpcSecurityGroupIds: [used.id] });
    await make(nodeGroup, { ...nodes, nodeGroupName: "m", launchTemplate: { id: template.id, version: "1" } });
    await inUse();
    await drop(nodeGroup, "c:m");
    await drop(group, used.id);
  });

  it("deletes a bucket, a topic, a log group and a detector together with what is set on them", async () => {
    await make("aws:s3/bucket:Bucket", { bucket: "bbb" });
    await make("aws:s3/bucketVersioning:BucketVersioning", {
      bucket: "bbb",
      versioningConfiguration: { status: "Enabled" },
    });
    const topic = await make("aws:sns/topic:Topic", { name: "t" });
    await make("aws:sns/topicSubscription:TopicSubscription", {
      topic: topic.id,
      protocol: "email",
      endpoint: "a@example.com",
    });
    await make(logGroup, { name: "/l" });
    await make("aws:cloudwatch/logMetricFilter:LogMetricFilter", {
      name: "f",
      logGroupName: "/l",
      pattern: "",
      metricTransformation: {},
    });
    await make("aws:cloudwatch/logStream:LogStream", { logGroupName: "/l", name: "s" });
    const detector = await make("aws:guardduty/detector:Detector", {});
    await make("aws:guardduty/detectorFeature:DetectorFeature", {
      detectorId: detector.id,
      name: "EKS_AUDIT_LOGS",
      status: "ENABLED",
    });
    for (const [type, id] of [
      ["aws:s3/bucket:Bucket", "bbb"],
      ["aws:sns/topic:Topic", topic.id],
      [logGroup, "/l"],
      ["aws:guardduty/detector:Detector", detector.id],
    ] as const) {
      await drop(type, id);
    }
    expect(cloud.all()).to.deep.equal([]);
  });

  it("makes no stream of logs in a group that does not exist, and no stream of Firehose with a key that does not", async () => {
    const stream = { logGroupName: "/gone", name: "s" };
    expect(await failure(make("aws:cloudwatch/logStream:LogStream", stream))).to.contain("ResourceNotFoundException");
    const serverSideEncryption = { enabled: true, keyType: "CUSTOMER_MANAGED_CMK", keyArn: "arn:k" };
    const archive = { name: "a", destination: "extended_s3", serverSideEncryption };
    expect(await failure(make("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", archive))).to.contain(
      "InvalidKMSResourceException: The key arn:k does not exist",
    );
  });

  it("deletes no event rule that has a target", async () => {
    const rules = "aws:cloudwatch/eventRule:EventRule";
    await make(rules, { name: "r", eventPattern: '{"source":["aws.eks"]}' });
    await make("aws:cloudwatch/eventTarget:EventTarget", { rule: "r", targetId: "t", arn: "arn:t" });
    expect(await failure(drop(rules, "r"))).to.contain("Rule can't be deleted since it has targets");
    await drop("aws:cloudwatch/eventTarget:EventTarget", "r-t");
    await drop(rules, "r");
  });

  it("resets the account's key of volumes with any of its settings, so another key has to come after it", async () => {
    const type = "aws:ebs/defaultKmsKey:DefaultKmsKey";
    const region = "eu-central-1";
    const first = await make(type, { keyArn: "arn:one", region });
    await make(type, { keyArn: "arn:two", region });
    await drop(type, first.id);
    expect(cloud.all()).to.deep.equal([]);
  });

  it("adopts the default security group of a VPC, and any number of times", async () => {
    const network = await make(vpc, { cidrBlock: "10.0.0.0/16" });
    const type = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
    expect((await make(type, { vpcId: network.id })).id).to.equal(network.outputs["defaultSecurityGroupId"]);
    await make(type, { vpcId: network.id });
    expect(cloud.all().filter((stored) => stored.type === type)).to.have.length(1);
  });
});
