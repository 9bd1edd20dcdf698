import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type ClusterContext, guarded, tagged } from "./context";

interface LogGroupSpec {
  /** End of its logical name, for example `control-plane`. */
  purpose: string;
  /** Its name in CloudWatch, from `foundations/names`. The key's policy admits it by that name. */
  name: string;
  key: { arn: pulumi.Input<string> };
  retentionInDays: number;
}

/** A log group with an end and a key of ours; what a service makes by itself has neither. (ENC-06, LOG-02) */
export function createLogGroup(
  context: ClusterContext,
  { purpose, name, key, retentionInDays }: LogGroupSpec,
): aws.cloudwatch.LogGroup {
  return new aws.cloudwatch.LogGroup(
    `${context.name}-${purpose}`,
    { name, kmsKeyId: key.arn, retentionInDays, tags: tagged(context, purpose) },
    guarded(context),
  );
}
