import type * as pulumi from "@pulumi/pulumi";
import {
  flag,
  type Mistake,
  oneOf,
  optional,
  Part,
  type PartDeclaration,
  Provision,
  quote,
  record,
  whole,
} from "../../../catalogue";
import { partitionMistakes } from "../../foundations/arn";
import { inputText } from "../../foundations/input-text";
import type { Asked } from "../asked";
import { LockMode } from "../locked-bucket";
import { declarePart, partMembers, type PartSettings, resolvePart } from "../part";
import { resolveRetention } from "../retention";
import type { AuditTrailArgs } from "./args";

export const auditTrailShape = record({
  ...partMembers([Provision.Create, Provision.Existing, Provision.Inherited]),
  trailArn: optional(inputText),
  retentionDays: optional(whole(1, 3653)),
  lockMode: optional(oneOf(Object.values(LockMode))),
  dataEvents: optional(flag),
});

export interface AuditTrailSettings extends PartSettings {
  /** Days for which recordings are kept, and locked. */
  retentionDays: number;
  lockMode: LockMode;
  dataEvents: boolean;
}

/** Fills the defaults; notes a retention that the regimes refuse and a reference that names no trail. */
export function resolveAuditTrail(
  args: AuditTrailArgs,
  { posture, region }: Asked,
  mistakes: Mistake[],
): AuditTrailSettings {
  const part = resolvePart<AuditTrailArgs>("auditTrail", args, { reference: "trailArn" }, mistakes);
  if (part.mode === Provision.Existing) mistakes.push(...arnMistakes(part.reference, region));
  // In other modes any retention is a mistake already, whether it would be long enough or not.
  const days = part.mode === Provision.Create ? args.retentionDays : undefined;
  return {
    ...part,
    retentionDays: resolveRetention(days, "auditTrail.retentionDays", posture, mistakes),
    lockMode: args.lockMode ?? LockMode.Governance,
    dataEvents: args.dataEvents ?? false,
  };
}

const trailArnPattern = /^arn:aws[a-z-]*:cloudtrail:[a-z0-9-]+:\d{12}:trail\/[A-Za-z0-9._-]{3,128}$/;

/** An ARN that is known only later is left to AWS. */
function arnMistakes(arn: pulumi.Input<string> | undefined, region: string | undefined): Mistake[] {
  if (typeof arn !== "string") return [];
  if (trailArnPattern.test(arn)) return partitionMistakes("auditTrail.trailArn", arn, region);
  const expected = "the ARN of a trail, which contains :cloudtrail: and ends in :trail/ and its name";
  return [{ path: "auditTrail.trailArn", got: quote(arn), expected }];
}

/** What policies see of the trail. */
export function declareAuditTrail(settings: AuditTrailSettings): Record<string, PartDeclaration> {
  return { [Part.AuditTrail]: declarePart(settings) };
}
