import type * as pulumi from "@pulumi/pulumi";
import {
  check,
  list,
  mapOf,
  type Mistake,
  oneOf,
  optional,
  Part,
  type PartDeclaration,
  Provision,
  record,
} from "../../../catalogue";
import { nearest, quote } from "../../../catalogue/contracts";
import { partitionMistakes } from "../../foundations/arn";
import { inputText } from "../../foundations/input-text";
import type { Asked } from "../asked";
import { boundMistakes } from "../bounds";
import { declarePart, partMembers, type PartSettings, resolvePart } from "../part";
import { everyAlarm } from "./alarms";
import { type AlertArgs, AlertProtocol } from "./args";
import { isRoleArn, roleArnRule } from "./readers";
import { resolveSubscriptions, type Subscription, unshown } from "./subscription-settings";

const modes = [Provision.Create, Provision.Existing, Provision.Inherited] as const;

export const alertShape = record({
  ...partMembers(modes),
  topicArn: optional(inputText),
  subscriptions: optional(
    unshown(list(record({ protocol: oneOf(Object.values(AlertProtocol)), endpoint: inputText }))),
  ),
  guardDutySeverity: optional(check("a number from 1 to 10, in steps of 0.1", isSeverity)),
  thresholds: optional(mapOf(check("a whole number of 1 or more", isThreshold))),
  secretReaders: optional(list(inputText)),
});

export interface AlertSettings extends PartSettings {
  subscriptions: Subscription[];
  guardDutySeverity: number;
  /** Of every alarm, by its name. */
  thresholds: Record<string, number>;
  secretReaders: pulumi.Input<string>[];
}

/** More would not leave room in a pattern of 1024 characters. */
export const mostReaders = 4;

/** Fills the defaults; notes what would not reach anybody, and findings that would be left out against the regimes. */
export function resolveAlerts(args: AlertArgs, { posture, region }: Asked, mistakes: Mistake[]): AlertSettings {
  // A mistake quotes what it finds, and an endpoint can hold a token: only how many there are may be told.
  const counted = { ...args, subscriptions: args.subscriptions === undefined ? undefined : args.subscriptions.length };
  const always = ["guardDutySeverity", "thresholds", "secretReaders"] as const;
  const rules = { reference: "topicArn", ...(args.mode !== Provision.Inherited && { always }) } as const;
  const part = resolvePart<typeof counted>("alerts", counted, rules, mistakes);
  noteTopic(args.topicArn, region, mistakes);
  const { max } = posture.alertSeverity;
  const guardDutySeverity = args.guardDutySeverity ?? max.value;
  if (isSeverity(guardDutySeverity)) {
    mistakes.push(...boundMistakes("alerts.guardDutySeverity", guardDutySeverity, { max }));
  }
  return {
    ...part,
    subscriptions: resolveSubscriptions(args.subscriptions ?? [], region, mistakes),
    guardDutySeverity,
    thresholds: resolveThresholds(args.thresholds ?? {}, mistakes),
    secretReaders: resolveReaders(args.secretReaders ?? [], mistakes),
  };
}

/** What policies and evidence see of the route. */
export function declareAlerts(settings: AlertSettings): Record<string, PartDeclaration> {
  return { [Part.Alerts]: declarePart(settings) };
}

function isSeverity(value: unknown): value is number {
  return typeof value === "number" && value >= 1 && value <= 10 && Number.isInteger(Math.round(value * 1e6) / 1e5);
}

function isThreshold(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 1;
}

function noteTopic(arn: AlertArgs["topicArn"], region: string | undefined, mistakes: Mistake[]): void {
  if (typeof arn !== "string") return;
  const path = "alerts.topicArn";
  const found = /^arn:aws[a-z-]*:sns:([a-z0-9-]+):\d{12}:[\w-]{1,256}$/.exec(arn);
  if (found === null) {
    const expected = "the ARN of a standard SNS topic, which ends in :sns:<region>:<account>:<name>";
    mistakes.push({ path, got: quote(arn), expected });
  } else if (region !== undefined && found[1] !== region) {
    mistakes.push({ path, got: quote(arn), expected: `a topic in ${region}: alarms reach no topic of another region` });
  } else {
    mistakes.push(...partitionMistakes(path, arn, region));
  }
}

function resolveThresholds(own: Record<string, number>, mistakes: Mistake[]): Record<string, number> {
  const known = everyAlarm.map(({ id }) => id);
  for (const id of Object.keys(own).filter((each) => !known.includes(each))) {
    const suggestion = nearest(id, known);
    const expected = suggestion === undefined ? `an alarm's name: ${known.join(", ")}` : `\`${suggestion}\``;
    mistakes.push({ path: `alerts.thresholds.${id}`, got: "an alarm that does not exist", expected });
  }
  return Object.fromEntries(everyAlarm.map(({ id, threshold }) => [id, own[id] ?? threshold]));
}

function resolveReaders(readers: pulumi.Input<string>[], mistakes: Mistake[]): pulumi.Input<string>[] {
  const path = "alerts.secretReaders";
  if (readers.length > mostReaders) {
    const expected = `${mostReaders} at most, which a filter pattern has room for`;
    mistakes.push({ path, got: `${readers.length} roles`, expected });
  }
  readers.forEach((reader, index) => {
    if (typeof reader !== "string" || isRoleArn(reader)) return;
    mistakes.push({ path: `${path}[${index}]`, got: quote(reader), expected: roleArnRule });
  });
  return readers;
}
