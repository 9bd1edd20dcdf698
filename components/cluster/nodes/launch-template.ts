import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { logicalName } from "../../foundations/names";
import { type ClusterContext, tagged } from "../../aws";
import type { KeyHandle } from "../keys";
import type { NodeAmiType } from "./args";
import { isFips, userDataOf, volumesOf } from "./images";
import type { NodeGroupSettings } from "./settings";

interface TemplateSite {
  volumesKey: KeyHandle;
  securityGroupId: pulumi.Input<string>;
  withoutNat: boolean;
}

/** How the instances of a group are made: every volume encrypted, the metadata service closed to pods. (ENC-03, IAM-05) */
export function createLaunchTemplate(
  context: ClusterContext,
  name: string,
  group: NodeGroupSettings,
  { volumesKey, securityGroupId, withoutNat }: TemplateSite,
): aws.ec2.LaunchTemplate {
  const { amiType, diskGiB } = group;
  const tags = tagged(context, `nodes-${name}`);
  return new aws.ec2.LaunchTemplate(
    logicalName("launchTemplate", context.name, name),
    {
      updateDefaultVersion: true,
      // With a group named here EKS leaves out its own, which admits everything from the control plane.
      vpcSecurityGroupIds: [securityGroupId],
      ...(isFips(amiType) ? { userData: userDataFor(context, amiType, withoutNat) } : {}),
      metadataOptions: {
        httpEndpoint: "enabled",
        httpTokens: "required",
        // One hop reaches the node itself, and no pod behind it.
        httpPutResponseHopLimit: 1,
        // Tag names with a slash, such as those of EKS, would make a launch fail.
        instanceMetadataTags: "disabled",
      },
      blockDeviceMappings: volumesOf(amiType, diskGiB).map(({ deviceName, volumeSize }) => ({
        deviceName,
        ebs: {
          encrypted: "true",
          deleteOnTermination: "true",
          kmsKeyId: volumesKey.arn,
          volumeType: "gp3",
          volumeSize,
        },
      })),
      tagSpecifications: ["instance", "volume"].map((resourceType) => ({ resourceType, tags })),
      tags,
    },
    context.options,
  );
}

function userDataFor(
  { place }: ClusterContext,
  amiType: NodeAmiType,
  withoutNat: boolean,
): pulumi.Output<string | undefined> {
  return place.region.apply((region) => userDataOf(amiType, region, withoutNat));
}
