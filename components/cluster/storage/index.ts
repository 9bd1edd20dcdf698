export { createAccountEncryption } from "./account-encryption";
export type { AccountEncryptionArgs, StorageArgs } from "./args";
export { declareStorage, resolveStorage, storageShape, type StorageSettings } from "./settings";
export { createSnapshotClass, createStorageClasses } from "./storage-classes";
