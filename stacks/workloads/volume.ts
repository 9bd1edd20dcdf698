import type * as pulumi from "@pulumi/pulumi";
import { type CompliantCluster, EncryptedVolume, type EncryptedVolumeArgs } from "../../index";

/**
 * A volume to copy: encrypted with the cluster's key, there before the pods that use it, and there when they are gone. A pod
 * in its zone mounts it by the claim's name.
 */
export function createSampleVolume(
  name: string,
  cluster: CompliantCluster,
  { namespace, ...kept }: { namespace: pulumi.Input<string> } & Pick<EncryptedVolumeArgs, "protect" | "tags">,
): pulumi.Output<string> {
  const volume = new EncryptedVolume(
    name,
    {
      sizeGiB: 10,
      availabilityZone: cluster.availabilityZones.apply((zones) => zones[0]!),
      namespace,
      kmsKeyArn: cluster.volumesKeyArn,
      ...kept,
    },
    // Not `inCluster`: what owns a volume goes on its own feet, while the API server is still there to ask.
    { provider: cluster.kubernetesProvider, dependsOn: [cluster] },
  );
  return volume.claimName;
}
