import type * as pulumi from "@pulumi/pulumi";
import type { Provision } from "../../../catalogue/contracts";

/** How a subscriber is reached. */
export const AlertProtocol = {
  Email: "email",
  Https: "https",
  Lambda: "lambda",
  Sms: "sms",
  Sqs: "sqs",
} as const;
export type AlertProtocol = (typeof AlertProtocol)[keyof typeof AlertProtocol];

export interface AlertSubscriptionArgs {
  /** How the subscriber is reached: `email`, `https`, `lambda`, `sms` or `sqs`. */
  protocol: AlertProtocol;
  /**
   * Where: an address, a URL with `https://`, the ARN of a function or of a standard queue, or a number such as
   * `+27115550100`. That of `https` is kept as a secret, because such a URL often holds a token.
   */
  endpoint: pulumi.Input<string>;
}

export interface AlertArgs {
  /**
   * Who provides the route of alerts: `create` makes a topic, `existing` sends to yours, `inherited` makes no alert at
   * all, because the account watches its logs itself. @default "create"
   */
  mode?: Provision;
  /** Who vouches that the account alerts on these logs, and where that is written; only with `inherited`. */
  vouchedBy?: string;
  /** ARN of your SNS topic, a standard one in the stack's region; only with `existing`. */
  topicArn?: pulumi.Input<string>;
  /** Who is told. Only with `create`: the subscribers of a topic that exists are its owner's. @default none */
  subscriptions?: AlertSubscriptionArgs[];
  /**
   * GuardDuty findings of this severity and above are sent, 1 to 10 in steps of 0.1, and not above what the regimes
   * allow. @default what the regimes ask for (MON-03)
   */
  guardDutySeverity?: number;
  /**
   * Events within five minutes at which an alarm rings, 1 or more, by the alarm's name, for example
   * `{ "forbidden-burst": 50 }`. @default each alarm's own
   */
  thresholds?: Record<string, number>;
  /**
   * ARNs of IAM roles whose work it is to read Secrets, 4 at most, such as that of the pipeline: Helm keeps its releases
   * in Secrets. Their reads raise no alarm; they stay in the log. @default none
   */
  secretReaders?: pulumi.Input<string>[];
}
