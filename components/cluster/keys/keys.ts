import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { refuseMistakes } from "../../foundations/input-error";
import { keyAliasName } from "../../foundations/names";
import { type ClusterContext, guarded, policyDocument, tagged } from "../../aws";
import { type KeyHandle, KeyPurpose } from "./handle";
import { keyArnMistakes } from "./key-arn";
import { keyStatements } from "./key-policies";
import { keyPurposes, type KeySettings } from "./settings";

/** A key for each purpose, so that access to one gives nothing of another. (KEY-04) */
export type KeyHandles = Record<KeyPurpose, KeyHandle>;

/** What a key's description says. */
const contents: Record<KeyPurpose, string> = {
  [KeyPurpose.Secrets]: "Kubernetes Secrets",
  [KeyPurpose.Volumes]: "volumes of nodes and pods",
  [KeyPurpose.Logs]: "log groups and the audit trail",
  [KeyPurpose.Backups]: "backups",
  [KeyPurpose.Registry]: "image repositories",
  [KeyPurpose.Alerts]: "alerts",
};

/** The cluster's customer-managed keys: those of this stack are made, with an alias each; those that exist are named. */
export function createKeys(context: ClusterContext, settings: KeySettings): KeyHandles {
  const handles = keyPurposes.map((purpose): [KeyPurpose, KeyHandle] => {
    const { reference } = settings.provided[purpose];
    return [
      purpose,
      reference === undefined ? createKey(context, settings, purpose) : existingKey(context, purpose, reference),
    ];
  });
  return Object.fromEntries(handles) as KeyHandles;
}

function createKey(context: ClusterContext, settings: KeySettings, purpose: KeyPurpose): KeyHandle {
  const key = new aws.kms.Key(
    `${context.name}-${purpose}`,
    {
      description: `${context.name}: ${contents[purpose]}`,
      enableKeyRotation: true,
      rotationPeriodInDays: settings.rotationDays,
      deletionWindowInDays: settings.deletionWindowDays,
      policy: policyDocument(...keyStatements(purpose, context.place, context.name)),
      tags: tagged(context, purpose),
    },
    guarded(context),
  );
  new aws.kms.Alias(
    `${context.name}-${purpose}`,
    { name: keyAliasName(context.name, purpose), targetKeyId: key.id },
    context.options,
  );
  return { arn: key.arn };
}

/** Where the stack is, and an ARN that is an Output, may be known only now: then it is refused here, before it is used. */
function existingKey({ name, place }: ClusterContext, purpose: KeyPurpose, keyArn: pulumi.Input<string>): KeyHandle {
  return {
    arn: pulumi.all([keyArn, place.region]).apply(([arn, region]) => {
      refuseMistakes(`CompliantCluster ${name}`, keyArnMistakes(`keys.${purpose}.keyArn`, arn, region));
      return arn;
    }),
  };
}
