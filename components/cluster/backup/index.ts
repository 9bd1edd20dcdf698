export { type BackupArgs, type BackupReplicaArgs, ReplicaDeletions } from "./args";
export { type BackupHandle, createBackupStore } from "./backup";
export { backupShape, type BackupSettings, declareBackup, resolveBackup } from "./settings";
