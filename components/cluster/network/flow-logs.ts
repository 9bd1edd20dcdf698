import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { flowLogGroupName } from "../../foundations/names";
import { logGroupArn, type Place, regionalArn } from "../../foundations/partition";
import { type ClusterContext, createLogGroup, createRole, having, statement, type Statement, tagged } from "../../aws";
import type { KeyHandle } from "../keys";
import type { FlowLogSettings } from "./settings";

/** Who talked to whom in the VPC, what was let through and what was not. (NET-07) */
export function createFlowLogs(
  context: ClusterContext,
  { retentionDays, aggregationSeconds }: FlowLogSettings,
  vpcId: pulumi.Output<string>,
  key: KeyHandle,
): void {
  const { name, place } = context;
  const purpose = "flow-logs";
  const logGroup = createLogGroup(context, {
    purpose,
    name: flowLogGroupName(name),
    key,
    retentionInDays: retentionDays,
  });
  const { role, grants } = createRole(context, {
    purpose,
    trust: flowLogTrust(place),
    managed: [],
    own: flowLogStatements(place, name),
  });
  new aws.ec2.FlowLog(
    `${name}-${purpose}`,
    {
      vpcId,
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: logGroup.arn,
      iamRoleArn: role.arn,
      maxAggregationInterval: aggregationSeconds,
      tags: tagged(context, purpose),
    },
    having(context, { dependsOn: grants }),
  );
}

/** The service takes the role for flow logs of this account and region only, not for somebody else's. */
function flowLogTrust(place: Place): Statement {
  return statement({
    Effect: "Allow",
    Principal: { Service: "vpc-flow-logs.amazonaws.com" },
    Action: "sts:AssumeRole",
    Condition: {
      StringEquals: { "aws:SourceAccount": place.account },
      ArnLike: { "aws:SourceArn": regionalArn(place, "ec2", "vpc-flow-log/*") },
    },
  });
}

/** Writes to the one log group, which is there already, and looks for it first. */
function flowLogStatements(place: Place, cluster: string): Statement[] {
  return [
    statement({
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
      Resource: pulumi.interpolate`${logGroupArn(place, flowLogGroupName(cluster))}:*`,
      because: "the service names a stream for each network interface, in a group that is ours alone",
    }),
    statement({
      Effect: "Allow",
      Action: "logs:DescribeLogGroups",
      Resource: "*",
      because: "listing log groups is an action on none of them, and the service asks whether ours is there",
    }),
  ];
}
