import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { alertTopicName } from "../../foundations/names";
import { regionalArn } from "../../foundations/partition";
import { type ClusterContext, policyDocument, statement, type Statement, tagged } from "../../aws";
import type { KeyHandle } from "../keys";
import { AlertProtocol } from "./args";
import type { Subscription } from "./subscription-settings";

/** Where alerts go. */
export interface AlertRoute {
  topicArn: pulumi.Output<string>;
  /** What lets alarms and rules in; what they send before is lost without a word. */
  ready: pulumi.Resource[];
}

/** The encrypted topic of this cluster's alerts, who may send to it, and who is told. (ENC-06) */
export function createTopic(context: ClusterContext, key: KeyHandle, subscriptions: Subscription[]): AlertRoute {
  const topic = new aws.sns.Topic(
    `${context.name}-alerts`,
    {
      name: alertTopicName(context.name),
      kmsMasterKeyId: key.arn,
      signatureVersion: 2,
      tags: tagged(context, "alerts"),
    },
    context.options,
  );
  const policy = new aws.sns.TopicPolicy(
    `${context.name}-alerts`,
    { arn: topic.arn, policy: policyDocument(...topicStatements(context, topic.arn)) },
    context.options,
  );
  for (const subscription of subscriptions) subscribe(context, topic, subscription);
  return { topicArn: topic.arn, ready: [policy] };
}

/** Alarms and rules of this cluster publish to its topic; nobody does without TLS. */
export function topicStatements({ name, place }: ClusterContext, topicArn: pulumi.Input<string>): Statement[] {
  const publish = { Action: "sns:Publish", Resource: topicArn } as const;
  return [
    statement({
      Sid: "Alarms",
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      ...publish,
      Condition: {
        StringEquals: { "aws:SourceAccount": place.account },
        ArnLike: { "aws:SourceArn": regionalArn(place, "cloudwatch", `alarm:${name}-*`) },
      },
    }),
    statement({
      Sid: "Rules",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      ...publish,
      Condition: { ArnLike: { "aws:SourceArn": regionalArn(place, "events", `rule/${name}-*`) } },
    }),
    statement({
      Sid: "OnlyWithTls",
      Effect: "Deny",
      Principal: "*",
      ...publish,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    }),
  ];
}

function subscribe(context: ClusterContext, topic: aws.sns.Topic, { protocol, endpoint, key }: Subscription): void {
  new aws.sns.TopicSubscription(
    `${context.name}-alerts-${key}`,
    { topic: topic.arn, protocol, endpoint: protocol === AlertProtocol.Https ? pulumi.secret(endpoint) : endpoint },
    context.options,
  );
}
