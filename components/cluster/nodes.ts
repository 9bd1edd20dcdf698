import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { logicalName } from "../foundations/names";
import type { NodeAmiType } from "./args";
import { type ClusterContext, having, tagged } from "./context";
import type { NetworkHandle } from "./network";
import { statement, type Statement } from "./policy-document";
import { createRole, serviceTrust } from "./roles";
import type { NodeGroupSettings } from "./settings";

/** What all node groups share. */
export interface NodeSite {
  cluster: aws.eks.Cluster;
  kubernetesVersion: string;
  network: NetworkHandle;
  volumesKey: aws.kms.Key;
  /** What a node needs before it can become ready. */
  ready: pulumi.Resource[];
}

/**
 * Nodes register under their private DNS name and ask EC2 for it at boot; without an answer none joins.
 * https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html
 */
export const nodeStatements: Statement[] = [
  statement({
    Effect: "Allow",
    Action: "ec2:DescribeInstances",
    Resource: "*",
    because: "EC2 knows no narrower resource for this action than all instances of the region",
  }),
];

/** Managed node groups, with one role that can do nothing but pull images, hand pods their own roles, and find its name. */
export function createNodes(
  context: ClusterContext,
  groups: Record<string, NodeGroupSettings>,
  site: NodeSite,
): aws.eks.NodeGroup[] {
  const { role, grants } = createRole(context, {
    purpose: "nodes",
    trust: serviceTrust("ec2.amazonaws.com"),
    managed: ["AmazonEKSWorkerNodeMinimalPolicy", "AmazonEC2ContainerRegistryPullOnly"],
    own: nodeStatements,
  });
  return Object.entries(groups).map(([name, group]) => {
    const template = createLaunchTemplate(context, name, group, site.volumesKey);
    return new aws.eks.NodeGroup(
      logicalName("nodeGroup", context.name, name),
      {
        clusterName: site.cluster.name,
        version: site.kubernetesVersion,
        nodeRoleArn: role.arn,
        subnetIds: site.network.privateSubnetIds,
        amiType: group.amiType,
        capacityType: group.capacityType,
        instanceTypes: group.instanceTypes,
        // A number, not `$Latest`: the group follows a changed template at the next update, and the plan shows it.
        launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
        scalingConfig: { minSize: group.minSize, maxSize: group.maxSize, desiredSize: group.desiredSize },
        updateConfig: { maxUnavailablePercentage: 33 },
        nodeRepairConfig: { enabled: true },
        tags: tagged(context, `nodes-${name}`),
      },
      having(context, { dependsOn: [...grants, ...site.network.egress, ...site.ready] }),
    );
  });
}

function createLaunchTemplate(
  context: ClusterContext,
  name: string,
  group: NodeGroupSettings,
  key: aws.kms.Key,
): aws.ec2.LaunchTemplate {
  const tags = tagged(context, `nodes-${name}`);
  return new aws.ec2.LaunchTemplate(
    logicalName("launchTemplate", context.name, name),
    {
      updateDefaultVersion: true,
      metadataOptions: {
        httpEndpoint: "enabled",
        httpTokens: "required",
        // One hop reaches the node itself, and no pod behind it.
        httpPutResponseHopLimit: 1,
        // Tag names with a slash, such as those of EKS, would make a launch fail.
        instanceMetadataTags: "disabled",
      },
      blockDeviceMappings: volumesOf(group.amiType, group.diskGiB).map(({ deviceName, volumeSize }) => ({
        deviceName,
        ebs: { encrypted: "true", deleteOnTermination: "true", kmsKeyId: key.arn, volumeType: "gp3", volumeSize },
      })),
      tagSpecifications: ["instance", "volume"].map((resourceType) => ({ resourceType, tags })),
      tags,
    },
    context.options,
  );
}

/** Bottlerocket keeps its system on a small volume and everything else on a second one. */
function volumesOf(amiType: NodeAmiType, diskGiB: number): { deviceName: string; volumeSize: number }[] {
  if (!amiType.startsWith("BOTTLEROCKET_")) return [{ deviceName: "/dev/xvda", volumeSize: diskGiB }];
  return [
    { deviceName: "/dev/xvda", volumeSize: 4 },
    { deviceName: "/dev/xvdb", volumeSize: diskGiB },
  ];
}
