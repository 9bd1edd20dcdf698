import { setting } from "../settings";
import { type Change, inherited, losing, rare, row } from "./row";

/** Images and backups. */
export const store: Change[] = [
  {
    ...row("rampart:backup.replica.deletions", "kept", "copies that outlive what they are made of", [
      "update BucketReplicationConfig prod-backup: rules",
      "update RolePolicy prod-backup-replica: policy",
      "update CompliantCluster prod",
    ]),
    // Under regimes that limit how long data is stored they may not.
    change: (settings) => {
      setting("rampart:regimes", ["pci-dss", "hipaa"])(settings);
      setting("rampart:backup.replica.deletions", "kept")(settings);
    },
  },
  row("rampart:registry", inherited, "a registry by the account: repositories are protected", [], {
    ...rare,
    keys: ["rampart:registry.mode"],
    refused: losing("prod-(?:shop/api|registry|scanning)"),
  }),
  row(
    "rampart:registry",
    {
      mode: "existing",
      url: "111122223333.dkr.ecr.eu-central-1.amazonaws.com",
      cachePrefixes: { quay: "mirror/quay" },
    },
    "a registry that exists: ours is protected",
    [],
    { ...rare, keys: ["rampart:registry.mode"], refused: losing("prod-(?:shop/api|registry|scanning)") },
  ),
  row("rampart:registry.repositories.shop/api.keepImages", 60, "more images kept", [
    "replace LifecyclePolicy prod-shop/api: policy",
  ]),
  row(
    "rampart:registry.repositories.shop/web",
    { keepImages: 10 },
    "a repository more",
    ["create {LifecyclePolicy,Repository} prod-shop/web"],
    { keys: ["rampart:registry.repositories.*"] },
  ),
  row("rampart:registry.pullThroughCaches", { quay: {} }, "fewer caches", [
    "delete {PullThroughCacheRule,RepositoryCreationTemplate} prod-{ecr-public,k8s}",
    "update CronJob prod-velero-restore-drill: spec",
    "update Release prod-lb-aws-load-balancer-controller: values",
    "update RolePolicy prod-{nodes,registry-caches,trivy-scanner}: policy",
  ]),
  row("rampart:registry.scanning", inherited, "scans by the account: the setting is protected", [], {
    ...rare,
    keys: ["rampart:registry.scanning.mode"],
    refused: losing("prod-(?:shop/api|registry|scanning)"),
  }),
  {
    ...row("rampart:backup", inherited, "backups by the account: the bucket is protected", [], {
      ...rare,
      keys: ["rampart:backup.mode"],
      refused: losing("prod-backups?(?:-replica)?"),
    }),
    // Velero goes with the store, so nothing may be said of it.
    change: (settings) => {
      delete settings["rampart:velero"];
      setting("rampart:backup", inherited)(settings);
    },
  },
  row(
    "rampart:backup",
    {
      mode: "existing",
      bucket: "company-backups",
      replica: {
        mode: "existing",
        bucketArn: "arn:aws:s3:::company-copies",
        keyArn: "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-0000-1111-2222-333344445559",
      },
    },
    "a bucket of backups that exists: ours is protected",
    [],
    { ...rare, keys: ["rampart:backup.mode"], refused: losing("prod-backups?(?:-replica)?") },
  ),
  row("rampart:backup.retentionDays", 60, "backups that expire earlier", [
    "update Release prod-velero-velero: values",
    "update Velero prod-velero",
  ]),
  row("rampart:backup.noncurrentDays", 60, "what was deleted kept for longer", [
    "update BucketLifecycleConfiguration prod-{backup,backup-replica}: rules",
  ]),
  row("rampart:backup.replica", inherited, "the second copy by the account: ours is protected", [], {
    ...rare,
    keys: ["rampart:backup.replica.mode"],
    refused: losing("prod-backups?(?:-replica)?"),
  }),
  row(
    "rampart:backup.replica.region",
    "eu-north-1",
    "copies in another region: those that are there are protected",
    [],
    { ...rare, refused: losing("prod-backups?(?:-replica)?") },
  ),
  row("rampart:backup.replica.lockMode", "COMPLIANCE", "copies under a lock that nobody can open", [
    "update BucketObjectLockConfiguration prod-backup-replica: rule",
  ]),
  row("rampart:backup.replica.lockDays", 60, "copies locked for less long", [
    "update BucketObjectLockConfiguration prod-backup-replica: rule",
  ]),
];
