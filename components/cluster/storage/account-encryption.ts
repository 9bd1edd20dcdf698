import * as aws from "@pulumi/aws";
import { Provision } from "../../../catalogue/contracts";
import { type ClusterContext, guarded } from "../../aws";
import type { KeyHandle } from "../keys";
import type { StorageSettings } from "./settings";

/**
 * Makes the account encrypt every new volume of the region. Guarded although it holds nothing: without it, others of the
 * account would get volumes in plain text from then on.
 */
export function createAccountEncryption(
  context: ClusterContext,
  { accountEncryption }: StorageSettings,
  volumesKey: KeyHandle,
): void {
  if (accountEncryption?.mode !== Provision.Create) return;
  // One setting: what is deleted after its replacement would set the account back to the key of AWS.
  const key = new aws.ebs.DefaultKmsKey(
    `${context.name}-volumes`,
    { keyArn: volumesKey.arn },
    guarded(context, { deleteBeforeReplace: true }),
  );
  // After the key, or volumes made in between would be encrypted with AWS's own for the rest of their life.
  new aws.ebs.EncryptionByDefault(`${context.name}-volumes`, { enabled: true }, guarded(context, { dependsOn: [key] }));
}
