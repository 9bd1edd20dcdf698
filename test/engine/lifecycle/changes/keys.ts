import { type Change, inherited, losing, rare, row } from "./row";

/** Keys, and what the account encrypts by itself. */
export const keys: Change[] = [
  row("rampart:keys.deletionWindowDays", 14, "a shorter window to recover a key", [
    "update Key prod-{alerts,backup-replica,backups,logs,registry,secrets,volumes}: deletionWindowInDays",
  ]),
  row("rampart:keys.rotationDays", 365, "another rotation", [
    "update Key prod-{alerts,backup-replica,backups,logs,registry,secrets,volumes}: rotationPeriodInDays",
  ]),
  row(
    "rampart:storage.accountEncryption",
    inherited,
    "volumes of the account encrypted by the account: the setting is protected",
    [],
    { ...rare, keys: ["rampart:storage.accountEncryption.mode"], refused: losing("prod-volumes") },
  ),
  row(
    "rampart:keys.secrets",
    { mode: "existing", keyArn: "arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d-0000-1111-2222-333344445550" },
    "Kubernetes Secrets with a key that exists",
    [],
    { ...rare, keys: ["rampart:keys.secrets.mode"], refused: losing("prod-secrets") },
  ),
  row(
    "rampart:keys.volumes",
    { mode: "existing", keyArn: "arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d-0000-1111-2222-333344445551" },
    "volumes with a key that exists",
    [],
    { ...rare, keys: ["rampart:keys.volumes.mode"], refused: losing("(?:prod-volumes|sample-data)") },
  ),
  row(
    "rampart:keys.logs",
    { mode: "existing", keyArn: "arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d-0000-1111-2222-333344445552" },
    "logs with a key that exists",
    [],
    { ...rare, keys: ["rampart:keys.logs.mode"], refused: losing("prod-logs") },
  ),
  row(
    "rampart:keys.backups",
    { mode: "existing", keyArn: "arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d-0000-1111-2222-333344445553" },
    "backups with a key that exists",
    [],
    { ...rare, keys: ["rampart:keys.backups.mode"], refused: losing("prod-backups") },
  ),
  row(
    "rampart:keys.registry",
    { mode: "existing", keyArn: "arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d-0000-1111-2222-333344445554" },
    "images with a key that exists",
    [],
    { ...rare, keys: ["rampart:keys.registry.mode"], refused: losing("prod-(?:shop/api|registry)") },
  ),
  row(
    "rampart:keys.alerts",
    { mode: "existing", keyArn: "arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d-0000-1111-2222-333344445555" },
    "alerts with a key that exists",
    [],
    { ...rare, keys: ["rampart:keys.alerts.mode"], refused: losing("prod-alerts") },
  ),
];
