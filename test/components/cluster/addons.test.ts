import { expect } from "chai";
import { addonVersions, kubernetesVersions } from "../../../components/cluster/versions";
import type { Recording } from "../../support/recorder";
import { allBefore, policyOf, recordCluster } from "../recorded";

const addonType = "aws:eks/addon:Addon";

describe("cluster/addons", () => {
  let recording: Recording;
  before(async () => (recording = await recordCluster()));

  it("are five, of exact versions, with what they need set and nothing else", () => {
    const found = recording.ofType(addonType).map(({ inputs }) => {
      const { addonName, addonVersion, configurationValues, resolveConflictsOnCreate, resolveConflictsOnUpdate } =
        inputs;
      expect([resolveConflictsOnCreate, resolveConflictsOnUpdate]).to.deep.equal(["OVERWRITE", "OVERWRITE"]);
      const configuration: unknown =
        configurationValues === undefined ? undefined : JSON.parse(configurationValues as string);
      return [addonName, addonVersion, configuration];
    });
    expect(found).to.deep.equal([
      ["aws-ebs-csi-driver", "v1.66.0-eksbuild.1", { controller: { extraVolumeTags: { "rampart:cluster": "main" } } }],
      ["coredns", "v1.13.2-eksbuild.31", { autoScaling: { enabled: true, minReplicas: 2, maxReplicas: 10 } }],
      ["eks-pod-identity-agent", "v1.3.10-eksbuild.3", undefined],
      ["kube-proxy", "v1.35.3-eksbuild.29", undefined],
      [
        "vpc-cni",
        "v1.22.4-eksbuild.3",
        {
          enableNetworkPolicy: "true",
          nodeAgent: { enablePolicyEventLogs: "true" },
          env: { ENABLE_PREFIX_DELEGATION: "true", WARM_PREFIX_TARGET: "1" },
        },
      ],
    ]);
  });

  it("those that nodes need come before, the others after", () => {
    const group = recording.one("aws:eks/nodeGroup:NodeGroup");
    const isBefore = (name: string) => allBefore(recording, group).has(recording.one(addonType, name).urn);
    const isAfter = (name: string) => allBefore(recording, recording.one(addonType, name)).has(group.urn);
    const early = ["main-vpc-cni", "main-kube-proxy", "main-eks-pod-identity-agent"];
    const late = ["main-coredns", "main-aws-ebs-csi-driver"];
    expect(early.map((name) => [name, isBefore(name), isAfter(name)])).to.deep.equal(
      early.map((name) => [name, true, false]),
    );
    expect(late.map((name) => [name, isBefore(name), isAfter(name)])).to.deep.equal(
      late.map((name) => [name, false, true]),
    );
    const agent = recording.one(addonType, "main-eks-pod-identity-agent");
    expect(recording.one(addonType, "main-vpc-cni").dependencies).to.include(agent.urn);
  });

  it("a role that an add-on takes is bound to one service account of this cluster", () => {
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
    const associations = ["main-vpc-cni", "main-aws-ebs-csi-driver"].map((name) => {
      const found = recording.one(addonType, name).inputs["podIdentityAssociations"] as { serviceAccount: string }[];
      return found.map(({ serviceAccount }) => serviceAccount);
    });
    expect(associations).to.deep.equal([["aws-node"], ["ebs-csi-controller-sa"]]);
  });

  it("waits for the permissions of its role", () => {
    const driver = allBefore(recording, recording.one(addonType, "main-aws-ebs-csi-driver"));
    for (const type of ["aws:iam/rolePolicy:RolePolicy", "aws:iam/rolePolicyAttachment:RolePolicyAttachment"]) {
      const grants = recording.ofType(type).filter(({ name }) => name.startsWith("main-ebs-csi"));
      expect(grants).to.have.length(1);
      expect(driver.has(grants[0]!.urn)).to.equal(true);
    }
  });

  it("is pinned for every Kubernetes version that we build for, and each pin can be overridden", async () => {
    expect(kubernetesVersions).to.deep.equal(["1.35", "1.36"]);
    for (const versions of Object.values(addonVersions)) {
      for (const build of Object.values(versions)) expect(build).to.match(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/);
    }
    const newer = await recordCluster({ kubernetesVersion: "1.36", addonVersions: { coredns: "v1.14.6-eksbuild.4" } });
    const build = (name: string) => newer.one(addonType, name).inputs["addonVersion"];
    expect([build("main-coredns"), build("main-kube-proxy")]).to.deep.equal([
      "v1.14.6-eksbuild.4",
      "v1.36.0-eksbuild.14",
    ]);
  });
});
