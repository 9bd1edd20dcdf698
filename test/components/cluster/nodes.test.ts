import { expect } from "chai";
import { unknown } from "../../../cli/preview/wire";
import { allBefore, dependenciesOf, policyOf, recordCluster, sourceOf } from "../recorded";

const templateType = "aws:ec2/launchTemplate:LaunchTemplate";
const groupType = "aws:eks/nodeGroup:NodeGroup";
const volume = (deviceName: string, volumeSize: number) => ({
  deviceName,
  ebs: { encrypted: "true", deleteOnTermination: "true", kmsKeyId: unknown, volumeType: "gp3", volumeSize },
});

describe("cluster/nodes", () => {
  it("by default start one group of three, from a template that closes the metadata service and encrypts every volume", async () => {
    const recording = await recordCluster();
    const template = recording.one(templateType);
    const tags = { Name: "main-nodes-default", "rampart:cluster": "main" };
    expect(template.name).to.equal("main-default");
    expect(template.inputs).to.deep.equal({
      updateDefaultVersion: true,
      metadataOptions: {
        httpEndpoint: "enabled",
        httpTokens: "required",
        httpPutResponseHopLimit: 1,
        instanceMetadataTags: "disabled",
      },
      blockDeviceMappings: [volume("/dev/xvda", 4), volume("/dev/xvdb", 50)],
      tagSpecifications: [
        { resourceType: "instance", tags },
        { resourceType: "volume", tags },
      ],
      tags,
    });
    expect(sourceOf(template, "blockDeviceMappings")).to.deep.equal(["aws:kms/key:Key::main-volumes"]);
    const group = recording.one(groupType);
    expect(group.inputs).to.deep.equal({
      clusterName: "main",
      version: "1.35",
      nodeRoleArn: unknown,
      subnetIds: [unknown, unknown, unknown],
      amiType: "BOTTLEROCKET_x86_64",
      capacityType: "ON_DEMAND",
      instanceTypes: ["m6i.large"],
      launchTemplate: { id: unknown, version: unknown },
      scalingConfig: { minSize: 3, maxSize: 6, desiredSize: 3 },
      updateConfig: { maxUnavailablePercentage: 33 },
      nodeRepairConfig: { enabled: true },
      tags,
    });
    expect(sourceOf(group, "launchTemplate")).to.deep.equal([`${templateType}::main-default`]);
  });

  it("have one volume with Amazon Linux, and the sizes asked for", async () => {
    const recording = await recordCluster({
      nodes: {
        general: {
          amiType: "AL2023_ARM_64_STANDARD",
          instanceTypes: ["m7g.xlarge"],
          diskGiB: 80,
          minSize: 1,
          maxSize: 9,
        },
        spot: { capacityType: "SPOT", desiredSize: 2 },
      },
    });
    expect(recording.one(templateType, "main-general").inputs["blockDeviceMappings"]).to.deep.equal([
      volume("/dev/xvda", 80),
    ]);
    const sizes = recording.ofType(groupType).map(({ inputs }) => [inputs["capacityType"], inputs["scalingConfig"]]);
    expect(sizes).to.deep.equal([
      ["ON_DEMAND", { minSize: 1, maxSize: 9, desiredSize: 1 }],
      ["SPOT", { minSize: 2, maxSize: 4, desiredSize: 2 }],
    ]);
    expect(recording.ofType("aws:iam/role:Role").filter(({ name }) => name === "main-nodes")).to.have.length(1);
  });

  it("have a role that can pull images, hand pods their roles and find its own name, and nothing else", async () => {
    const recording = await recordCluster();
    const attached = recording
      .ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
      .filter(({ name }) => name.startsWith("main-nodes"))
      .map(({ inputs }) => inputs["policyArn"]);
    expect(attached).to.deep.equal([
      "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly",
      "arn:aws:iam::aws:policy/AmazonEKSWorkerNodeMinimalPolicy",
    ]);
    const own = recording.one("aws:iam/rolePolicy:RolePolicy", "main-nodes").inputs["policy"];
    expect(policyOf(own).Statement).to.deep.equal([
      { Effect: "Allow", Action: "ec2:DescribeInstances", Resource: "*" },
    ]);
    expect(dependenciesOf(recording.one(groupType))).to.include("aws:iam/rolePolicy:RolePolicy::main-nodes");
    expect(
      policyOf(recording.one("aws:iam/role:Role", "main-nodes").inputs["assumeRolePolicy"]).Statement,
    ).to.deep.equal([{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }]);
  });

  it("wait for their way out and their permissions, and for nothing in the cluster", async () => {
    const recording = await recordCluster();
    const group = recording.one(groupType);
    expect(dependenciesOf(group)).to.include.members([
      "aws:ec2/route:Route::main-private-0",
      "aws:ec2/route:Route::main-private-1",
      "aws:ec2/route:Route::main-private-2",
      "aws:ec2/routeTableAssociation:RouteTableAssociation::main-private-2",
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment::main-nodes-AmazonEKSWorkerNodeMinimalPolicy",
    ]);
    expect([...allBefore(recording, group)].filter((urn) => urn.includes("kubernetes:"))).to.deep.equal([]);
    expect(group.options.deletedWith).to.equal(undefined);
  });
});
