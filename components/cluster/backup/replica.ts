import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Mistake } from "../../../catalogue";
import { parseKeyArn } from "../../foundations/arn";
import { bucketArnMistakes } from "../../foundations/bucket-name";
import { refuseMistakes } from "../../foundations/input-error";
import { keyAliasName } from "../../foundations/names";
import { type ClusterContext, guarded, policyDocument, tagged } from "../../aws";
import { accountStatement, type KeyHandle, type KeySettings } from "../keys";
import { createBucket, keptVersionsStatement } from "../locked-bucket";
import type { ResidencySettings } from "../residency";
import { defaultReplicaRegion, replicaKeyMistakes, replicaRegionMistakes } from "./replica-place";
import type { ReplicaSettings } from "./replica-settings";

/** How the keys of this stack are made. */
export type KeyRotation = Pick<KeySettings, "deletionWindowDays" | "rotationDays">;

/** The second copy of the backups, whoever made its bucket. */
export interface ReplicaHandle {
  bucketArn: pulumi.Output<string>;
  bucketName: pulumi.Output<string>;
  keyArn: pulumi.Output<string>;
  region: pulumi.Output<string>;
  ready: pulumi.Resource[];
}

/** A locked bucket in the second region, with a key of its own there. (BCK-02) */
export function createReplica(
  context: ClusterContext,
  { region: chosen, lock }: ReplicaSettings,
  {
    residency,
    rotation,
    noncurrentDays,
  }: { residency: ResidencySettings; rotation: KeyRotation; noncurrentDays: number },
): ReplicaHandle {
  const path = "backup.replica.region";
  const region = context.place.region.apply((stack) =>
    sound(context, (mistakes) => {
      const found = chosen ?? defaultReplicaRegion(path, stack, mistakes);
      if (found !== undefined) mistakes.push(...replicaRegionMistakes(path, found, stack, residency));
      return found!;
    }),
  );
  const key = createReplicaKey(context, region, rotation);
  const { arn, name, ready } = createBucket(context, {
    purpose: "backup-replica",
    region,
    key,
    lock,
    lifecycle: { noncurrentDays },
    statements: (bucketArn) => [keptVersionsStatement(bucketArn)],
  });
  return { bucketArn: arn, bucketName: name, keyArn: key.arn, region, ready };
}

/** A bucket that exists. Where it lies, and an ARN that is an Output, may be known only now: then it is refused here. */
export function existingReplica(
  context: ClusterContext,
  { part, keyArn }: ReplicaSettings,
  residency: ResidencySettings,
): ReplicaHandle {
  const bucketArn = pulumi.all([part.reference!, context.place.region]).apply(([arn, stack]) =>
    sound(context, (mistakes) => {
      mistakes.push(...bucketArnMistakes("backup.replica.bucketArn", arn, stack));
      return arn;
    }),
  );
  const checked = pulumi.all([keyArn!, context.place.region]).apply(([arn, stack]) =>
    sound(context, (mistakes) => {
      mistakes.push(...replicaKeyMistakes("backup.replica.keyArn", arn, stack, residency));
      return arn;
    }),
  );
  return {
    bucketArn,
    bucketName: bucketArn.apply((arn) => arn.split(":").at(-1)!),
    keyArn: checked,
    region: checked.apply((arn) => parseKeyArn(arn)!.region),
    ready: [],
  };
}

function sound<T>({ name }: ClusterContext, find: (mistakes: Mistake[]) => T): T {
  const mistakes: Mistake[] = [];
  const found = find(mistakes);
  refuseMistakes(`CompliantCluster ${name}`, mistakes);
  return found;
}

/** A key cannot leave its region, so that of the first bucket is of no use here. */
function createReplicaKey(
  context: ClusterContext,
  region: pulumi.Output<string>,
  { deletionWindowDays, rotationDays }: KeyRotation,
): KeyHandle {
  const name = `${context.name}-backup-replica`;
  const key = new aws.kms.Key(
    name,
    {
      region,
      description: `${context.name}: copies of backups`,
      enableKeyRotation: true,
      rotationPeriodInDays: rotationDays,
      deletionWindowInDays: deletionWindowDays,
      policy: policyDocument(accountStatement(context.place)),
      tags: tagged(context, "backup-replica"),
    },
    guarded(context),
  );
  new aws.kms.Alias(
    name,
    { region, name: keyAliasName(context.name, "backup-replica"), targetKeyId: key.id },
    context.options,
  );
  return { arn: key.arn };
}
