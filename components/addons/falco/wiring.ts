import * as pulumi from "@pulumi/pulumi";
import type { ClusterContext, WorkloadRole } from "../../aws";
import type { Values } from "../../foundations/values";
import type { FalcoTopicArgs } from "./args";

/** Values of falcosidekick that come from other resources. */
export function sidekickWiring(
  { clusterName, place }: ClusterContext,
  { annotations }: WorkloadRole,
  topic: FalcoTopicArgs | undefined,
): Values {
  // The chart writes the annotation by itself, and wants the role by its ARN.
  const rolearn = annotations["eks.amazonaws.com/role-arn"];
  return {
    config: {
      customfields: pulumi.interpolate`cluster:${clusterName}`,
      aws: {
        region: place.region,
        ...(rolearn !== undefined && { rolearn }),
        ...(topic !== undefined && { sns: { topicarn: topic.arn } }),
      },
    },
  };
}
