import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { createNodes, type NodeGroupArgs, type NodeSite, resolveNodes } from "../../../../components/cluster/nodes";
import type { Recording } from "../../../support/recorder";
import { recordPart } from "../../part";

type Options = Parameters<typeof recordPart>[1] & { kubernetesVersion?: string; withoutNat?: boolean };

export const subnetType = "aws:ec2/subnet:Subnet";

/** Records node groups on what they stand on: three subnets with a route, a key, a security group and one add-on. */
export function recordNodes(args: Record<string, NodeGroupArgs>, options: Options = {}): Promise<Recording> {
  const { kubernetesVersion = "1.35", withoutNat = false, ...rest } = options;
  return recordPart((context) => {
    const under = context.options;
    const cluster = new aws.eks.Cluster("cluster", { roleArn: "role", vpcConfig: { subnetIds: [] } }, under);
    const subnets = [0, 1, 2].map((zone) => new aws.ec2.Subnet(`zone-${zone}`, { vpcId: "vpc" }, under));
    const route = new aws.ec2.Route("way-out", { routeTableId: "table" }, under);
    const ready: pulumi.Resource = new aws.eks.Addon("network", { clusterName: "c", addonName: "vpc-cni" }, under);
    const group = new aws.ec2.SecurityGroup("nodes", {}, under);
    const site: NodeSite = {
      cluster,
      kubernetesVersion,
      network: { privateSubnetIds: subnets.map(({ id }) => id), egress: [route] },
      volumesKey: { arn: new aws.kms.Key("volumes", {}, under).arn },
      securityGroupId: group.id,
      withoutNat,
      ready: [ready],
    };
    createNodes(context, resolveNodes(args, { zones: 3, kubernetesVersion }, []), site);
  }, rest);
}
