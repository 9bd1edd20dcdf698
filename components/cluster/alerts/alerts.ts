import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Provision } from "../../../catalogue";
import { logicalName } from "../../foundations/names";
import { type ClusterContext, having, tagged } from "../../aws";
import type { KeyHandle } from "../keys";
import { type Alarm, type AlarmFacts, alarms, type AlarmSource, replicationAlarm, runbookPath } from "./alarms";
import { roleArnRule, sessionsOf, without } from "./readers";
import { type AlertRule, alertRules } from "./rules";
import type { AlertSettings } from "./settings";
import { type AlertRoute, createTopic } from "./topic";

export interface AlertDeps {
  key: KeyHandle;
  controlPlaneLogGroupName: pulumi.Output<string>;
  /** The log group of the audit trail, where the stack has one: without it there are no alarms on the trail. */
  trailLogGroupName?: pulumi.Output<string>;
  /** The copying of backups, where the stack does it. */
  replication?: ReplicationWatch;
}

/** What S3 counts the operations of one replication by. */
interface ReplicationWatch {
  /** Name of the bucket that is copied from. */
  source: pulumi.Output<string>;
  /** Name of the bucket that is copied to. */
  bucketName: pulumi.Output<string>;
  ruleId: string;
}

export interface AlertHandle {
  /** Absent where the account alerts by itself. */
  topicArn?: pulumi.Output<string>;
}

/** The route of alerts, the alarms on logs and replication, and the rules on the account's events. */
export function createAlerts(context: ClusterContext, settings: AlertSettings, deps: AlertDeps): AlertHandle {
  if (settings.mode === Provision.Inherited) return {};
  const route =
    settings.mode === Provision.Existing
      ? { topicArn: pulumi.output(settings.reference!), ready: [] }
      : createTopic(context, deps.key, settings.subscriptions);
  const groups: Record<AlarmSource, pulumi.Output<string> | undefined> = {
    "control-plane": deps.controlPlaneLogGroupName,
    "audit-trail": deps.trailLogGroupName,
  };
  for (const alarm of alarms) {
    const logGroupName = groups[alarm.source];
    if (logGroupName !== undefined) createLogAlarm(context, settings, alarm, logGroupName, route);
  }
  if (deps.replication !== undefined) createReplicationAlarm(context, settings, deps.replication, route);
  for (const rule of alertRules) createRule(context, settings, rule, route);
  // Whoever else sends to it is let in by then as well.
  const ready = route.ready.map(({ urn }) => urn);
  return { topicArn: pulumi.all([route.topicArn, pulumi.all(ready)]).apply(([arn]) => arn) };
}

/** A count of the events that match, and the alarm on it. */
function createLogAlarm(
  context: ClusterContext,
  settings: AlertSettings,
  alarm: Alarm,
  logGroupName: pulumi.Output<string>,
  route: AlertRoute,
): void {
  const { id } = alarm;
  const namespace = `Rampart/${context.name}`;
  new aws.cloudwatch.LogMetricFilter(
    `${context.name}-${id}`,
    {
      logGroupName,
      pattern: patternOf(alarm, settings),
      metricTransformation: { name: id, namespace, value: "1", defaultValue: "0" },
    },
    context.options,
  );
  createAlarm(context, settings, alarm, { namespace, metricName: id }, route);
}

/** Copies that failed, as S3 counts them in the region of the bucket that is copied from. */
function createReplicationAlarm(
  context: ClusterContext,
  settings: AlertSettings,
  { source, bucketName, ruleId }: ReplicationWatch,
  route: AlertRoute,
): void {
  const metric = {
    namespace: "AWS/S3",
    metricName: "OperationsFailedReplication",
    dimensions: { SourceBucket: source, DestinationBucket: bucketName, RuleId: ruleId },
  };
  createAlarm(context, settings, replicationAlarm, metric, route);
}

function createAlarm(
  context: ClusterContext,
  settings: AlertSettings,
  alarm: AlarmFacts,
  metric: Pick<aws.cloudwatch.MetricAlarmArgs, "namespace" | "metricName" | "dimensions">,
  route: AlertRoute,
): void {
  const { id, periodSeconds } = alarm;
  new aws.cloudwatch.MetricAlarm(
    `${context.name}-${id}`,
    {
      alarmDescription: describe(alarm),
      ...metric,
      statistic: "Sum",
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: settings.thresholds[id]!,
      period: periodSeconds,
      evaluationPeriods: 1,
      treatMissingData: "notBreaching",
      alarmActions: [route.topicArn],
      tags: tagged(context, id),
    },
    having(context, { dependsOn: route.ready }),
  );
}

function patternOf({ pattern, excludes }: Alarm, settings: AlertSettings): pulumi.Input<string> {
  if (excludes === undefined) return pattern;
  return pulumi.all(settings[excludes]).apply((arns) =>
    without(
      pattern,
      arns.map((arn, index) => {
        const sessions = sessionsOf(arn);
        if (sessions !== undefined) return sessions;
        throw new Error(`alerts.${excludes}[${index}]: got ${JSON.stringify(arn)}; expected ${roleArnRule}`);
      }),
    ),
  );
}

/** What a message says of an alarm or a rule: what it is, what to do, what for. */
export function describe({ title, severity, runbook, requirements }: AlarmFacts | AlertRule): string {
  return `${title} (${severity}). Runbook: ${runbookPath(runbook)}. ${requirements.join(", ")}`;
}

/** A rule on the default bus. The topic's policy admits it; a role of its own would not work with an encrypted topic. */
function createRule(context: ClusterContext, settings: AlertSettings, rule: AlertRule, route: AlertRoute): void {
  const name = logicalName("eventRule", context.name, rule.id);
  const made = new aws.cloudwatch.EventRule(
    name,
    {
      description: describe(rule),
      eventPattern: JSON.stringify(rule.pattern(settings)),
      state: "ENABLED",
      tags: tagged(context, rule.id),
    },
    context.options,
  );
  new aws.cloudwatch.EventTarget(
    name,
    { rule: made.name, targetId: "alerts", arn: route.topicArn, inputTransformer: messageOf(context, rule) },
    having(context, { dependsOn: route.ready }),
  );
}

/** The message of a rule: lines of text, each in the quotes that EventBridge wants of them. */
function messageOf(
  { name }: ClusterContext,
  rule: AlertRule,
): { inputPaths: Record<string, string>; inputTemplate: string } {
  const tells = { ...rule.tells, account: "$.account", region: "$.region", time: "$.time" };
  const lines = [
    `${name}: ${rule.title} (${rule.severity})`,
    ...Object.keys(tells).map((label) => `${label}: <${label}>`),
    `What to do: ${runbookPath(rule.runbook)}`,
  ];
  return { inputPaths: tells, inputTemplate: lines.map((line) => JSON.stringify(line)).join("\n") };
}
