import * as aws from "@pulumi/aws";
import { createIdentity, WorkloadIdentity } from "../../../../components/cluster/identity";
import {
  createAddonsAfterNodes,
  createAddonsBeforeNodes,
  type ManagedAddonArgs,
  resolveManagedAddons,
} from "../../../../components/cluster/managed-addons";
import type { Recording } from "../../../support/recorder";
import { recordPart } from "../../part";

type Options = Parameters<typeof recordPart>[1] & {
  kubernetesVersion?: string;
  versions?: Record<string, string>;
  mechanism?: WorkloadIdentity;
};

/** Records the add-ons around one node group. */
export function recordAddons(args: ManagedAddonArgs = {}, options: Options = {}): Promise<Recording> {
  const { kubernetesVersion = "1.35", versions, mechanism = WorkloadIdentity.PodIdentity, ...rest } = options;
  return recordPart((context) => {
    const under = context.options;
    const cluster = new aws.eks.Cluster("cluster", { roleArn: "role", vpcConfig: { subnetIds: [] } }, under);
    const site = {
      cluster,
      settings: resolveManagedAddons(args, { kubernetesVersion, ...(versions && { versions }) }, []),
      identity: createIdentity(context, cluster, { mechanism }),
      volumesKey: { arn: new aws.kms.Key("volumes", {}, under).arn },
    };
    const ready = createAddonsBeforeNodes(context, site);
    const scalingConfig = { minSize: 1, maxSize: 1, desiredSize: 1 };
    const nodes = new aws.eks.NodeGroup(
      "nodes",
      { clusterName: "main", nodeRoleArn: "role", subnetIds: [], scalingConfig },
      { ...under, dependsOn: ready },
    );
    const { all, storage, snapshots } = createAddonsAfterNodes(context, site, [nodes]);
    for (const [name, dependsOn] of Object.entries({ all, storage: [storage], snapshots: [snapshots] })) {
      new aws.s3.Bucket(`after-${name}`, {}, { ...under, dependsOn });
    }
  }, rest);
}
