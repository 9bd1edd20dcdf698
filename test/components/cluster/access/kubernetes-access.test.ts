import { expect } from "chai";
import { unknown } from "../../../../cli/preview/wire";
import type { Recording } from "../../../support/recorder";
import { dependenciesOf, recordCluster, sourceOf } from "../../recorded";

const providerType = "pulumi:providers:kubernetes";
const classType = "kubernetes:storage.k8s.io/v1:StorageClass";

describe("cluster/kubernetes-access and cluster/storage", () => {
  let recording: Recording;
  before(async () => {
    recording = await recordCluster({ access: { viewers: ["arn:aws:iam::444455556666:role/auditor"] } });
  });

  it("the provider is identified by the cluster and waits for every access entry and association", () => {
    const provider = recording.one(providerType);
    expect(sourceOf(provider, "clusterIdentifier")).to.deep.equal(["aws:eks/cluster:Cluster::main"]);
    const entries = [...recording.ofType("aws:eks/accessEntry:AccessEntry")];
    const associations = recording.ofType("aws:eks/accessPolicyAssociation:AccessPolicyAssociation");
    expect([entries.length, associations.length]).to.deep.equal([2, 2]);
    expect(provider.dependencies).to.include.members([...entries, ...associations].map(({ urn }) => urn));
  });

  it("everything in the cluster uses that provider, and goes with the cluster unless it owns a load balancer", () => {
    const provider = recording.one(providerType);
    const inside = recording.registrations.filter(({ type }) => type.startsWith("kubernetes:"));
    expect(inside.length).to.be.greaterThan(5);
    for (const each of inside) {
      // A chart of definitions hands it to what it renders.
      const own = each.remote ? each.providers["kubernetes"] : each.provider;
      expect(own, each.urn).to.equal(`${provider.urn}::${unknown}`);
      if (/:index:(IstioGateway|LoadBalancerController)\$/.test(each.urn)) {
        expect(each.options.deletedWith, each.urn).to.equal(undefined);
        continue;
      }
      expect(each.options.deletedWith, each.urn).to.match(/aws:eks\/cluster:Cluster::main$/);
    }
  });

  it("storage classes encrypt with our key and wait for the driver, snapshots for their controller", () => {
    for (const made of recording.ofType(classType)) {
      expect(sourceOf(made, "parameters")).to.deep.equal(["aws:kms/key:Key::main-volumes"]);
      expect(dependenciesOf(made)).to.include("aws:eks/addon:Addon::main-aws-ebs-csi-driver");
    }
    expect(recording.ofType(classType).map(({ name }) => name)).to.deep.equal([
      "main-encrypted",
      "main-encrypted-retain",
    ]);
    const snapshots = recording.one("kubernetes:snapshot.storage.k8s.io/v1:VolumeSnapshotClass");
    expect(dependenciesOf(snapshots)).to.include("aws:eks/addon:Addon::main-snapshot-controller");
  });

  it("the storage driver's policy is of our key", () => {
    const policy = recording.one("aws:iam/rolePolicy:RolePolicy", "main-ebs-csi");
    expect(sourceOf(policy, "policy")).to.deep.equal(["aws:kms/key:Key::main-volumes"]);
  });
});
