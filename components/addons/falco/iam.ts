import * as pulumi from "@pulumi/pulumi";
import {
  type ClusterContext,
  createWorkloadRole,
  type IdentityHandle,
  statement,
  topicUserStatements,
  type WorkloadRole,
} from "../../aws";
import { controlPlaneLogGroupName } from "../../foundations/names";
import { logGroupArn } from "../../foundations/partition";
import type { FalcoTopicArgs } from "./args";

/** The audit log's reader: the one log group that the cluster writes it to. */
export function createAuditRole(context: ClusterContext, identity: IdentityHandle, namespace: string): WorkloadRole {
  const group = pulumi
    .output(context.clusterName)
    .apply((cluster) => logGroupArn(context.place, controlPlaneLogGroupName(cluster)));
  return createWorkloadRole(context, identity, {
    purpose: "k8saudit",
    namespace,
    serviceAccount: "falco-k8saudit",
    own: [
      statement({
        Effect: "Allow",
        Action: ["logs:DescribeLogGroups", "logs:DescribeLogStreams", "logs:FilterLogEvents", "logs:GetLogEvents"],
        Resource: pulumi.interpolate`${group}:*`,
        because: "EKS names the streams of the audit log itself, each anew when a control plane's node is replaced",
      }),
    ],
  });
}

interface Routes {
  namespace: string;
  /** ARN of the log group of alerts. */
  logGroupArn: pulumi.Output<string>;
  topic: FalcoTopicArgs | undefined;
}

/** The sender's role: it writes into its own log group, and publishes to the topic of alerts. */
export function createSidekickRole(
  context: ClusterContext,
  identity: IdentityHandle,
  { namespace, logGroupArn: group, topic }: Routes,
): WorkloadRole {
  return createWorkloadRole(context, identity, {
    purpose: "falcosidekick",
    namespace,
    serviceAccount: "falcosidekick",
    own: [
      statement({
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: pulumi.interpolate`${group}:*`,
        because: "the sender makes its stream by itself, in a group that holds nothing but alerts",
      }),
      ...(topic === undefined ? [] : [statement({ Effect: "Allow", Action: "sns:Publish", Resource: topic.arn })]),
      ...(topic?.keyArn === undefined ? [] : topicUserStatements(context.place, topic.keyArn)),
    ],
  });
}
