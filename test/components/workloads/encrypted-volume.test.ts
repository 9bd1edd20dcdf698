import * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";
import { expect } from "chai";
import { unknown } from "../../../cli/preview/wire";
import { EncryptedVolume } from "../../../components/workloads/encrypted-volume";
import {
  type EncryptedVolumeArgs,
  resolveEncryptedVolumeArgs,
} from "../../../components/workloads/encrypted-volume-settings";
import { record } from "../../support/recorder";

import { allBefore, dependenciesOf, sourceOf } from "../recorded";

const volumeType = "aws:ebs/volume:Volume";
const persistentType = "kubernetes:core/v1:PersistentVolume";
const claimType = "kubernetes:core/v1:PersistentVolumeClaim";

const key = "arn:aws:kms:eu-central-1:123456789012:key/0a1b2c3d-0000-1111-2222-000000000002";
const least = { sizeGiB: 20, availabilityZone: "eu-central-1a", namespace: "shop", kmsKeyArn: key };
const existing = {
  sizeGiB: 20,
  availabilityZone: "eu-central-1a",
  namespace: "shop",
  volumeId: "vol-0123456789abcdef0",
};

function recordVolume(args: (key: aws.kms.Key) => EncryptedVolumeArgs) {
  return record(() => {
    const provider = new kubernetes.Provider("cluster", { kubeconfig: "{}" });
    const first = new kubernetes.core.v1.ConfigMap("first", {}, { provider });
    const volumesKey = new aws.kms.Key("volumes");
    const options = { provider, dependsOn: [first], deletedWith: first };
    const volume = new EncryptedVolume("ledger", args(volumesKey), options);
    return { id: volume.volumeId, claim: volume.claimName };
  });
}

describe("workloads/EncryptedVolume", () => {
  it("is a volume that the driver may act on, encrypted with the key and protected", async () => {
    const recording = await recordVolume(({ arn }) => ({ ...least, kmsKeyArn: arn, tags: { team: "shop" } }));
    const volume = recording.one(volumeType, "ledger");
    expect(volume.parent).to.equal(recording.one("rampart:index:EncryptedVolume").urn);
    expect(volume.inputs).to.deep.equal({
      kmsKeyId: unknown,
      availabilityZone: "eu-central-1a",
      size: 20,
      type: "gp3",
      encrypted: true,
      tags: { team: "shop", Name: "ledger", "ebs.csi.aws.com/cluster": "true" },
    });
    expect(sourceOf(volume, "kmsKeyId")).to.deep.equal(["aws:kms/key:Key::volumes"]);
    expect(volume.options.protect).to.equal(true);
    expect(recording.outputs["claim"]).to.equal("ledger");
  });

  it("has a PersistentVolume in its zone, for one claim alone, that does not take it away", async () => {
    const recording = await recordVolume(() => least);
    const persistent = recording.one(persistentType, "ledger");
    const spec = persistent.inputs["spec"] as { csi: Record<string, unknown> };
    const { csi, ...rest } = spec;
    expect(persistent.inputs["metadata"]).to.deep.equal({ name: "ledger" });
    expect(rest).to.deep.equal({
      capacity: { storage: "20Gi" },
      accessModes: ["ReadWriteOnce"],
      persistentVolumeReclaimPolicy: "Retain",
      storageClassName: "",
      claimRef: { namespace: "shop", name: "ledger" },
      nodeAffinity: {
        required: {
          nodeSelectorTerms: [
            {
              matchExpressions: [{ key: "topology.kubernetes.io/zone", operator: "In", values: ["eu-central-1a"] }],
            },
          ],
        },
      },
    });
    expect(csi).to.include({ driver: "ebs.csi.aws.com", fsType: "ext4" });
    expect(sourceOf(persistent, "spec")).to.deep.equal([`${volumeType}::ledger`]);
    expect(persistent.options).to.deep.include({
      deleteBeforeReplace: true,
      replaceOnChanges: ["spec.csi", "spec.nodeAffinity", "spec.claimRef"],
    });
  });

  it("has a claim that waits for that volume, and that a larger one does not touch", async () => {
    const recording = await recordVolume(() => least);
    const claim = recording.one(claimType, "ledger");
    expect(claim.inputs["metadata"]).to.deep.equal({ name: "ledger", namespace: "shop" });
    expect(claim.inputs["spec"]).to.deep.equal({
      storageClassName: "",
      volumeName: "ledger",
      accessModes: ["ReadWriteOnce"],
      resources: { requests: { storage: "20Gi" } },
    });
    expect(sourceOf(claim, "spec")).to.deep.equal([`${persistentType}::ledger`]);
    expect(claim.options.ignoreChanges).to.deep.equal(["spec.resources"]);
    expect([...allBefore(recording, claim)]).to.include(recording.one(volumeType).urn);
  });

  it("takes another name, file system and access, and leaves protection off", async () => {
    const args = { ...least, name: "db", fsType: "xfs", accessMode: "ReadWriteOncePod", protect: false } as const;
    const recording = await recordVolume(() => args);
    expect(recording.one(volumeType).options.protect).to.not.equal(true);
    const spec = recording.one(persistentType).inputs["spec"] as Record<string, object>;
    expect(spec["csi"]).to.include({ fsType: "xfs" });
    expect([spec["accessModes"], spec["claimRef"]]).to.deep.equal([
      ["ReadWriteOncePod"],
      { namespace: "shop", name: "db" },
    ]);
    expect(recording.one(claimType).inputs["metadata"]).to.deep.equal({ name: "db", namespace: "shop" });
    expect(recording.outputs["claim"]).to.equal("db");
  });

  it("uses a volume that exists as it is", async () => {
    const recording = await recordVolume(() => existing);
    expect(recording.ofType(volumeType)).to.deep.equal([]);
    const spec = recording.one(persistentType).inputs["spec"] as Record<string, unknown>;
    expect(spec["csi"]).to.deep.equal({
      driver: "ebs.csi.aws.com",
      volumeHandle: "vol-0123456789abcdef0",
      fsType: "ext4",
    });
    expect(recording.outputs).to.deep.equal({ id: "vol-0123456789abcdef0", claim: "ledger" });
  });

  it("waits for what the component waits for, and is deleted with nothing", async () => {
    const recording = await recordVolume(() => least);
    const component = recording.one("rampart:index:EncryptedVolume");
    const made = recording.registrations.filter(({ parent }) => parent === component.urn);
    expect(made.map(({ type }) => type)).to.have.members([volumeType, persistentType, claimType]);
    for (const each of made) expect(dependenciesOf(each)).to.include("kubernetes:core/v1:ConfigMap::first");
    // The engine hands it from a component to its children, so the component must not have it either.
    for (const each of [component, ...made]) expect(each.options.deletedWith).to.equal(undefined);
  });

  const mistakes = (args: unknown, name = "ledger"): Record<string, string> => {
    try {
      resolveEncryptedVolumeArgs(name, args as EncryptedVolumeArgs);
    } catch (error) {
      const { errors } = error as { errors: { propertyPath: string; reason: string }[] };
      return Object.fromEntries(errors.map(({ propertyPath, reason }) => [propertyPath, reason]));
    }
    return {};
  };

  it("tells every mistake at once", () => {
    const args = {
      sizeGiB: 0,
      availabilityZone: "eu-central-1",
      namespace: "Shop",
      kmsKeyArn: "alias/volumes",
      name: "db_1",
      fsType: "ntfs",
      accessMode: "ReadWriteMany",
      protect: "no",
      tags: { Name: "x", "ebs.csi.aws.com/cluster": "false" },
      zone: "a",
    };
    expect(Object.keys(mistakes(args))).to.have.members([
      ...["sizeGiB", "availabilityZone", "namespace", "kmsKeyArn", "name", "fsType", "accessMode", "protect", "zone"],
      ...["tags.Name", "tags.ebs.csi.aws.com/cluster"],
    ]);
    expect(mistakes({})).to.have.all.keys("sizeGiB", "availabilityZone", "namespace", "kmsKeyArn");
    expect(mistakes(undefined)).to.have.all.keys("document", "kmsKeyArn");
    expect(mistakes(least, "My_Ledger")).to.deep.equal({
      name: `got the component's name "My_Ledger"; expected lower-case letters, digits and dashes, 1 to 63 characters`,
    });
  });

  it("asks for a key, or for a volume, of the right place, and not for both", () => {
    const keyless = { ...least, kmsKeyArn: undefined };
    expect(mistakes(keyless)).to.deep.equal({
      kmsKeyArn: "got nothing; expected the ARN of a key, because there is no volumeId",
    });
    expect(mistakes({ ...least, availabilityZone: "eu-west-1a" })).to.deep.equal({
      kmsKeyArn: "got a key in eu-central-1; expected one in eu-west-1, where the zone is",
    });
    expect(Object.keys(mistakes({ ...least, volumeId: existing.volumeId, protect: true, tags: {} }))).to.deep.equal([
      "kmsKeyArn",
      "protect",
      "tags",
    ]);
    expect(mistakes({ ...existing, volumeId: "vol-x" })).to.have.all.keys("volumeId");
    expect(mistakes({ ...keyless, kmsKeyArn: 5 })).to.deep.equal({ kmsKeyArn: "got 5; expected a text" });
  });

  it("takes the zones and keys of other partitions", () => {
    const place = {
      availabilityZone: "us-gov-west-1b",
      kmsKeyArn: key.replace("aws:kms:eu-central-1", "aws-us-gov:kms:us-gov-west-1"),
    };
    expect(mistakes({ ...least, ...place })).to.deep.equal({});
    const local = { availabilityZone: "us-west-2-lax-1a", kmsKeyArn: key.replace("eu-central-1", "us-west-2") };
    expect(mistakes({ ...least, ...local })).to.deep.equal({});
    const china = {
      availabilityZone: "cn-north-1a",
      kmsKeyArn: key.replace("aws:kms:eu-central-1", "aws-cn:kms:cn-north-1"),
    };
    expect(mistakes({ ...least, ...china })).to.deep.equal({});
    const sovereign = {
      availabilityZone: "eusc-de-east-1a",
      kmsKeyArn: key.replace("aws:kms:eu-central-1", "aws-eusc:kms:eusc-de-east-1"),
    };
    expect(mistakes({ ...least, ...sovereign })).to.deep.equal({});
    expect(mistakes({ ...least, kmsKeyArn: key.replace("aws:kms", "aws-cn:kms") })["kmsKeyArn"]).to.match(
      /; expected an ARN of the partition of eu-central-1, aws$/,
    );
    expect(mistakes({ ...least, kmsKeyArn: key.replace(/key\/.*/, "key/mine") })).to.have.all.keys("kmsKeyArn");
  });
});
