import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type ClusterContext, tagged } from "../../aws";
import type { DrillSettings } from "./drill-settings";

/** The name of the metric is the program's: 1 for a drill that succeeded, 0 for one that failed. */
const metricName = "RestoreDrillSucceeded";
const runbook = "Runbook: docs/runbooks/restore-drill.md.";
const requirements = "hipaa 164.308(a)(7)(ii)(D), gdpr 32(1)(d), iso-27001 A.8.13";

interface AlarmDeps {
  /** Namespace of the metric. */
  namespace: pulumi.Input<string>;
  topicArn: pulumi.Input<string>;
}

/** One alarm on a drill that failed, at once, and one on drills that did not run, or did not tell. (BCK-01) */
export function createDrillAlarms(
  context: ClusterContext,
  { successWithinHours }: DrillSettings,
  { namespace, topicArn }: AlarmDeps,
): aws.cloudwatch.MetricAlarm[] {
  const alarm = (purpose: string, args: Partial<aws.cloudwatch.MetricAlarmArgs>) =>
    new aws.cloudwatch.MetricAlarm(
      `${context.name}-${purpose}`,
      {
        namespace,
        metricName,
        comparisonOperator: "LessThanThreshold",
        threshold: 1,
        evaluationPeriods: 1,
        alarmActions: [topicArn],
        tags: tagged(context, purpose),
        ...args,
      },
      context.options,
    );
  return [
    alarm("restore-drill-failed", {
      alarmDescription: `A restore drill failed (high). ${runbook} ${requirements}`,
      statistic: "Minimum",
      period: 300,
      treatMissingData: "notBreaching",
    }),
    alarm("restore-drill-missing", {
      alarmDescription: `No restore drill succeeded within ${successWithinHours} hours (high). ${runbook} ${requirements}`,
      statistic: "Maximum",
      // Every hour of them without a success: one that failed in between does not end the wait.
      period: 3600,
      evaluationPeriods: successWithinHours,
      datapointsToAlarm: successWithinHours,
      treatMissingData: "breaching",
    }),
  ];
}
