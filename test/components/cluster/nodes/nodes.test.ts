import { expect } from "chai";
import { unknown } from "../../../../cli/preview/wire";
import { nameLimits } from "../../../../components/foundations/names";
import type { Recording } from "../../../support/recorder";
import { at, dependenciesOf, policyOf, sourceOf } from "../../recorded";
import { recordNodes, subnetType } from "./site";

const templateType = "aws:ec2/launchTemplate:LaunchTemplate";
const groupType = "aws:eks/nodeGroup:NodeGroup";
const volume = (deviceName: string, volumeSize: number) => ({
  deviceName,
  ebs: { encrypted: "true", deleteOnTermination: "true", kmsKeyId: unknown, volumeType: "gp3", volumeSize },
});
const text = (base64: unknown) => Buffer.from(String(base64), "base64").toString();

describe("cluster/nodes", () => {
  let recording: Recording;
  before(async () => (recording = await recordNodes({ default: {} })));

  it("by default start one group of three, from a template that closes the metadata service and encrypts every volume", () => {
    const template = recording.one(templateType);
    const tags = { Name: "main-nodes-default", "rampart:cluster": "main" };
    expect(template.name).to.equal("main-default");
    expect(template.inputs).to.deep.equal({
      updateDefaultVersion: true,
      vpcSecurityGroupIds: [unknown],
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
    expect(sourceOf(template, "blockDeviceMappings")).to.deep.equal(["aws:kms/key:Key::volumes"]);
    expect(sourceOf(template, "vpcSecurityGroupIds")).to.deep.equal(["aws:ec2/securityGroup:SecurityGroup::nodes"]);
    const group = recording.one(groupType);
    expect(group.name).to.equal("main-default");
    expect(group.inputs).to.deep.equal({
      clusterName: unknown,
      version: "1.35",
      releaseVersion: "1.66.0-1ad6b4a4",
      nodeRoleArn: unknown,
      subnetIds: [unknown, unknown, unknown],
      amiType: "BOTTLEROCKET_x86_64",
      capacityType: "ON_DEMAND",
      instanceTypes: ["m6i.large"],
      launchTemplate: { id: unknown, version: unknown },
      scalingConfig: { minSize: 3, maxSize: 6, desiredSize: 3 },
      updateConfig: { maxUnavailablePercentage: 33 },
      nodeRepairConfig: { enabled: true },
      labels: {},
      taints: [],
      tags,
    });
    expect(sourceOf(group, "launchTemplate")).to.deep.equal([`${templateType}::main-default`]);
    expect(sourceOf(group, "clusterName")).to.deep.equal(["aws:eks/cluster:Cluster::cluster"]);
  });

  it("wait for their way out, their permissions and their add-ons, and go by themselves", () => {
    const group = recording.one(groupType);
    expect(dependenciesOf(group)).to.include.members([
      "aws:ec2/route:Route::way-out",
      "aws:eks/addon:Addon::network",
      "aws:iam/rolePolicy:RolePolicy::main-nodes",
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment::main-nodes-AmazonEKSWorkerNodeMinimalPolicy",
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment::main-nodes-AmazonEC2ContainerRegistryPullOnly",
    ]);
    expect(group.options.deletedWith).to.equal(undefined);
  });

  it("have a role that can pull images, hand pods their roles and find its own name, and nothing else", () => {
    const attached = recording.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment");
    expect(attached.map(({ inputs }) => inputs["policyArn"])).to.deep.equal([
      "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly",
      "arn:aws:iam::aws:policy/AmazonEKSWorkerNodeMinimalPolicy",
    ]);
    const own = recording.one("aws:iam/rolePolicy:RolePolicy", "main-nodes").inputs["policy"];
    expect(policyOf(own).Statement).to.deep.equal([
      { Effect: "Allow", Action: "ec2:DescribeInstances", Resource: "*" },
    ]);
    expect(
      policyOf(recording.one("aws:iam/role:Role", "main-nodes").inputs["assumeRolePolicy"]).Statement,
    ).to.deep.equal([{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }]);
  });

  it("are what they are told to be, of one role for all groups", async () => {
    const several = await recordNodes(
      {
        general: {
          amiType: "AL2023_ARM_64_STANDARD",
          instanceTypes: ["m7g.xlarge", "c8g.xlarge"],
          release: "1.36.2-20260714",
          diskGiB: 80,
          minSize: 1,
          maxSize: 9,
          labels: { "example.com/tier": "general" },
          maxUnavailablePercentage: 10,
          repair: false,
        },
        spot: {
          capacityType: "SPOT",
          desiredSize: 2,
          taints: [{ key: "spot", value: "true", effect: "NO_SCHEDULE" }],
          zones: [2, 0],
        },
      },
      { kubernetesVersion: "1.36" },
    );
    expect(several.one(templateType, "main-general").inputs["blockDeviceMappings"]).to.deep.equal([
      volume("/dev/xvda", 80),
    ]);
    expect(several.one(groupType, "main-general").inputs).to.deep.include({
      version: "1.36",
      releaseVersion: "1.36.2-20260714",
      amiType: "AL2023_ARM_64_STANDARD",
      capacityType: "ON_DEMAND",
      instanceTypes: ["m7g.xlarge", "c8g.xlarge"],
      scalingConfig: { minSize: 1, maxSize: 9, desiredSize: 1 },
      updateConfig: { maxUnavailablePercentage: 10 },
      nodeRepairConfig: { enabled: false },
      labels: { "example.com/tier": "general" },
      taints: [],
    });
    const spot = several.one(groupType, "main-spot");
    expect(spot.inputs).to.deep.include({
      capacityType: "SPOT",
      scalingConfig: { minSize: 2, maxSize: 4, desiredSize: 2 },
      labels: {},
      taints: [{ key: "spot", value: "true", effect: "NO_SCHEDULE" }],
    });
    expect(sourceOf(spot, "subnetIds")).to.deep.equal([`${subnetType}::zone-0`, `${subnetType}::zone-2`]);
    expect(several.ofType("aws:iam/role:Role").map(({ name }) => name)).to.deep.equal(["main-nodes"]);
  });

  it("look the recommended release up, which only a deployment knows", async () => {
    const release = "recommended";
    const answered = {
      token: "aws:ssm/getParameter:getParameter",
      args: { name: "/aws/service/bottlerocket/aws-k8s-1.35-fips/arm64/latest/image_version" },
      result: { insecureValue: "1.67.0-0a1b2c3d" },
    };
    const recommended = await recordNodes(
      {
        plain: { release },
        fips: { release, amiType: "BOTTLEROCKET_ARM_64_FIPS" },
        amazon: { release, amiType: "AL2023_x86_64_STANDARD" },
      },
      { invokes: [answered] },
    );
    const releases = recommended.ofType(groupType).map(({ name, inputs }) => [name, inputs["releaseVersion"]]);
    expect(releases).to.deep.equal([
      ["main-amazon", unknown],
      ["main-fips", "1.67.0-0a1b2c3d"],
      ["main-plain", unknown],
    ]);
  });

  it("of a FIPS image use FIPS endpoints where they reach any, and the others elsewhere", async () => {
    const fips = { default: { amiType: "BOTTLEROCKET_x86_64_FIPS" as const } };
    const abroad = await recordNodes(fips, { region: "cn-north-1" });
    const told = text(abroad.one(templateType).inputs["userData"]);
    const config = /^\[settings\.aws\]\nconfig = "(.+)"\n$/.exec(told)?.[1];
    expect(text(config)).to.equal("[default]\nuse_fips_endpoint=false\n");
    for (const region of ["us-gov-west-1", "us-east-2"]) {
      const at = await recordNodes(fips, { region });
      expect(at.one(templateType).inputs, region).to.not.have.property("userData");
      const closed = await recordNodes(fips, { region, withoutNat: true });
      expect(closed.one(templateType).inputs["userData"], region).to.equal(abroad.one(templateType).inputs["userData"]);
    }
  });

  for (const [region, partition] of [
    ["us-gov-west-1", "aws-us-gov"],
    ["cn-north-1", "aws-cn"],
  ]) {
    it(`hold nothing of another partition in ${region}`, async () => {
      const there = await recordNodes({ default: {} }, { region: region! });
      const foreign = there.registrations.filter(({ inputs }) => /arn:aws:/.test(JSON.stringify(inputs)));
      expect(foreign.map(({ urn }) => urn)).to.deep.equal([]);
      const attached = there.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment");
      expect(attached.map(({ inputs }) => inputs["policyArn"])).to.include(
        `arn:${partition}:iam::aws:policy/AmazonEKSWorkerNodeMinimalPolicy`,
      );
    });
  }

  it("keep their names within the limits of AWS", async () => {
    const name = "a".repeat(40);
    const group = "b".repeat(31);
    const long = await recordNodes({ [group]: {}, [`${group.slice(1)}c`]: {} }, { name });
    const limits: [string, number][] = [
      [groupType, nameLimits.nodeGroup],
      [templateType, nameLimits.launchTemplate],
      ["aws:iam/role:Role", nameLimits.iamRole],
    ];
    for (const [type, limit] of limits) {
      for (const each of long.ofType(type)) expect(each.name.length + 8, type).to.be.at.most(limit);
    }
    expect(long.ofType(groupType)).to.have.length(2);
    expect(at(long.ofType(groupType)[0]!.inputs, "tags", "Name")).to.equal(`${name}-nodes-${group}`);
  });
});
