import * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { child } from "../foundations/child";
import { nameOf } from "../foundations/name-of";
import {
  driverTag,
  type EncryptedVolumeArgs,
  type EncryptedVolumeSettings,
  resolveEncryptedVolumeArgs,
} from "./encrypted-volume-settings";

/**
 * An encrypted EBS volume that is there before the pods which use it, and stays when they go: the volume (or one that
 * exists), and a claim in one namespace that is bound to it and to nothing else.
 */
export class EncryptedVolume extends pulumi.ComponentResource {
  /** Id of the EBS volume. */
  readonly volumeId: pulumi.Output<string>;
  /** Name of the claim, for a pod's volumes. Previews know it; whatever uses it waits for the claim. */
  readonly claimName: pulumi.Output<string>;

  constructor(name: string, args: EncryptedVolumeArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = resolveEncryptedVolumeArgs(name, args);
    // Not deleted with anything, of which the engine would tell the children: what goes with its cluster is never asked to
    // go itself, and the EBS volume would stay behind.
    const kept = { ...opts, deletedWith: undefined };
    super("rampart:index:EncryptedVolume", name, { ...settings }, kept);
    const options = child(this, kept);
    this.volumeId = pulumi.output(settings.volumeId ?? createVolume(name, settings, options).id);
    const volume = createPersistentVolume(name, settings, this.volumeId, options);
    const claim = createClaim(name, settings, nameOf(volume, settings.name), options);
    this.claimName = nameOf(claim, settings.name);
    this.registerOutputs({ volumeId: this.volumeId, claimName: this.claimName });
  }
}

function createVolume(
  name: string,
  { availabilityZone, sizeGiB, kmsKeyArn, tags, protect }: EncryptedVolumeSettings,
  options: pulumi.CustomResourceOptions,
): aws.ebs.Volume {
  return new aws.ebs.Volume(
    name,
    {
      availabilityZone,
      size: sizeGiB,
      type: "gp3",
      encrypted: true,
      ...(kmsKeyArn !== undefined && { kmsKeyId: kmsKeyArn }),
      // The driver's policy lets it act on volumes with its own tag only.
      tags: { ...tags, Name: name, [driverTag]: "true" },
    },
    pulumi.mergeOptions(options, protect ? { protect } : {}),
  );
}

function createPersistentVolume(
  name: string,
  settings: EncryptedVolumeSettings,
  volumeHandle: pulumi.Output<string>,
  options: pulumi.CustomResourceOptions,
): kubernetes.core.v1.PersistentVolume {
  const { namespace, sizeGiB, accessMode, fsType, availabilityZone } = settings;
  return new kubernetes.core.v1.PersistentVolume(
    name,
    {
      metadata: { name: settings.name },
      spec: {
        capacity: { storage: `${sizeGiB}Gi` },
        accessModes: [accessMode],
        // The volume is this component's to delete, not the driver's.
        persistentVolumeReclaimPolicy: "Retain",
        // No class, and a claim named beforehand: no other claim can take the volume.
        storageClassName: "",
        claimRef: { namespace, name: settings.name },
        csi: { driver: "ebs.csi.aws.com", volumeHandle, fsType },
        nodeAffinity: {
          required: {
            nodeSelectorTerms: [
              // Every node has this label, whatever the version of the driver.
              {
                matchExpressions: [{ key: "topology.kubernetes.io/zone", operator: "In", values: [availabilityZone] }],
              },
            ],
          },
        },
      },
    },
    // The API server changes none of these, and the name is fixed: a change replaces it, old one first.
    pulumi.mergeOptions(options, {
      replaceOnChanges: ["spec.csi", "spec.nodeAffinity", "spec.claimRef"],
      deleteBeforeReplace: true,
    }),
  );
}

function createClaim(
  name: string,
  { namespace, sizeGiB, accessMode, ...settings }: EncryptedVolumeSettings,
  volumeName: pulumi.Output<string>,
  options: pulumi.CustomResourceOptions,
): kubernetes.core.v1.PersistentVolumeClaim {
  return new kubernetes.core.v1.PersistentVolumeClaim(
    name,
    {
      metadata: { name: settings.name, namespace },
      spec: {
        storageClassName: "",
        volumeName,
        accessModes: [accessMode],
        resources: { requests: { storage: `${sizeGiB}Gi` } },
      },
    },
    // The API server lets no claim without a class grow, so a larger volume must not ask it to.
    pulumi.mergeOptions(options, { deleteBeforeReplace: true, ignoreChanges: ["spec.resources"] }),
  );
}
