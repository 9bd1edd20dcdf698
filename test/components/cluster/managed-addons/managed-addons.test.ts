import { expect } from "chai";
import { unknown } from "../../../../cli/preview/wire";
import { nameLimits } from "../../../../components/foundations/names";
import type { Recording } from "../../../support/recorder";
import { allBefore, dependenciesOf, policyOf, shortUrn, sourceOf } from "../../recorded";
import { recordAddons } from "./site";

const addonType = "aws:eks/addon:Addon";
const early = ["eks-pod-identity-agent", "kube-proxy", "vpc-cni"];
const late = ["aws-ebs-csi-driver", "coredns", "eks-node-monitoring-agent", "metrics-server", "snapshot-controller"];
const names = (recording: Recording) => recording.ofType(addonType).map(({ inputs }) => inputs["addonName"]);
const told = (recording: Recording, addon: string): unknown => {
  const text = recording.one(addonType, `main-${addon}`).inputs["configurationValues"];
  return text === undefined ? undefined : JSON.parse(text as string);
};

describe("cluster/addons", () => {
  let recording: Recording;
  before(async () => (recording = await recordAddons()));

  it("are eight, of exact versions, and take back what a hand changed", () => {
    const found = recording.ofType(addonType).map(({ inputs, options }) => {
      const { addonName, addonVersion, resolveConflictsOnCreate, resolveConflictsOnUpdate, clusterName } = inputs;
      expect([resolveConflictsOnCreate, resolveConflictsOnUpdate]).to.deep.equal(["OVERWRITE", "OVERWRITE"]);
      expect(clusterName).to.equal(unknown);
      expect(shortUrn(options.deletedWith!)).to.equal("aws:eks/cluster:Cluster::cluster");
      expect(inputs["tags"]).to.deep.equal({ Name: `main-${String(addonName)}`, "rampart:cluster": "main" });
      return [addonName, addonVersion];
    });
    expect(found).to.deep.equal([
      ["aws-ebs-csi-driver", "v1.66.0-eksbuild.1"],
      ["coredns", "v1.13.2-eksbuild.31"],
      ["eks-node-monitoring-agent", "v1.7.0-eksbuild.1"],
      ["eks-pod-identity-agent", "v1.3.10-eksbuild.3"],
      ["kube-proxy", "v1.35.3-eksbuild.29"],
      ["metrics-server", "v0.9.0-eksbuild.11"],
      ["snapshot-controller", "v8.6.0-eksbuild.6"],
      ["vpc-cni", "v1.22.4-eksbuild.3"],
    ]);
  });

  it("are told what they need, and nothing else", () => {
    const configurations = [...early, ...late].map((name) => [name, told(recording, name)]);
    expect(Object.fromEntries(configurations)).to.deep.equal({
      "aws-ebs-csi-driver": { controller: { extraVolumeTags: { "rampart:cluster": "main" } } },
      coredns: { autoScaling: { enabled: true, minReplicas: 2, maxReplicas: 10 } },
      "eks-node-monitoring-agent": undefined,
      "eks-pod-identity-agent": undefined,
      "kube-proxy": undefined,
      "metrics-server": { replicas: 2 },
      "snapshot-controller": undefined,
      "vpc-cni": {
        enableNetworkPolicy: "false",
        env: {
          ANNOTATE_POD_IP: "true",
          ENABLE_PREFIX_DELEGATION: "true",
          WARM_PREFIX_TARGET: "1",
          ENABLE_POD_ENI: "false",
          POD_SECURITY_GROUP_ENFORCING_MODE: "standard",
        },
      },
    });
  });

  it("leave network policies to Calico where it is to enforce them, as texts", async () => {
    const calico = await recordAddons({ networkPolicy: "calico" });
    const { env } = told(recording, "vpc-cni") as { env: object };
    expect(told(calico, "vpc-cni")).to.deep.equal({
      enableNetworkPolicy: "false",
      env: { ANNOTATE_POD_IP: "true", ...env },
    });
    expect(names(calico)).to.have.length(8);
  });

  it("leave out what is switched off, each by itself", async () => {
    const without = async (args: Parameters<typeof recordAddons>[0]) => {
      const there = names(await recordAddons(args));
      return names(recording).filter((name) => !there.includes(name));
    };
    expect(await without({ metricsServer: false })).to.deep.equal(["metrics-server"]);
    expect(await without({ nodeMonitoring: false })).to.deep.equal(["eks-node-monitoring-agent"]);
  });

  it("come before nodes where nodes need them, and after them otherwise", () => {
    const group = recording.one("aws:eks/nodeGroup:NodeGroup");
    const isBefore = (name: string) => allBefore(recording, group).has(recording.one(addonType, `main-${name}`).urn);
    const isAfter = (name: string) =>
      dependenciesOf(recording.one(addonType, `main-${name}`)).includes(shortUrn(group.urn));
    expect(early.filter((name) => !isBefore(name) || isAfter(name))).to.deep.equal([]);
    expect(late.filter((name) => isBefore(name) || !isAfter(name))).to.deep.equal([]);
  });

  it("wait for one another where one needs the other", () => {
    const waits = (name: string) =>
      dependenciesOf(recording.one(addonType, `main-${name}`)).filter((each) => each.startsWith(addonType));
    const pairs = [...early, ...late].map((name) => [name, waits(name)]).filter(([, others]) => others!.length > 0);
    expect(pairs).to.deep.equal([
      ["vpc-cni", [`${addonType}::main-eks-pod-identity-agent`]],
      ["aws-ebs-csi-driver", [`${addonType}::main-snapshot-controller`]],
    ]);
  });

  it("are handed on: all that come after nodes, the storage driver, and the snapshot controller", () => {
    const waits = (name: string) => dependenciesOf(recording.one("aws:s3/bucket:Bucket", `after-${name}`));
    expect(waits("all")).to.deep.equal(late.map((name) => `${addonType}::main-${name}`));
    expect(waits("storage")).to.deep.equal([`${addonType}::main-aws-ebs-csi-driver`]);
    expect(waits("snapshots")).to.deep.equal([`${addonType}::main-snapshot-controller`]);
  });

  it("take a role that is bound to one service account of this cluster", () => {
    const trusts = ["cni", "ebs-csi"].map((purpose) =>
      policyOf(recording.one("aws:iam/role:Role", `main-${purpose}`).inputs["assumeRolePolicy"]),
    );
    const trust = (serviceAccount: string) => ({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "pods.eks.amazonaws.com" },
          Action: ["sts:AssumeRole", "sts:TagSession"],
          Condition: {
            StringEquals: {
              "aws:SourceAccount": "123456789012",
              "aws:RequestTag/eks-cluster-name": "main",
              "aws:RequestTag/kubernetes-namespace": "kube-system",
              "aws:RequestTag/kubernetes-service-account": serviceAccount,
            },
          },
        },
      ],
    });
    expect(trusts).to.deep.equal([trust("aws-node"), trust("ebs-csi-controller-sa")]);
    const associated = recording
      .ofType(addonType)
      .filter(({ inputs }) => inputs["podIdentityAssociations"] !== undefined)
      .map(({ name, inputs }) => [name, inputs["podIdentityAssociations"]]);
    expect(associated).to.deep.equal([
      ["main-aws-ebs-csi-driver", [{ serviceAccount: "ebs-csi-controller-sa", roleArn: unknown }]],
      ["main-vpc-cni", [{ serviceAccount: "aws-node", roleArn: unknown }]],
    ]);
    expect(recording.ofType("aws:iam/role:Role")).to.have.length(2);
  });

  it("take it by the cluster's own tokens with IRSA", async () => {
    const irsa = await recordAddons({}, { mechanism: "irsa" });
    for (const [addon, purpose] of [
      ["vpc-cni", "cni"],
      ["aws-ebs-csi-driver", "ebs-csi"],
    ]) {
      const each = irsa.one(addonType, `main-${addon}`);
      expect(sourceOf(each, "serviceAccountRoleArn"), addon).to.deep.equal([`aws:iam/role:Role::main-${purpose}`]);
      expect(each.inputs, addon).to.not.have.property("podIdentityAssociations");
    }
  });

  it("wait for the permissions of their role, and have no others", () => {
    const granted = (addon: string) =>
      dependenciesOf(recording.one(addonType, `main-${addon}`)).filter((each) =>
        /RolePolicy(Attachment)?::/.test(each),
      );
    expect(granted("vpc-cni")).to.deep.equal([
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment::main-cni-AmazonEKS_CNI_Policy",
    ]);
    expect(granted("aws-ebs-csi-driver")).to.deep.equal([
      "aws:iam/rolePolicy:RolePolicy::main-ebs-csi",
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment::main-ebs-csi-AmazonEBSCSIDriverPolicyV2",
    ]);
    const policies = ["aws:iam/rolePolicy:RolePolicy", "aws:iam/rolePolicyAttachment:RolePolicyAttachment"];
    expect(policies.flatMap((type) => recording.ofType(type))).to.have.length(3);
    expect(sourceOf(recording.one(policies[0]!), "policy")).to.deep.equal(["aws:kms/key:Key::volumes"]);
  });

  it("are of the builds that are asked for, and of the Kubernetes version", async () => {
    const newer = await recordAddons({}, { kubernetesVersion: "1.36", versions: { coredns: "v1.14.6-eksbuild.4" } });
    const builds = newer.ofType(addonType).map(({ inputs }) => [inputs["addonName"], inputs["addonVersion"]]);
    expect(Object.fromEntries(builds as [string, string][])).to.include({
      coredns: "v1.14.6-eksbuild.4",
      "kube-proxy": "v1.36.0-eksbuild.25",
      "eks-node-monitoring-agent": "v1.7.2-eksbuild.1",
    });
  });

  for (const [region, partition] of [
    ["us-gov-west-1", "aws-us-gov"],
    ["cn-north-1", "aws-cn"],
  ]) {
    it(`hold nothing of another partition in ${region}`, async () => {
      const there = await recordAddons({}, { region: region! });
      const foreign = there.registrations.filter(({ inputs }) => /arn:aws:/.test(JSON.stringify(inputs)));
      expect(foreign.map(({ urn }) => urn)).to.deep.equal([]);
      const attached = there.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment");
      expect(attached.map(({ inputs }) => inputs["policyArn"])).to.deep.equal([
        `arn:${partition}:iam::aws:policy/AmazonEKS_CNI_Policy`,
        `arn:${partition}:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicyV2`,
      ]);
    });
  }

  it("keep their roles' names within the limits of AWS", async () => {
    const long = await recordAddons({}, { name: "a".repeat(40) });
    for (const { name } of long.ofType("aws:iam/role:Role")) expect(name.length + 8).to.be.at.most(nameLimits.iamRole);
  });
});
