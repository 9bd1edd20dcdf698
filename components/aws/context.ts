import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Place } from "../foundations/partition";
import { type Tags, tagsFor } from "../foundations/tags";

/** What a part of the AWS half, or an add-on, needs to make resources of AWS. */
export interface ClusterContext {
  /** Begins every child's name: the cluster's name, or the add-on's. */
  name: string;
  /** The cluster that the resources are for. */
  clusterName: pulumi.Input<string>;
  place: Place;
  tags: Tags;
  /** Whether what holds data, and the cluster itself, is protected from deletion. */
  protect: boolean;
  /** The options of a child, from `child()`. */
  options: pulumi.CustomResourceOptions;
}

/** Asks the provider where this stack is deployed; `checked` refuses a region that it must not be. */
export function findPlace(
  parent: pulumi.Resource,
  checked: (region: pulumi.Output<string>) => pulumi.Output<string> = (region) => region,
): Place {
  const options = { parent };
  const { partition, dnsSuffix } = aws.getPartitionOutput({}, options);
  return {
    partition,
    dnsSuffix,
    region: checked(aws.getRegionOutput({}, options).region),
    account: aws.getCallerIdentityOutput({}, options).accountId,
  };
}

/** The options of one child: those of the context and its own. */
export function having(context: ClusterContext, extra: pulumi.CustomResourceOptions): pulumi.CustomResourceOptions {
  return pulumi.mergeOptions(context.options, extra);
}

/** The options of what must outlive a mistaken `destroy`. */
export function guarded(
  context: ClusterContext,
  extra: pulumi.CustomResourceOptions = {},
): pulumi.CustomResourceOptions {
  return having(context, context.protect ? { ...extra, protect: true } : extra);
}

/** The user's tags and ours; `role` becomes the end of the name that the console shows. */
export function tagged(context: ClusterContext, role: string): Tags {
  return tagsFor(context.tags, context.clusterName, `${context.name}-${role}`);
}
