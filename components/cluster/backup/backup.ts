import * as pulumi from "@pulumi/pulumi";
import { Provision } from "../../../catalogue";
import { bucketNameMistakes } from "../../foundations/bucket-name";
import { refuseMistakes } from "../../foundations/input-error";
import { bucketArnOf } from "../../foundations/partition";
import type { ClusterContext } from "../../aws";
import type { KeyHandle } from "../keys";
import { createBucket, keptVersionsStatement } from "../locked-bucket";
import type { ResidencySettings } from "../residency";
import { ownKeyStatements } from "./bucket-statements";
import { createReplica, existingReplica, type KeyRotation, type ReplicaHandle } from "./replica";
import { createReplication, replicationRule } from "./replication";
import type { BackupSettings } from "./settings";

/** Where backups are written. */
export interface BackupHandle {
  bucketName: pulumi.Output<string>;
  bucketArn: pulumi.Output<string>;
  /** Encrypts what is written; a writer needs it too. */
  keyArn: pulumi.Output<string>;
  /** The second copy, where the stack itself copies to it. */
  replica?: { bucketArn: pulumi.Output<string>; bucketName: pulumi.Output<string>; ruleId: string };
  /** Whoever writes the first backup waits for these, or it has no copy. */
  ready: pulumi.Resource[];
}

interface BackupNeeds {
  /** Key of the bucket that backups are written to. */
  key: KeyHandle;
  /** How the replica's key is made. */
  rotation: KeyRotation;
  /** Where data may lie; what could not be checked before is checked by it now. */
  residency: ResidencySettings;
}

/**
 * The store of backups; undefined where the account provides it. The first bucket has no lock, because Velero and Kopia
 * rewrite and delete what they wrote; its copy in a second region has one. (BCK-02)
 */
export function createBackupStore(
  context: ClusterContext,
  settings: BackupSettings,
  needs: BackupNeeds,
): BackupHandle | undefined {
  const { part, replica, noncurrentDays } = settings;
  if (part.mode === Provision.Inherited) return undefined;
  if (part.mode === Provision.Existing) {
    const bucketName = pulumi.output(part.reference!).apply((bucket) => {
      refuseMistakes(`CompliantCluster ${context.name}`, bucketNameMistakes("backup.bucket", bucket));
      return bucket;
    });
    return { bucketName, bucketArn: bucketArnOf(context.place, bucketName), keyArn: needs.key.arn, ready: [] };
  }
  const keyArn = needs.key.arn;
  const store = createBucket(context, {
    purpose: "backup",
    key: needs.key,
    lifecycle: { noncurrentDays },
    statements: (bucketArn) => [keptVersionsStatement(bucketArn), ...ownKeyStatements(bucketArn, keyArn)],
  });
  const handle = { bucketName: store.name, bucketArn: store.arn, keyArn, ready: store.ready };
  const to = replica === undefined ? undefined : replicaOf(context, settings, needs);
  if (to === undefined) return handle;
  const replication = createReplication(context, {
    from: handle,
    to,
    deletions: replica!.deletions,
    ready: [...store.ready, ...to.ready],
  });
  const { bucketArn, bucketName } = to;
  return {
    ...handle,
    replica: { bucketArn, bucketName, ruleId: replicationRule },
    ready: [...store.ready, replication],
  };
}

function replicaOf(
  context: ClusterContext,
  { replica, noncurrentDays }: BackupSettings,
  { rotation, residency }: BackupNeeds,
): ReplicaHandle | undefined {
  if (replica!.part.mode === Provision.Inherited) return undefined;
  if (replica!.part.mode === Provision.Existing) return existingReplica(context, replica!, residency);
  return createReplica(context, replica!, { residency, rotation, noncurrentDays });
}
