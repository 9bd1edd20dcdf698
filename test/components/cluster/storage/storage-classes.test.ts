import * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";
import { expect } from "chai";
import { createSnapshotClass, createStorageClasses } from "../../../../components/cluster/storage";
import { dependenciesOf, sourceOf } from "../../recorded";
import { record, type Recording } from "../../../support/recorder";

const classType = "kubernetes:storage.k8s.io/v1:StorageClass";
const snapshotType = "kubernetes:snapshot.storage.k8s.io/v1:VolumeSnapshotClass";

describe("cluster/storage/storage-classes", () => {
  let recording: Recording;
  before(async () => {
    recording = await record(() => {
      const provider = new kubernetes.Provider("cluster", { kubeconfig: "{}" });
      const key = new aws.kms.Key("volumes");
      const driver = new aws.eks.Addon("ebs-csi", { clusterName: "main", addonName: "aws-ebs-csi-driver" });
      const controller = new aws.eks.Addon("snapshots", { clusterName: "main", addonName: "snapshot-controller" });
      createStorageClasses("main", key, { provider, dependsOn: [driver], deletedWith: driver });
      createSnapshotClass("main", { provider, dependsOn: [controller], deletedWith: driver });
    });
  });

  it("are a default one that deletes, and one that retains", () => {
    const classes = recording.ofType(classType);
    expect(classes.map(({ name, inputs }) => [name, inputs["metadata"], inputs["reclaimPolicy"]])).to.deep.equal([
      [
        "main-encrypted",
        { name: "encrypted", annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
        "Delete",
      ],
      ["main-encrypted-retain", { name: "encrypted-retain" }, "Retain"],
    ]);
  });

  it("encrypt with the cluster's key, in the zone of the pod, and let volumes grow", () => {
    for (const each of recording.ofType(classType)) {
      expect(each.inputs).to.deep.include({
        provisioner: "ebs.csi.aws.com",
        volumeBindingMode: "WaitForFirstConsumer",
        allowVolumeExpansion: true,
      });
      const parameters = each.inputs["parameters"] as Record<string, unknown>;
      expect(Object.keys(parameters).sort()).to.deep.equal(["encrypted", "kmsKeyId", "type"]);
      expect(parameters).to.include({ type: "gp3", encrypted: "true" });
      expect(sourceOf(each, "parameters")).to.deep.equal(["aws:kms/key:Key::volumes"]);
      expect(each.options.deleteBeforeReplace).to.equal(true);
      expect(dependenciesOf(each)).to.deep.equal(["aws:eks/addon:Addon::ebs-csi", "aws:kms/key:Key::volumes"]);
    }
  });

  it("have a class of snapshots that Velero finds and does not lose, after the controller", () => {
    const snapshots = recording.one(snapshotType, "main-snapshots");
    expect(snapshots.inputs).to.deep.equal({
      apiVersion: "snapshot.storage.k8s.io/v1",
      kind: "VolumeSnapshotClass",
      metadata: { name: "velero", labels: { "velero.io/csi-volumesnapshot-class": "true" } },
      driver: "ebs.csi.aws.com",
      deletionPolicy: "Retain",
    });
    expect(dependenciesOf(snapshots)).to.deep.equal(["aws:eks/addon:Addon::snapshots"]);
    expect(snapshots.options.deleteBeforeReplace).to.equal(true);
  });
});
