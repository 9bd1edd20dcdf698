import type * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

/** The class that a claim gets which names none: encrypted with our key, and made in the zone of the pod. */
export function createDefaultStorageClass(
  name: string,
  key: aws.kms.Key,
  options: pulumi.CustomResourceOptions,
): kubernetes.storage.v1.StorageClass {
  return new kubernetes.storage.v1.StorageClass(
    `${name}-encrypted`,
    {
      metadata: {
        name: "encrypted",
        annotations: { "storageclass.kubernetes.io/is-default-class": "true" },
      },
      provisioner: "ebs.csi.aws.com",
      parameters: { type: "gp3", encrypted: "true", kmsKeyId: key.arn },
      reclaimPolicy: "Delete",
      volumeBindingMode: "WaitForFirstConsumer",
      allowVolumeExpansion: true,
    },
    // Parameters of a class cannot change, and its name is fixed: a change replaces it, old one first.
    pulumi.mergeOptions(options, { deleteBeforeReplace: true }),
  );
}
