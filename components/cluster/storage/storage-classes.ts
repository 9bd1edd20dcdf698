import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { KeyHandle } from "../keys";

const driver = "ebs.csi.aws.com";

/** What a class is called in the cluster, by what becomes of a volume whose claim goes. */
const classNames = { Delete: "encrypted", Retain: "encrypted-retain" } as const;
type Reclaim = keyof typeof classNames;

export interface StorageClasses {
  /** `encrypted`: the class that a claim gets which names none. */
  standard: kubernetes.storage.v1.StorageClass;
  /** `encrypted-retain`: its volumes outlive their claims. */
  retain: kubernetes.storage.v1.StorageClass;
}

/** The cluster's classes: encrypted with our key, made in the zone of the pod, able to grow. (ENC-04) */
export function createStorageClasses(
  name: string,
  key: KeyHandle,
  options: pulumi.CustomResourceOptions,
): StorageClasses {
  return {
    standard: createClass(
      name,
      key,
      "Delete",
      { annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
      options,
    ),
    retain: createClass(name, key, "Retain", {}, options),
  };
}

function createClass(
  name: string,
  key: KeyHandle,
  reclaimPolicy: Reclaim,
  metadata: { annotations?: Record<string, string> },
  options: pulumi.CustomResourceOptions,
): kubernetes.storage.v1.StorageClass {
  return new kubernetes.storage.v1.StorageClass(
    `${name}-${classNames[reclaimPolicy]}`,
    {
      metadata: { name: classNames[reclaimPolicy], ...metadata },
      provisioner: driver,
      parameters: { type: "gp3", encrypted: "true", kmsKeyId: key.arn },
      reclaimPolicy,
      volumeBindingMode: "WaitForFirstConsumer",
      allowVolumeExpansion: true,
    },
    fixedName(options),
  );
}

/**
 * The class that Velero takes for snapshots of volumes, by its label. Its kind comes with the snapshot controller, so
 * `options` must make it wait for that add-on. Snapshots outlive the objects that name them: Velero deletes those itself
 * when a backup ends, and a namespace that goes must not take its backups with it.
 */
export function createSnapshotClass(
  name: string,
  options: pulumi.CustomResourceOptions,
): kubernetes.apiextensions.CustomResource {
  return new kubernetes.apiextensions.CustomResource(
    `${name}-snapshots`,
    {
      apiVersion: "snapshot.storage.k8s.io/v1",
      kind: "VolumeSnapshotClass",
      metadata: { name: "velero", labels: { "velero.io/csi-volumesnapshot-class": "true" } },
      driver,
      deletionPolicy: "Retain",
    },
    fixedName(options),
  );
}

/** What a class says cannot change, and its name is fixed: a change replaces it, old one first. */
function fixedName(options: pulumi.CustomResourceOptions): pulumi.CustomResourceOptions {
  return pulumi.mergeOptions(options, { deleteBeforeReplace: true });
}
