import * as aws from "@pulumi/aws";
import { controlPlaneLogGroupName, keyAliasName } from "../foundations/names";
import { type ClusterContext, guarded, tagged } from "./context";
import { accountStatement, autoScalingStatements, logsStatement } from "./key-policies";
import { policyDocument, type Statement } from "./policy-document";

export interface KeySettings {
  deletionWindowDays: number;
  rotationDays: number;
}

export interface KeyHandles {
  /** Wraps Kubernetes Secrets. */
  secrets: aws.kms.Key;
  /** Encrypts the nodes' volumes and those of pods. */
  volumes: aws.kms.Key;
  /** Encrypts the control plane's log group. */
  logs: aws.kms.Key;
}

/** The cluster's customer-managed keys, each for one purpose, so that access to one gives nothing of another. */
export function createKeys(context: ClusterContext, settings: KeySettings): KeyHandles {
  const { place, name } = context;
  const account = accountStatement(place);
  return {
    secrets: createKey(context, settings, "secrets", "Kubernetes Secrets", [account]),
    volumes: createKey(context, settings, "volumes", "volumes of nodes and pods", [
      account,
      ...autoScalingStatements(place),
    ]),
    logs: createKey(context, settings, "logs", "control-plane logs", [
      account,
      logsStatement(place, controlPlaneLogGroupName(name)),
    ]),
  };
}

function createKey(
  context: ClusterContext,
  settings: KeySettings,
  purpose: string,
  what: string,
  statements: Statement[],
): aws.kms.Key {
  const key = new aws.kms.Key(
    `${context.name}-${purpose}`,
    {
      description: `${context.name}: ${what}`,
      enableKeyRotation: true,
      rotationPeriodInDays: settings.rotationDays,
      deletionWindowInDays: settings.deletionWindowDays,
      policy: policyDocument(...statements),
      tags: tagged(context, purpose),
    },
    guarded(context),
  );
  new aws.kms.Alias(
    `${context.name}-${purpose}`,
    { name: keyAliasName(context.name, purpose), targetKeyId: key.id },
    context.options,
  );
  return key;
}
