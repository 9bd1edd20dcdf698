import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { logicalName } from "../../foundations/names";
import { type ClusterContext, createRole, having, serviceTrust, statement, type Statement, tagged } from "../../aws";
import type { KeyHandle } from "../keys";
import { recommendedPath } from "./images";
import { createLaunchTemplate } from "./launch-template";
import { recommended } from "./releases";
import type { NodeGroupSettings } from "./settings";

/** What all node groups share. */
export interface NodeSite {
  cluster: aws.eks.Cluster;
  kubernetesVersion: string;
  network: {
    /** One subnet for each zone, in the order of the zones. */
    privateSubnetIds: pulumi.Input<string>[];
    /** What must be there before a node can reach the services that it needs to join. */
    egress: pulumi.Resource[];
  };
  /** Encrypts the nodes' volumes. */
  volumesKey: KeyHandle;
  /** The one security group of nodes. */
  securityGroupId: pulumi.Input<string>;
  /** Whether nodes reach nothing but the endpoints of the VPC. */
  withoutNat: boolean;
  /** Further rights of the nodes' role: to fill the caches that they pull from. */
  statements?: Statement[];
  /** What a node needs before it can become ready. */
  ready: pulumi.Resource[];
}

/**
 * Nodes register under their private DNS name and ask EC2 for it at boot; without an answer none joins.
 * https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html
 */
const nodeStatements: Statement[] = [
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
    own: [...nodeStatements, ...(site.statements ?? [])],
  });
  return Object.entries(groups).map(([name, group]) => {
    const template = createLaunchTemplate(context, name, group, site);
    return new aws.eks.NodeGroup(
      logicalName("nodeGroup", context.name, name),
      {
        clusterName: site.cluster.name,
        version: site.kubernetesVersion,
        releaseVersion: releaseOf(context, group, site.kubernetesVersion),
        nodeRoleArn: role.arn,
        subnetIds: group.zones.map((zone) => site.network.privateSubnetIds[zone]!),
        amiType: group.amiType,
        capacityType: group.capacityType,
        instanceTypes: group.instanceTypes,
        // A number, not `$Latest`: the group follows a changed template at the next update, and the plan shows it.
        launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
        scalingConfig: { minSize: group.minSize, maxSize: group.maxSize, desiredSize: group.desiredSize },
        updateConfig: { maxUnavailablePercentage: group.maxUnavailablePercentage },
        nodeRepairConfig: { enabled: group.repair },
        labels: group.labels,
        taints: group.taints,
        tags: tagged(context, `nodes-${name}`),
      },
      having(context, { dependsOn: [...grants, ...site.network.egress, ...site.ready] }),
    );
  });
}

/** The exact release. What is recommended is looked up, so that a new one shows in the plan before it replaces a node. */
function releaseOf(
  context: ClusterContext,
  { release: { release }, amiType }: NodeGroupSettings,
  kubernetesVersion: string,
): pulumi.Input<string> {
  if (release !== recommended) return release;
  const name = recommendedPath(amiType, kubernetesVersion);
  // A public parameter; `value` would be a secret in the state, and hide the change from who reviews it.
  return aws.ssm.getParameterOutput({ name }, { parent: context.options.parent }).insecureValue;
}
